/// Cuts input into lines and words; knows quotes, brackets and comments, and no command.
///
/// A line ends at a line feed outside quotes and brackets. Quotes and brackets open only at the
/// start of a word or right after a `=`, so `it's` is a word.
package struct Tokenizer {
    /// What became of an attempt to read one line.
    package enum Outcome: Sendable {
        /// A whole line, and where the next one starts.
        case line(Line, next: Int)
        /// The input ends inside a quote or bracket.
        case open(Opening)
        /// A quote is followed by something else than a blank, at this offset.
        case joined(offset: Int, next: Int)
    }

    private let bytes: [UInt8]
    private var position: Int
    private var tokens: [Token] = []
    private let start: Int

    /// Reads the line that starts at `start`; spans in the result count from there.
    package static func line(in bytes: [UInt8], from start: Int = 0) -> Outcome {
        var tokenizer = Tokenizer(bytes: bytes, position: start, start: start)
        return tokenizer.run()
    }

    private init(bytes: [UInt8], position: Int, start: Int) {
        self.bytes = bytes
        self.position = position
        self.start = start
    }

    private mutating func run() -> Outcome {
        skipBlanks()
        if at("#") { skipLine() }
        while true {
            skipBlanks()
            guard position < bytes.count, !at("\n") else { break }
            if let problem = word() { return problem }
        }
        let end = position
        let next = min(end + 1, bytes.count)
        let source = start == 0 && end == bytes.count ? bytes : Array(bytes[start..<end])
        return .line(Line(source: source, tokens: tokens), next: next)
    }

    private func at(_ scalar: Unicode.Scalar) -> Bool {
        position < bytes.count && bytes[position] == UInt8(ascii: scalar)
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position].isBlank { position += 1 }
    }

    private mutating func skipLine() {
        while position < bytes.count, !at("\n") { position += 1 }
    }

    private mutating func skipWord() {
        while position < bytes.count, !bytes[position].isBlank, !at("\n") { position += 1 }
    }

    /// Reads one word; returns what stops the whole line, if anything does.
    private mutating func word() -> Outcome? {
        let first = position
        var name: Range<Int>?
        var value = first
        while true {
            if let form = openingForm {
                let opened = position
                guard close(form) else { return .open(Opening(byte: bytes[opened], offset: opened - start)) }
                if form != .bracketed, position < bytes.count, !bytes[position].isBlank, !at("\n") {
                    return joined()
                }
                skipWord()
                return add(first, name, value, opened == value ? form : .bare)
            }
            guard let mark = skipToMark() else { return add(first, name, value, .bare) }
            if name == nil, bytes[first..<mark].isFieldName {
                name = first..<mark
                value = mark + 1
            }
        }
    }

    private var openingForm: Token.Form? {
        if at("\"") { return .quoted }
        if at("'") { return .literal }
        return at("{") || at("[") ? .bracketed : nil
    }

    /// Moves past the next `=` of the word; returns where it stands, or `nil` at the word's end.
    private mutating func skipToMark() -> Int? {
        while position < bytes.count, !bytes[position].isBlank, !at("\n") {
            position += 1
            if bytes[position - 1] == UInt8(ascii: "=") { return position - 1 }
        }
        return nil
    }

    private mutating func add(_ first: Int, _ name: Range<Int>?, _ value: Int, _ form: Token.Form) -> Outcome? {
        func shifted(_ range: Range<Int>) -> Range<Int> { range.lowerBound - start..<range.upperBound - start }
        tokens.append(
            Token(
                span: shifted(first..<position), name: name.map(shifted), value: shifted(value..<position), form: form))
        return nil
    }

    /// The rest of a line that cannot be read is passed over, so that the next one can be.
    private mutating func joined() -> Outcome {
        let offset = position - start
        skipLine()
        return .joined(offset: offset, next: min(position + 1, bytes.count))
    }

    /// Moves past what closes the quote or bracket that is open; false at the end of the input.
    private mutating func close(_ form: Token.Form) -> Bool {
        switch form {
        case .quoted: closeString()
        case .literal: closeLiteral()
        default: closeBrackets()
        }
    }

    private mutating func closeLiteral() -> Bool {
        position += 1
        while position < bytes.count, !at("'") { position += 1 }
        guard position < bytes.count else { return false }
        position += 1
        return true
    }

    private mutating func closeString() -> Bool {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "\""):
                position += 1
                return true
            default: position += 1
            }
        }
        return false
    }

    /// Only the number of open brackets counts here: which one closes which is for the JSON parser to judge.
    private mutating func closeBrackets() -> Bool {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard closeString() else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }
}
