/// The grammar of RFC 8259 in its plainest form, recursion and all: what the real one is measured against.
struct NaiveReader {
    private var rest: ArraySlice<UInt8>

    /// Whether `bytes` are one JSON value with or without white space around it.
    static func accepts(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        var reader = NaiveReader(rest: bytes[...])
        return reader.element() && reader.rest.isEmpty
    }

    private mutating func element() -> Bool {
        skipSpace()
        guard value() else { return false }
        skipSpace()
        return true
    }

    private mutating func value() -> Bool {
        switch rest.first.map(Unicode.Scalar.init) {
        case "{": return list(closedBy: "}") { $0.member() }
        case "[": return list(closedBy: "]") { $0.element() }
        case "\"": return string()
        case "t": return take("true")
        case "f": return take("false")
        case "n": return take("null")
        default: return number()
        }
    }

    private mutating func list(closedBy close: String, item: (inout NaiveReader) -> Bool) -> Bool {
        rest = rest.dropFirst()
        skipSpace()
        if take(close) { return true }
        while true {
            guard item(&self) else { return false }
            if take(close) { return true }
            guard take(",") else { return false }
        }
    }

    private mutating func member() -> Bool {
        skipSpace()
        guard string() else { return false }
        skipSpace()
        return take(":") && element()
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return true }
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "\\"), !escape() { return false }
        }
        return false
    }

    private mutating func escape() -> Bool {
        guard let byte = rest.popFirst() else { return false }
        if byte != UInt8(ascii: "u") { return "\"\\/bfnrt".utf8.contains(byte) }
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.count == 4 && digits.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0"), !digits() { return false }
        if take("."), !digits() { return false }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            return digits()
        }
        return true
    }

    private mutating func digits() -> Bool {
        let found = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(found.count)
        return !found.isEmpty
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { " \t\r\n".utf8.contains($0) }
    }
}
