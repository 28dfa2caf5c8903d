/// Text as it came over the wire, compared byte for byte.
///
/// Two spellings of one character are equal as `String`; as names of channels they are different.
package struct ByteText: Hashable, Sendable {
    /// The text in UTF-8.
    package let bytes: [UInt8]

    /// Takes UTF-8 as it is.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Takes the text's UTF-8.
    package init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    static let empty = ByteText([])

    var isEmpty: Bool { bytes.isEmpty }

    /// The text for those who print it.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Eight bytes at a time: channels are looked up with every publication.
    package func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                hasher.combine(word)
                (word, filled) = (0, 0)
            }
        }
        hasher.combine(word)
        hasher.combine(bytes.count)
    }
}

extension ByteText: Comparable {
    /// The order of the bytes, which is the order of names in the server's answers.
    package static func < (one: ByteText, other: ByteText) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }
}

extension ByteText: ExpressibleByStringLiteral, CustomStringConvertible {
    /// Makes the text from a literal.
    package init(stringLiteral text: String) { self.init(text) }

    /// The text itself.
    package var description: String { text }
}
