import Glibc
import Testing

/// A connection to a port of this machine, to say on it whatever one likes.
final class Connection {
    struct Refused: Error {}

    private let descriptor: Int32
    private var received: [UInt8] = []
    /// Whether the other side tore the connection down instead of ending it.
    private(set) var isReset = false

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Refused()
        }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that this was all.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Has the connection break off, instead of end, when it goes.
    func breakOff() {
        var rough = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &rough, socklen_t(MemoryLayout<linger>.size))
    }

    private func readMore() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count < 0, errno == EAGAIN { Issue.record("nothing came for a minute") }
        if count < 0, errno == ECONNRESET { isReset = true }
        guard count > 0 else { return false }
        received += chunk[..<count]
        return true
    }

    func readBytesToEnd() -> [UInt8] {
        while readMore() {}
        defer { received = [] }
        return received
    }

    func readToEnd() -> String { String(decoding: readBytesToEnd(), as: UTF8.self) }

    func read(through mark: String) -> String {
        while true {
            if let found = received.firstRange(of: Array(mark.utf8)) {
                defer { received.removeSubrange(..<found.upperBound) }
                return String(decoding: received[..<found.upperBound], as: UTF8.self)
            }
            guard readMore() else { return readToEnd() }
        }
    }

    /// Returns the next frame; `nil`: none comes.
    func readFrame() -> Frame? {
        while true {
            var rest = received[...]
            if let frame = Frame.take(from: &rest) {
                received = Array(rest)
                return frame
            }
            guard readMore() else { return nil }
        }
    }
}

extension Connection {
    /// A request that becomes a WebSocket.
    static func handshake(_ query: String = "", connection: String = "Upgrade") -> String {
        "GET /connection/websocket\(query) HTTP/1.1\r\nHost: h\r\nConnection: \(connection)\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    }

    /// Opens a WebSocket.
    static func webSocket(port: Int) throws -> Connection {
        let connection = try Connection(port: port)
        connection.send(handshake())
        #expect(connection.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        return connection
    }
}
