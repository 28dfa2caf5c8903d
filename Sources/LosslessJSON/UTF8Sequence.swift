/// What up to four bytes say about the multi-byte character that starts with the first of them (RFC 3629 §4).
enum UTF8Sequence {
    /// A well-formed character and how many bytes it takes.
    case scalar(UInt32, length: Int)
    /// Well-formed so far, but more bytes are needed.
    case incomplete
    /// The first byte starts no well-formed character.
    case malformed

    /// Reads the character in `word`, whose lowest byte comes first and of which `count` bytes are there.
    @inline(__always) init(_ word: UInt32, count: Int) {
        let lead = word & 0xFF
        let length: Int
        var seconds: ClosedRange<UInt32> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { seconds = 0xA0...0xBF }
            if lead == 0xED { seconds = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { seconds = 0x90...0xBF }
            if lead == 0xF4 { seconds = 0x80...0x8F }
        default:
            self = .malformed
            return
        }
        let isWrong =
            count > 1 && !seconds.contains(word >> 8 & 0xFF)
            || count > 2 && length > 2 && word >> 16 & 0xC0 != 0x80
            || count > 3 && length > 3 && word >> 24 & 0xC0 != 0x80
        if isWrong {
            self = .malformed
        } else if count < length {
            self = .incomplete
        } else {
            self = .scalar(Self.value(of: word, length: length), length: length)
        }
    }

    @inline(__always) private static func value(of word: UInt32, length: Int) -> UInt32 {
        let (second, third, fourth) = (word >> 8 & 0x3F, word >> 16 & 0x3F, word >> 24 & 0x3F)
        return switch length {
        case 2: (word & 0x1F) << 6 | second
        case 3: (word & 0x0F) << 12 | second << 6 | third
        default: (word & 0x07) << 18 | second << 12 | third << 6 | fourth
        }
    }
}
