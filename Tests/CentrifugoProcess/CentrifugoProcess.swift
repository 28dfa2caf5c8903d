import Glibc
public import LosslessJSON

/// A real Centrifugo on loopback, for the suites that can run against one.
public final class CentrifugoProcess: Sendable {
    /// The program, where `CENTSH_TEST_CENTRIFUGO` names one.
    public static var program: String? { getenv("CENTSH_TEST_CENTRIFUGO").map { String(cString: $0) } }

    /// Why the program does not serve.
    public enum Failure: Error {
        /// It did not begin to listen.
        case notReady(program: String)
        /// No port could be had.
        case noPort(errno: Int32)
    }

    /// The port that it listens on.
    public let port: Int
    /// The port for what is not for clients, should the configuration have one.
    public let internalPort: Int
    private let process: pid_t
    private let configurationPath: String

    /// Starts the program with a configuration, in which free ports are filled in.
    public init(_ program: String, configuration: JSONValue) throws {
        port = try Self.freePort()
        internalPort = try Self.freePort()
        configurationPath = "/tmp/centsh-centrifugo-\(getpid())-\(port).json"
        let text = Self.text(configuration, port: port, internalPort: internalPort)
        let file = fopen(configurationPath, "w")
        fwrite(text, 1, text.count, file)
        fclose(file)
        process = try Self.spawn([program, "--config", configurationPath])
        guard waitUntilListening() else { throw Failure.notReady(program: program) }
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        unlink(configurationPath)
    }

    private func waitUntilListening() -> Bool {
        for _ in 0..<1500 {
            if Self.isListening(port) { return true }
            if waitpid(process, nil, WNOHANG) == process { return false }
            // Another's process tells nobody when it listens.
            usleep(10_000)
        }
        return false
    }

    private static func text(_ file: JSONValue, port: Int, internalPort: Int) -> [UInt8] {
        let hasInternalPort = file["http_server"]?["internal_port"] != nil
        var writer = JSONWriter()
        writer.beginObject()
        for member in file.members where member.name != "http_server" {
            writer.member(member.name, raw: member.value.jsonText)
        }
        writer.key("http_server")
        writer.beginObject()
        writer.member("address", string: "127.0.0.1")
        writer.member("port", integer: port)
        if hasInternalPort {
            writer.member("internal_address", string: "127.0.0.1")
            writer.member("internal_port", integer: internalPort)
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return withLoopbackAddress(port: port) { connect(descriptor, $0, $1) } == 0
    }

    /// Returns a port that nobody listened on a moment ago.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        guard withLoopbackAddress(port: 0, { bind(descriptor, $0, $1) }) == 0 else {
            throw Failure.noPort(errno: errno)
        }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { throw Failure.noPort(errno: errno) }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    private static func withLoopbackAddress(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func spawn(_ words: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let signals = PlainSignals()
        let result = posix_spawn(&process, words[0], &actions, signals.pointer, &arguments, environ)
        guard result == 0 else { throw Failure.notReady(program: words[0]) }
        return process
    }
}
