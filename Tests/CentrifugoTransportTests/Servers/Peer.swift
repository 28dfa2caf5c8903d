import Glibc

/// The server's end of one connection, in a script.
final class Peer {
    let socket: Int32
    private var isOpen = true
    private var buffer: [UInt8] = []

    init(_ socket: Int32) {
        self.socket = socket
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    /// Reads one request with its body and returns it as text.
    @discardableResult
    func readRequest() throws -> String {
        let head = try readHead()
        let lengthField = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let length = lengthField.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        while buffer.count < length { try fill() }
        defer { buffer.removeFirst(length) }
        return head + String(decoding: buffer.prefix(length), as: UTF8.self)
    }

    /// Reads up to the blank line behind the head and returns the head with it.
    @discardableResult
    func readHead() throws -> String {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            if buffer.isEmpty { try fill() }
            head.append(buffer.removeFirst())
        }
        return String(decoding: head, as: UTF8.self)
    }

    private func fill() throws {
        guard let bytes = try read(), !bytes.isEmpty else { throw ScriptError(call: "read at the end", code: 0) }
        buffer += bytes
    }

    /// Reads what there is; `nil` when the connection was reset, empty at its end.
    func read() throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &bytes, bytes.count, 0)
        if count < 0, errno == ECONNRESET { return nil }
        try check(Int32(count), "recv")
        return Array(bytes.prefix(count))
    }

    /// Waits until the client has closed the connection, and drops what it still sends.
    func waitForEnd() throws {
        while let bytes = try read(), !bytes.isEmpty {}
    }

    func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            try check(Int32(count), "send")
            rest = rest.dropFirst(count)
        }
    }

    /// Writes as much as the connection takes and returns how much that was: it stops when the connection has
    /// taken nothing for a while, or at the given number.
    func writeUntilBlocked(upTo limit: Int) throws -> Int {
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
        var written = 0
        while written < limit {
            var state = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard poll(&state, 1, 300) > 0 else { return written }
            let count = send(
                socket, chunk, min(chunk.count, limit - written), Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            try check(Int32(count), "send")
            written += count
        }
        return written
    }

    /// Closes the connection the ordinary way.
    func close() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(socket)
    }

    /// Resets the connection.
    func reset() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        close()
    }
}

/// A whole reply with status 200 and a body.
func ok(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
