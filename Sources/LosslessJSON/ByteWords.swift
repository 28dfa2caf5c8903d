// Eight bytes at a time: the scanning that makes long strings and deep indentation cheap.

extension Span where Element == UInt8 {
    /// The eight bytes from `offset`, the first of them lowest.
    @inline(__always) func word(at offset: Int) -> UInt64 {
        // Safe: the load checks its bounds, and every pattern of eight bytes is a UInt64.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The first offset from `start` whose byte `word` may stop at: `stops` marks the high bit of each byte to stop
    /// at, exact for the lowest mark, and `isStop` says the same of one byte.
    @inline(__always) func firstStop(
        from start: Int, to end: Int, _ stops: (UInt64) -> UInt64, _ isStop: (UInt8) -> Bool
    ) -> Int {
        var index = start
        while index &+ 8 <= end {
            let marks = stops(word(at: index))
            if marks != 0 { return index &+ marks.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < end, !isStop(self[index]) { index &+= 1 }
        return index
    }

    /// Whether the bytes are a text that stands in JSON as it is, all of it ASCII.
    var isPlainText: Bool {
        firstStop(from: 0, to: count, { ByteWords.endsPlainText($0) }, { ByteWords.endsPlainText($0) }) == count
    }

    /// Whether there is no white space and nothing beyond ASCII: JSON of such bytes has one compact form only, its own.
    var isDenseASCII: Bool {
        firstStop(from: 0, to: count) { word in
            // What is no more than a space borrows; what is beyond ASCII has its high bit already.
            ((word &- ByteWords.filled(with: ASCII.space + 1)) | word) & ByteWords.highBits
        } _: { byte in
            byte <= ASCII.space || byte >= 0x80
        } == count
    }

    /// The first offset from `start` of a byte below 0x80; `nil` if it is not there.
    package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        let found = firstStop(from: start, to: count, { ByteWords.equal($0, byte) }, { $0 == byte })
        return found < count ? found : nil
    }

    /// The same for either of two bytes.
    package func firstIndex(of one: UInt8, or other: UInt8, from start: Int = 0) -> Int? {
        let found = firstStop(from: start, to: count) { word in
            ByteWords.equal(word, one) | ByteWords.equal(word, other)
        } _: { byte in
            byte == one || byte == other
        }
        return found < count ? found : nil
    }
}

/// Tests on eight bytes in one word; a mark is the high bit of a byte.
enum ByteWords {
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    @inline(__always) static func filled(with byte: UInt8) -> UInt64 {
        0x0101_0101_0101_0101 &* UInt64(byte)
    }

    /// Marks the bytes equal to `byte` (below 0x80); marks above the lowest may be wrong.
    @inline(__always) static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        ((word ^ filled(with: byte)) &- filled(with: 1)) & ~word & highBits
    }

    /// Marks what ends a run of plain text in a string: a quote, a backslash, a control character, a byte of a
    /// multi-byte character; marks above the lowest may be wrong.
    @inline(__always) static func endsPlainText(_ word: UInt64) -> UInt64 {
        let ones = filled(with: 1)
        let quote = (word ^ filled(with: ASCII.quote)) &- ones
        let backslash = (word ^ filled(with: ASCII.backslash)) &- ones
        let control = word &- filled(with: 0x20)
        // A byte beyond ASCII needs no test of its own: it keeps its high bit in `quote` or in `backslash`.
        return (quote | backslash | control) & highBits
    }

    /// The same test for one byte.
    @inline(__always) static func endsPlainText(_ byte: UInt8) -> Bool {
        byte == ASCII.quote || byte == ASCII.backslash || byte < 0x20 || byte >= 0x80
    }
}
