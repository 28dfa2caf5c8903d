/// Turns the bytes of JSON strings into text.
enum StringDecoding {
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// The characters of a JSON string, given with its quotes.
    static func string(in literal: ArraySlice<UInt8>) -> String {
        let content = literal.dropFirst().dropLast()
        return text(of: content.contains(ASCII.backslash) ? unescaped(content)[...] : content)
    }

    /// Whether a JSON string, given with its quotes, spells the scalars of `key`.
    static func isEqual(_ literal: ArraySlice<UInt8>, to key: String) -> Bool {
        let content = literal.span.extracting(1..<literal.count - 1)
        let wanted = key.utf8.span
        for index in content.indices {
            let byte = content[index]
            // Up to here each byte has stood for itself.
            if byte == ASCII.backslash || byte >= 0x80 { return string(in: literal).utf8.elementsEqual(key.utf8) }
            guard index < wanted.count, byte == wanted[index] else { return false }
        }
        return content.count == wanted.count
    }

    /// `bytes` as text, with U+FFFD for each byte that is part of no well-formed character.
    static func text(of bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(decoding: repaired(bytes), as: UTF8.self)
    }

    private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] < 0x80 {
                result.append(bytes[index])
                index += 1
                continue
            }
            let sequence = bytes[index...].prefix(4)
            let word = sequence.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if case .scalar(_, let length) = UTF8Sequence(word, count: sequence.count) {
                result.append(contentsOf: sequence.prefix(length))
                index += length
            } else {
                result.append(contentsOf: replacement)
                index += 1
            }
        }
        return result
    }

    /// Decodes the escapes of a valid string's content; all else stays.
    private static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var rest = content
        while let escape = rest.firstIndex(of: ASCII.backslash) {
            result.append(contentsOf: rest[..<escape])
            rest = rest[(escape + 1)...]
            decodeEscape(&rest, into: &result)
        }
        result.append(contentsOf: rest)
        return result
    }

    /// Decodes the escape whose backslash was just taken.
    private static func decodeEscape(_ rest: inout ArraySlice<UInt8>, into result: inout [UInt8]) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case ASCII.byte("b"): result.append(0x08)
        case ASCII.byte("f"): result.append(0x0C)
        case ASCII.byte("n"): result.append(ASCII.newline)
        case ASCII.byte("r"): result.append(ASCII.carriageReturn)
        case ASCII.byte("t"): result.append(ASCII.tab)
        case ASCII.byte("u"):
            let unit = codeUnit(&rest)
            if let scalar = Unicode.Scalar(unit) ?? pair(high: unit, &rest) {
                result.append(contentsOf: String(scalar).utf8)
            } else {
                result.append(contentsOf: replacement)
            }
        default: result.append(kind)
        }
    }

    /// The low surrogate's half of a pair follows `high`: takes it and returns the scalar.
    private static func pair(high: UInt32, _ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard (0xD800...0xDBFF).contains(high) else { return nil }
        var ahead = rest
        guard ahead.popFirst() == ASCII.backslash, ahead.popFirst() == ASCII.byte("u") else { return nil }
        let low = codeUnit(&ahead)
        guard (0xDC00...0xDFFF).contains(low) else { return nil }
        rest = ahead
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private static func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = rest.popFirst() else { break }
            unit = unit << 4 | (ASCII.hexValue(digit) ?? 0)
        }
        return unit
    }
}
