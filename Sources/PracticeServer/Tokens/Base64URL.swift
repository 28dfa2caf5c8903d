import CentrifugoProtocol

/// The base64 of tokens (RFC 4648 §5): the alphabet for URLs, without padding.
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Base64.encode(bytes).utf8.filter { $0 != UInt8(ascii: "=") }
        return String(decoding: digits.map { replacing($0, "+", "-") ?? replacing($0, "/", "_") ?? $0 }, as: UTF8.self)
    }

    /// Decodes a text as Go does, where line breaks do not count, or returns `nil` where it is something else.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var digits: [UInt8] = []
        for digit in text where digit != UInt8(ascii: "\n") && digit != UInt8(ascii: "\r") {
            switch digit {
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: digits.append(replacing(digit, "-", "+") ?? replacing(digit, "_", "/") ?? digit)
            }
        }
        digits.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - digits.count % 4) % 4))
        return Base64.decode(digits)
    }

    private static func replacing(_ digit: UInt8, _ old: Unicode.Scalar, _ new: Unicode.Scalar) -> UInt8? {
        digit == UInt8(ascii: old) ? UInt8(ascii: new) : nil
    }
}
