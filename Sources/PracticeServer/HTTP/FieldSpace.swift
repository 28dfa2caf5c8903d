import NIOHTTP1

extension HTTPHeaders {
    /// Returns the first value of a header, without the white space around it (RFC 9110 §5.5).
    func value(of name: String) -> Substring? { first(name: name).map { Substring($0[...].utf8.withoutSpaceAround) } }
}

extension Substring.UTF8View {
    /// What is left without the spaces and tabs at both ends (RFC 9110 §5.6.3).
    var withoutSpaceAround: Self {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let rest = drop(while: isSpace)
        return rest.lastIndex { !isSpace($0) }.map { rest[...$0] } ?? rest
    }
}
