import Glibc

/// A process that was started.
struct Child {
    /// Why a process did not do what it should.
    enum Failure: Error {
        case notStarted(String, errno: Int32)
        case failed(String, status: Int32)
        case noOutput(String)
    }

    let identifier: pid_t

    /// Starts a program with given descriptors for its standard input, output and errors.
    init(_ words: [String], input: Int32, output: Int32, errors: Int32, environment: [String] = Child.inherited) throws
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (source, target) in [(input, 0), (output, 1), (errors, 2)] {
            posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, words[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw Failure.notStarted(words[0], errno: failure) }
        identifier = child
    }

    /// The variables of this process.
    static var inherited: [String] {
        var found: [String] = []
        var entry = environ
        while let text = entry.pointee {
            found.append(String(cString: text))
            entry += 1
        }
        return found
    }

    /// Waits for the end and returns the exit status.
    @discardableResult
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return status >> 8 & 0xFF
    }

    /// Waits for the end and returns the exit status, and the most memory that it had, in KiB.
    func waitWithMemory() -> (status: Int32, memory: Int) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(identifier, &status, 0, &usage) < 0 && errno == EINTR {}
        return (status >> 8 & 0xFF, usage.ru_maxrss)
    }

    /// Runs a program to its end, without input and output.
    static func run(_ words: [String]) throws {
        let null = open("/dev/null", O_RDWR)
        defer { close(null) }
        let status = try Child(words, input: null, output: null, errors: null).wait()
        guard status == 0 else { throw Failure.failed(words[0], status: status) }
    }

    /// Runs a program to its end and returns what it wrote to its standard output.
    static func output(_ words: [String]) throws -> String {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        let null = open("/dev/null", O_RDWR)
        defer {
            close(null)
            close(ends[0])
        }
        let started = Result { try Child(words, input: null, output: ends[1], errors: null) }
        close(ends[1])
        let child = try started.get()
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(ends[0], &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        let status = child.wait()
        guard status == 0 else { throw Failure.failed(words[0], status: status) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
