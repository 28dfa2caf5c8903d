/// The grammar of JSON (RFC 8259) as a machine that takes its input in chunks cut anywhere.
///
/// The one reader behind the validator, the parser and the formatter, so that they cannot disagree. It recurses over
/// nothing: what is open is one bit per level.
struct Grammar: Sendable {
    /// What may follow the value.
    enum Ending {
        /// White space only.
        case whole
        /// Anything: the scan stops after the value.
        case firstValue
        /// Further values, or none at all.
        case stream
    }

    /// What the next byte may be.
    enum Expectation {
        case value, elementOrClose, keyOrClose, key, colon, commaOrClose, nothing
        case restOfString, restOfNumber, restOfLiteral
    }

    let options: JSONOptions
    let ending: Ending
    var expectation = Expectation.value
    var nesting = NestingStack()
    /// Bytes in the chunks before this one.
    var consumed: Int
    /// Where the last complete top-level value ended, in the chunk that ended it.
    var valueEnd = 0
    var string = PartialString()
    var number = NumberPart.minus
    var literal = PartialLiteral()
    /// Where the input starts, for the byte order mark.
    private let origin: Int

    init(options: JSONOptions, ending: Ending = .whole, origin: Int = 0) {
        self.options = options
        self.ending = ending
        self.origin = origin
        consumed = 0
    }

    /// Whether a byte is white space between tokens (RFC 8259 §2).
    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == ASCII.space || byte == ASCII.newline || byte == ASCII.carriageReturn || byte == ASCII.tab
    }

    /// Reads `chunk` from `start` to its end, or to the end of the first value where that is the ending.
    mutating func scan(
        _ chunk: Span<UInt8>, from start: Int = 0, isLast: Bool, into sink: inout some GrammarSink
    ) throws(JSONError) {
        var index = try resume(chunk, from: start, into: &sink)
        let end = chunk.count
        while index < end {
            let byte = chunk[index]
            if byte <= ASCII.space {
                let next = Self.endOfSpace(chunk, from: index)
                if next > index {
                    sink.receive(.space(index..<next), in: chunk)
                    index = next
                    continue
                }
            }
            if expectation == .nothing, ending == .firstValue { break }
            index = try token(byte, at: index, in: chunk, into: &sink)
        }
        if isLast { try finish(chunk, into: &sink) }
        consumed += end
    }

    /// Reads the token that starts with `byte`; returns where the next one may start.
    @inline(__always) private mutating func token(
        _ byte: UInt8, at index: Int, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        switch expectation {
        case .commaOrClose:
            if byte == ASCII.comma {
                sink.receive(.comma(index), in: chunk)
                expectation = nesting.isInObject ? .key : .value
                return index &+ 1
            }
            guard byte == (nesting.isInObject ? ASCII.closeBrace : ASCII.closeBracket) else {
                throw error(nesting.isInObject ? .expectedCommaOrBrace : .expectedCommaOrBracket, at: index)
            }
            return close(at: index, in: chunk, into: &sink)
        case .key, .keyOrClose:
            if byte == ASCII.quote {
                return try beginString(at: index, isKey: true, in: chunk, into: &sink)
            }
            guard expectation == .keyOrClose, byte == ASCII.closeBrace else { throw error(.expectedKey, at: index) }
            return close(at: index, in: chunk, into: &sink)
        case .colon:
            guard byte == ASCII.colon else { throw error(.expectedColon, at: index) }
            sink.receive(.colon(index), in: chunk)
            expectation = .value
            return index &+ 1
        case .elementOrClose where byte == ASCII.closeBracket:
            return close(at: index, in: chunk, into: &sink)
        case .nothing where ending != .stream:
            throw error(.trailingContent, at: index)
        default:
            return try beginValue(byte, at: index, in: chunk, into: &sink)
        }
    }

    @inline(__always) private mutating func beginValue(
        _ byte: UInt8, at index: Int, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        switch byte {
        case ASCII.quote:
            return try beginString(at: index, isKey: false, in: chunk, into: &sink)
        case ASCII.openBrace, ASCII.openBracket:
            guard nesting.depth < options.maxDepth else {
                throw error(.tooDeep(limit: options.maxDepth), at: index)
            }
            let isObject = byte == ASCII.openBrace
            nesting.push(isObject: isObject)
            sink.receive(.open(index), in: chunk)
            expectation = isObject ? .keyOrClose : .elementOrClose
            return index &+ 1
        case ASCII.minus, ASCII.zero...0x39:
            sink.receive(.begin(index), in: chunk)
            number = NumberPart(first: byte)
            return try scanNumber(chunk, from: index &+ 1, into: &sink)
        default:
            guard let word = PartialLiteral(first: byte) else { throw notAValue(byte, at: index) }
            sink.receive(.begin(index), in: chunk)
            literal = word
            return try scanLiteral(chunk, from: index &+ 1, into: &sink)
        }
    }

    @inline(__always) private mutating func close(
        at index: Int, in chunk: Span<UInt8>, into sink: inout some GrammarSink
    ) -> Int {
        nesting.pop()
        sink.receive(.close(index), in: chunk)
        endValue(at: index &+ 1)
        return index &+ 1
    }

    /// Goes on after a value that ended before `index`.
    @inline(__always) mutating func endValue(at index: Int) {
        if nesting.depth > 0 {
            expectation = .commaOrClose
        } else {
            expectation = .nothing
            valueEnd = index
        }
    }

    func error(_ reason: JSONError.Reason, at index: Int) -> JSONError {
        JSONError(offset: consumed + index, reason: reason)
    }

    /// The error for a byte that starts no value.
    ///
    /// UTF-8 and UTF-16 marks start with bytes that nothing else does.
    private func notAValue(_ byte: UInt8, at index: Int) -> JSONError {
        let isMark = consumed + index == origin && (byte == 0xEF || byte == 0xFE || byte == 0xFF)
        return error(isMark ? .byteOrderMark : .expectedValue, at: index)
    }

    @inline(__always) private static func endOfSpace(_ chunk: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let end = chunk.count
        while index < end, isSpace(chunk[index]) {
            index &+= 1
            while index &+ 8 <= end, chunk.word(at: index) == ByteWords.filled(with: ASCII.space) { index &+= 8 }
        }
        return index
    }
}
