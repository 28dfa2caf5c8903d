/// An HTTP request as it goes out.
public struct WireRequest: Sendable {
    /// In the spelling that is sent.
    public var method: String
    /// Path and query.
    public var target: String
    /// In order; `Host` and `Content-Length` are added.
    public var headers: [(name: String, value: String)]
    /// The body; `nil`: none at all, not even its length.
    public var body: [UInt8]?

    /// Makes a request.
    public init(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// Returns the bytes for a server at a port of this machine.
    public func bytes(port: Int) -> [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body, !has("Content-Length") { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + (body ?? [])
    }

    /// Whether it has a header, its name in any case.
    func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name.lowercased() } }
}

/// An HTTP response as it arrived.
public struct WireResponse: Sendable {
    /// The code; 0 where none could be read.
    public var status: Int
    /// All of them, with names as they were sent.
    public var headers: [(name: String, value: String)]
    /// Without the coding it was transferred in.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Returns a header's value, its name in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

extension WireRequest {
    /// Sends it over a connection of its own and reads the answer.
    public func exchange(port: Int) throws(LoopbackError) -> WireResponse {
        let connection = try LoopbackConnection(port: port)
        connection.write(bytes(port: port))
        return try connection.readResponse(hasBody: method != "HEAD")
    }
}

extension LoopbackConnection {
    /// Reads one response; what follows it stays for the next call.
    ///
    /// - Throws: ``LoopbackError/noAnswer(soFar:)`` where the stream ends inside it, ``LoopbackError/silence(soFar:)``.
    public func readResponse(hasBody: Bool = true) throws(LoopbackError) -> WireResponse {
        let head = String(decoding: try bytes(through: "\r\n\r\n"), as: UTF8.self)
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

    private func body(of response: WireResponse) throws(LoopbackError) -> [UInt8] {
        if response.header("Transfer-Encoding") == "chunked" { return try chunks() }
        if let length = response.header("Content-Length").flatMap({ Int($0) }) { return try bytes(length) }
        return try readToEnd()
    }

    private func chunks() throws(LoopbackError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = String(decoding: try bytes(through: "\r\n").dropLast(2), as: UTF8.self)
            let count = Int(size, radix: 16) ?? 0
            body += try bytes(count)
            _ = try bytes(2)
            if count == 0 { return body }
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        let text = drop { $0 == " " || $0 == "\t" }
        return text.lastIndex { $0 != " " && $0 != "\t" }.map { String(text[...$0]) } ?? ""
    }
}
