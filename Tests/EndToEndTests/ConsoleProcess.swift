import CentrifugoProcess
import Foundation
import Glibc
import TmuxTerminal

/// The real program in a process of its own, with pipes for its streams.
struct ConsoleProcess {
    let identifier: pid_t
    /// What it writes to its standard output is read here.
    let output: Int32
    private let errors: Int32

    /// Starts the program with arguments that need not be text.
    ///
    /// Its standard input is `input`, or nothing; `state` is the folder for what is kept, if not that of the tests.
    init(_ arguments: [[CChar]], input: Int32? = nil, state: URL? = nil) throws {
        var outputEnds: [Int32] = [0, 0]
        var errorEnds: [Int32] = [0, 0]
        guard pipe(&outputEnds) == 0, pipe(&errorEnds) == 0 else { throw POSIXError(.EMFILE) }
        for end in outputEnds + errorEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, outputEnds[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errorEnds[1], STDERR_FILENO)
        var words = ([Tmux.console.path().cString] + arguments).map { strdup($0) } + [nil]
        var variables = Self.environment(state).map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let signals = PlainSignals()
        let failure = posix_spawn(&child, Tmux.console.path(), &actions, signals.pointer, &words, &variables)
        close(outputEnds[1])
        close(errorEnds[1])
        guard failure == 0 else { throw POSIXError(.ENOENT) }
        (identifier, output, errors) = (child, outputEnds[0], errorEnds[0])
    }

    init(_ arguments: String...) throws {
        try self.init(arguments.map(\.cString))
    }

    private static func environment(_ state: URL?) -> [String] {
        var variables = ProcessInfo.processInfo.environment
        if let state { variables["XDG_STATE_HOME"] = state.path() }
        return variables.map { "\($0.key)=\($0.value)" }
    }

    /// The words that a list of processes shows.
    var shownWords: String {
        let bytes = (try? Data(contentsOf: URL(filePath: "/proc/\(identifier)/cmdline"))) ?? Data()
        return String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    }

    func signal(_ number: Int32) {
        kill(identifier, number)
    }

    /// Reads output up to a line with a beginning; what was read is not among what ``finish()`` returns.
    func lines(through beginning: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            lines.append(String(decoding: line, as: UTF8.self))
            line = []
            if lines.last?.hasPrefix(beginning) == true { break }
        }
        return lines
    }

    /// Waits for the end and returns what was written.
    func finish() -> (status: Int32, output: String, errors: String) {
        let texts = (text(output), text(errors))
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), texts.0, texts.1)
    }

    private func text(_ descriptor: Int32) -> String {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A server that takes one request and never answers.
final class SilentServer {
    let port: Int
    private let listener: Int32
    private var connection: Int32 = -1

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                guard bind(descriptor, $0, length) == 0, listen(descriptor, 1) == 0 else { return Int32(-1) }
                return getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(in_port_t(bigEndian: address.sin_port))
    }

    deinit {
        close(connection)
        close(listener)
    }

    /// Waits until a request has arrived.
    func waitForRequest() {
        connection = accept(listener, nil, nil)
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        var byte: UInt8 = 0
        _ = read(connection, &byte, 1)
    }
}

extension String {
    /// The text as an argument of a process.
    fileprivate var cString: [CChar] { Array(utf8CString) }
}
