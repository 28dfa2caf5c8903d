/// The target of an HTTP request: a path and a query, taken apart as Go's `net/url` does.
struct RequestTarget {
    /// The path as it was sent.
    let path: Substring
    /// What follows the first `?`, `nil` where there is none.
    let query: Substring?

    /// Reads a target, or returns `nil` where it is none: it must be a path or a URL, and every `%` an escape.
    init?(_ target: String) {
        var rest = target[...]
        if !rest.hasPrefix("/") {
            // A proxy's client names the whole URL.
            guard let scheme = rest.firstRange(of: "://") else { return nil }
            rest = rest[scheme.upperBound...]
            rest = rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? ""
        }
        let mark = rest.firstIndex(of: "?")
        path = rest[..<(mark ?? rest.endIndex)]
        query = mark.map { rest[rest.index(after: $0)...] }
        guard Self.unescape(path) != nil else { return nil }
    }

    /// The path without doubled slashes and dots: what a client that sent another one is redirected to.
    var cleanPath: String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        let clean = "/" + parts.joined(separator: "/")
        return path.hasSuffix("/") && clean != "/" ? clean + "/" : clean
    }

    /// The parts of the path between its slashes, with their escapes decoded.
    var segments: [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { Self.unescape($0) ?? String($0) }
    }

    /// Returns the first value of a query parameter; pairs with a broken escape or a `;` do not count.
    func parameter(_ name: String) -> String? {
        for pair in (query ?? "").split(separator: "&") where !pair.contains(";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard Self.unescapeQuery(parts[0]) == name else { continue }
            guard let value = Self.unescapeQuery(parts.count > 1 ? parts[1] : "") else { continue }
            return value
        }
        return nil
    }

    private static func unescapeQuery(_ text: Substring) -> String? {
        unescape(Substring(text.map { $0 == "+" ? " " : $0 }))
    }

    private static func unescape(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
                digits.allSatisfy(\.isHexDigit), let escaped = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
