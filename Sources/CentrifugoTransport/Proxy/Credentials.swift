/// Undoes percent-encoding (RFC 3986 §2.1); a `%` that no two hexadecimal digits follow stands for itself.
func percentDecoded(_ text: some StringProtocol) -> String {
    var decoded: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let value = hexadecimalPair(rest) {
            decoded.append(value)
            rest = rest.dropFirst(2)
        } else {
            decoded.append(byte)
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}

private func hexadecimalPair(_ bytes: ArraySlice<UInt8>) -> UInt8? {
    let pair = bytes.prefix(2)
    // `UInt8(_:radix:)` would take a sign for the first digit.
    guard pair.count == 2, pair.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
}

/// Encodes the UTF-8 of a text in Base64 (RFC 4648 §4).
func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let group = rest.prefix(3)
        rest = rest.dropFirst(3)
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for digit in 0..<4 {
            encoded.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}
