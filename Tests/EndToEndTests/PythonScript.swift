import CentrifugoProcess
import Foundation
import Glibc

/// A script in `Python/` that is run with the clients of this field, where they are installed.
struct PythonScript {
    /// How many seconds a script may take before it is killed.
    private static let patience = 60

    /// The Python that has the packages `cent` and `centrifuge`: the one on the path, or that of the virtual environment
    /// that `CENTSH_PYTHON` names.
    static let interpreter: String? = {
        let environment = getenv("CENTSH_PYTHON").map { [String(cString: $0) + "/bin/python3"] } ?? []
        return (["python3"] + environment).first { interpreter in
            (try? run([interpreter, "-c", "import cent, centrifuge"], []).status) == 0
        }
    }()

    let name: String

    /// Runs the script with variables beside those of this process.
    ///
    /// - Returns: Its exit status, negative where a signal ended it, and all that it wrote.
    func run(_ variables: [String: String]) throws -> (status: Int32, output: String) {
        guard let interpreter = Self.interpreter else { throw POSIXError(.ENOENT) }
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return try Self.run(
            [interpreter, "-B", "-u", "/\(folder)/Python/\(name).py"], variables.map { "\($0.key)=\($0.value)" })
    }

    private static func run(_ words: [String], _ variables: [String]) throws -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_adddup2(&actions, ends[1], descriptor)
        }
        var arguments = words.map { strdup($0) } + [nil]
        var environment = (inherited + variables).map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var child = pid_t()
        let signals = PlainSignals()
        let failure = posix_spawnp(&child, words[0], &actions, signals.pointer, &arguments, &environment)
        close(ends[1])
        guard failure == 0 else { throw POSIXError(.ENOENT) }
        let (output, isComplete) = readToEnd(ends[0])
        if !isComplete { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), output)
    }

    /// The variables of this process, but no proxy: all that the scripts talk to is on this machine.
    private static var inherited: [String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.lowercased().hasSuffix("_proxy") }
            .map { "\($0.key)=\($0.value)" }
    }

    /// Reads to the end, or until patience does.
    private static func readToEnd(_ descriptor: Int32) -> (text: String, isComplete: Bool) {
        let end = ContinuousClock.now + .seconds(patience)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var count = 1
        while count > 0 {
            let rest = Int32((end - .now) / .milliseconds(1))
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard rest > 0, poll(&event, 1, rest) != 0 else { break }
            count = read(descriptor, &chunk, chunk.count)
            bytes += chunk[..<max(0, count)]
        }
        return (String(decoding: bytes, as: UTF8.self), count == 0)
    }
}
