/// Returns a text as one segment of a path, whatever it holds: all but unreserved characters are `%` encoded.
///
/// The rule is RFC 3986, section 2.3; a `/` in a method's name must not lead elsewhere.
func pathSegment(_ text: String) -> String {
    if text.utf8.span.isUnreserved { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes = [UInt8]()
    for byte in text.utf8 {
        if isUnreserved(byte) {
            bytes.append(byte)
        } else {
            bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

extension Span<UInt8> {
    fileprivate var isUnreserved: Bool {
        for index in indices where !CentrifugoAPI.isUnreserved(self[index]) { return false }
        return true
    }
}

private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
}
