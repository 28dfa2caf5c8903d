// Strings (RFC 8259 §7): long runs of plain text eight bytes at a time, the rest by the byte.

/// How far a string has come.
struct PartialString: Sendable {
    /// Whether the string is an object's key.
    var isKey = false
    /// What an escape still needs: 0 no escape, 5 the byte after the backslash, 1 to 4 hexadecimal digits.
    var escape = 0
    /// The bytes of a character beyond ASCII that the last chunk cut, the first lowest.
    var bytes: UInt32 = 0
    /// How many of them there are.
    var byteCount = 0
}

extension Grammar {
    @inline(__always) mutating func beginString(
        at index: Int, isKey: Bool, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        sink.receive(.begin(index), in: chunk)
        string.isKey = isKey
        return try scanString(chunk, from: index &+ 1, into: &sink)
    }

    /// Reads a string from `start` to its closing quote or to the end of the chunk.
    private mutating func scanString(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        let end = chunk.count
        var index = start
        var plainStart = start
        while true {
            index = chunk.firstStop(
                from: index, to: end, { ByteWords.endsPlainText($0) }, { ByteWords.endsPlainText($0) })
            if index >= end { break }
            let byte = chunk[index]
            sink.receive(.plain(plainStart..<index), in: chunk)
            if byte == ASCII.quote {
                return endString(at: index &+ 1, in: chunk, into: &sink)
            } else if byte == ASCII.backslash {
                string.escape = 5
                index = try scanEscape(chunk, from: index &+ 1)
            } else if byte >= 0x80 {
                index = try scanCharacters(chunk, from: index, into: &sink)
            } else {
                throw error(.controlCharacter(byte), at: index)
            }
            plainStart = index
        }
        sink.receive(.plain(plainStart..<index), in: chunk)
        expectation = .restOfString
        return end
    }

    @inline(__always) private mutating func endString(
        at index: Int, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) -> Int {
        if string.isKey {
            sink.receive(.end(index), in: chunk)
            expectation = .colon
        } else {
            endScalar(at: index, in: chunk, into: &sink)
        }
        return index
    }

    /// Reads what an escape still needs, as far as the chunk goes.
    private mutating func scanEscape(_ chunk: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
        var index = start
        while string.escape > 0, index < chunk.count {
            let byte = chunk[index]
            if string.escape < 5 {
                guard ASCII.hexValue(byte) != nil else { throw error(.invalidEscape, at: index) }
                string.escape &-= 1
            } else {
                switch byte {
                case ASCII.byte("u"): string.escape = 4
                case ASCII.quote, ASCII.backslash, ASCII.byte("/"), ASCII.byte("b"), ASCII.byte("f"),
                    ASCII.byte("n"), ASCII.byte("r"), ASCII.byte("t"):
                    string.escape = 0
                default: throw error(.invalidEscape, at: index)
                }
            }
            index &+= 1
        }
        return index
    }

    /// Reads a run of characters beyond ASCII; the bytes of one that the chunk's end cuts are kept.
    private mutating func scanCharacters(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        var index = start
        while index < chunk.count, chunk[index] >= 0x80 {
            let available = min(chunk.count &- index, 4)
            var word: UInt32 = 0
            for offset in 0..<available { word |= UInt32(chunk[index &+ offset]) << UInt32(offset &* 8) }
            switch UTF8Sequence(word, count: available) {
            case .scalar(let value, let length):
                sink.receive(.scalar(value, index..<index &+ length), in: chunk)
                index &+= length
            case .incomplete:
                string.bytes = word
                string.byteCount = available
                return chunk.count
            case .malformed:
                guard options.acceptsInvalidUTF8 else { throw error(.invalidUTF8, at: index) }
                sink.receive(.malformed(index..<index &+ 1), in: chunk)
                index &+= 1
            }
        }
        return index
    }

    /// Goes on in a string that the last chunk cut.
    mutating func resumeString(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        var index = try scanEscape(chunk, from: start)
        index = try resumeCharacter(chunk, from: index, into: &sink)
        return try scanString(chunk, from: index, into: &sink)
    }

    private mutating func resumeCharacter(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        var index = start
        while string.byteCount > 0, index < chunk.count {
            let word = string.bytes | UInt32(chunk[index]) << UInt32(string.byteCount * 8)
            switch UTF8Sequence(word, count: string.byteCount + 1) {
            case .scalar(let value, let length):
                index += 1
                sink.receive(.scalar(value, (index - length)..<index), in: chunk)
                string.byteCount = 0
            case .incomplete:
                string.bytes = word
                string.byteCount += 1
                index += 1
            case .malformed:
                let sequence = (index - string.byteCount)..<index
                guard options.acceptsInvalidUTF8 else { throw error(.invalidUTF8, at: sequence.lowerBound) }
                sink.receive(.malformed(sequence), in: chunk)
                string.byteCount = 0
            }
        }
        return index
    }
}
