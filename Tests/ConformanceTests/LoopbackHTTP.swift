import Glibc

/// Why an exchange over loopback came to nothing.
enum LoopbackError: Error {
    case cannotConnect(port: Int, errno: Int32)
    case noAnswer(soFar: String)
}

/// HTTP/1.1 over a connection of its own to a port of this machine.
enum LoopbackHTTP {
    static func exchange(_ request: WireRequest, port: Int) throws -> WireResponse {
        let connection = try LoopbackConnection(port: port)
        connection.write(bytes(of: request, port: port))
        return try connection.readResponse(hasBody: request.method != "HEAD")
    }

    static func bytes(of request: WireRequest, port: Int) -> [UInt8] {
        var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
        let hasLength = request.headers.contains { $0.name.lowercased() == "content-length" }
        if let body = request.body, !hasLength { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + (request.body ?? [])
    }
}

/// A connection to a port of this machine, read by whoever asks for it.
final class LoopbackConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

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
            let reason = errno
            Glibc.close(descriptor)
            throw LoopbackError.cannotConnect(port: port, errno: reason)
        }
        // A server that never answers must not hang the suite.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(descriptor) }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more will be written.
    func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads some more; `false` at the end.
    private func readMore() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        received += chunk[..<count]
        return true
    }

    /// Reads to the end of the stream.
    func readToEnd() -> [UInt8] {
        while readMore() {}
        defer { received = [] }
        return received
    }

    /// Reads one response; what follows it stays for the next call.
    func readResponse(hasBody: Bool = true) throws -> WireResponse {
        let head = String(decoding: try take(through: "\r\n\r\n"), as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? parts[1].trimmingSpaces : "")
        }
        var response = WireResponse(status: status ?? 0, headers: headers, body: [])
        guard hasBody, response.status >= 200 else { return response }
        response.body = try body(of: response)
        return response
    }

    private func body(of response: WireResponse) throws -> [UInt8] {
        if response.header("Transfer-Encoding") == "chunked" { return try chunks() }
        if let length = response.header("Content-Length").flatMap({ Int($0) }) { return try take(length) }
        return readToEnd()
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = String(decoding: try take(through: "\r\n").dropLast(2), as: UTF8.self)
            let count = Int(size, radix: 16) ?? 0
            body += try take(count)
            _ = try take(2)
            if count == 0 { return body }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count { try waitForMore() }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    private func take(through mark: String) throws -> [UInt8] {
        let mark = Array(mark.utf8)
        while true {
            if let found = received.firstRange(of: mark) { return try take(found.upperBound) }
            try waitForMore()
        }
    }

    private func waitForMore() throws {
        guard readMore() else {
            throw LoopbackError.noAnswer(soFar: String(decoding: received.prefix(200), as: UTF8.self))
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let text = drop { $0 == " " || $0 == "\t" }
        return text.lastIndex { $0 != " " && $0 != "\t" }.map { String(text[...$0]) } ?? ""
    }
}
