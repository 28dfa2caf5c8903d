/// Reads the text of one URL from left to right.
struct EndpointParser {
    private let bytes: [UInt8]
    private var position = 0

    /// The user name and password as they were written, set only by `parseProxy`.
    private(set) var credentials: String?
    private var acceptsCredentials = false

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func parse() throws(EndpointError) -> Endpoint {
        if skip("unix:") { return try parseSocket() }
        return try parseHostURL(scheme: parseScheme())
    }

    /// Reads the URL of a proxy: the scheme may be left out, and a user name and password are taken apart.
    mutating func parseProxy() throws(EndpointError) -> Endpoint {
        acceptsCredentials = true
        let isSchemeGiven = bytes.indices.contains { bytes[$0...].starts(with: "://".utf8) }
        return try parseHostURL(scheme: isSchemeGiven ? parseScheme() : "http")
    }

    private mutating func parseHostURL(scheme name: String) throws(EndpointError) -> Endpoint {
        guard let scheme = Endpoint.Scheme(rawValue: name) else { throw .unsupportedScheme(name) }
        let (host, port) = try parseAuthority()
        let path = try parsePath()
        return Endpoint(scheme: scheme, location: .host(host, port: port ?? scheme.defaultPort), path: path)
    }

    /// Reads `scheme://` and returns the scheme in lower case.
    private mutating func parseScheme() throws(EndpointError) -> String {
        let end = bytes.firstIndex { !isSchemeByte($0) } ?? bytes.count
        position = end
        guard end > 0, skip("://") else { throw .missingScheme }
        return text(0..<end).lowercased()
    }

    /// Reads `host` or `host:port`, up to the path.
    private mutating func parseAuthority() throws(EndpointError) -> (host: String, port: Int?) {
        let end = bytes[position...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.count
        if let at = bytes[position..<end].lastIndex(of: UInt8(ascii: "@")) {
            guard acceptsCredentials else { throw .credentials(at: position) }
            credentials = text(position..<at)
            position = at + 1
        }
        let host = try parseHost(upTo: end)
        guard position < end else { return (host, nil) }
        guard bytes[position] == UInt8(ascii: ":") else { throw .invalidHost(at: position) }
        position += 1
        return (host, try parsePort(upTo: end))
    }

    private mutating func parseHost(upTo end: Int) throws(EndpointError) -> String {
        let start = position
        if skip("[") {
            let close = bytes[position..<end].firstIndex(of: UInt8(ascii: "]")) ?? end
            let host = text(position..<close)
            guard close < end, NumericAddress(host)?.isIPv6 == true else { throw .invalidHost(at: start) }
            position = close + 1
            return host.lowercased()
        }
        position = bytes[start..<end].firstIndex { !isHostByte($0) } ?? end
        guard position == end || bytes[position] == UInt8(ascii: ":") else { throw .invalidHost(at: position) }
        guard position > start else { throw .missingHost(at: start) }
        return text(start..<position).lowercased()
    }

    private mutating func parsePort(upTo end: Int) throws(EndpointError) -> Int {
        let start = position
        position = end
        guard bytes[start..<end].allSatisfy(isDigit), let port = Int(text(start..<end)), 1...65535 ~= port else {
            throw .invalidPort(at: start)
        }
        return port
    }

    private mutating func parsePath() throws(EndpointError) -> String {
        let start = position
        if let stop = bytes[start...].firstIndex(where: { !isPathByte($0) }) {
            let isQuery = bytes[stop] == UInt8(ascii: "?") || bytes[stop] == UInt8(ascii: "#")
            throw isQuery ? .queryOrFragment(at: stop) : .invalidPath(at: stop)
        }
        position = bytes.count
        return text(start..<position)
    }

    private mutating func parseSocket() throws(EndpointError) -> Endpoint {
        // `unix:///path` is the same as `unix:/path`: an empty authority.
        if bytes[position...].starts(with: "///".utf8) { position += 2 }
        if position == bytes.count { throw .missingSocketPath(at: position) }
        if let zero = bytes[position...].firstIndex(of: 0) { throw .invalidPath(at: zero) }
        return Endpoint(location: .unixSocket(path: text(position..<bytes.count)))
    }

    private mutating func skip(_ prefix: StaticString) -> Bool {
        let prefix = "\(prefix)".utf8
        guard bytes[position...].starts(with: prefix) else { return false }
        position += prefix.count
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

private func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}

/// RFC 3986 §3.1.
private func isSchemeByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "+-.".utf8.contains(byte)
}

private func isHostByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-._".utf8.contains(byte)
}

private func isPathByte(_ byte: UInt8) -> Bool {
    0x21...0x7E ~= byte && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
}
