internal import LosslessJSON

/// Cuts input into lines and words; knows quotes, brackets and comments, and no command.
///
/// A line ends at a line feed outside quotes and brackets. Quotes and brackets open only at the
/// start of a word or right after a `=`, so `it's` is a word.
package struct Tokenizer {
    /// What became of an attempt to read one line.
    package enum Outcome: Sendable {
        /// A whole line, and where the next one starts.
        case line(Line, next: Int)
        /// The input ends inside a quote or bracket; with more of it the search for the end can go on there.
        case open(Opening, Resumption)
        /// A quote is followed by something else than a blank, at this offset.
        case joined(offset: Int, next: Int)
    }

    /// How far the search for a closing quote or bracket came, counted from the start of the line.
    package struct Resumption: Sendable {
        fileprivate var opened: Int
        fileprivate var position: Int
        fileprivate var depth: Int
        fileprivate var isInText: Bool
    }

    private let bytes: [UInt8]
    private var position: Int
    private var resumption: Resumption?
    private var tokens: [Token] = []
    private let start: Int

    /// Reads the line that starts at `start`; spans in the result count from there.
    ///
    /// With what an attempt on the same line with less of it left, no byte of an open bracket is looked at twice.
    package static func line(
        in bytes: [UInt8], from start: Int = 0, resuming resumption: Resumption? = nil
    ) -> Outcome {
        var tokenizer = Tokenizer(bytes: bytes, position: start, start: start, resumption: resumption)
        return tokenizer.run()
    }

    private init(bytes: [UInt8], position: Int, start: Int, resumption: Resumption?) {
        self.bytes = bytes
        self.resumption = resumption
        self.position = position
        self.start = start
        // As many words as most lines have.
        tokens.reserveCapacity(6)
    }

    private mutating func run() -> Outcome {
        skipBlanks()
        if at("#") { skipLine() }
        while true {
            skipBlanks()
            guard position < bytes.count, !at("\n") else { break }
            if let problem = word() { return problem }
            if isBehindPipe { shellCommand() }
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
                var search =
                    resumption.flatMap { $0.opened == opened - start ? $0 : nil }
                    ?? Resumption(opened: opened - start, position: opened - start, depth: 0, isInText: false)
                guard close(form, &search) else {
                    return .open(Opening(byte: bytes[opened], offset: opened - start), search)
                }
                if form != .bracketed, position < bytes.count, !bytes[position].isBlank, !at("\n") {
                    return joined()
                }
                skipWord()
                return add(first, name, value, opened == value ? form : .bare)
            }
            guard let mark = skipToMark(from: first) else { return add(first, name, value, .bare) }
            if name == nil, bytes[first..<mark].isFieldName {
                name = first..<mark
                value = mark + 1
            }
        }
    }

    /// Whether what follows is for the shell, which has its own quotes, and takes all up to the end of the line.
    ///
    /// A path into the reply is no command.
    private var isBehindPipe: Bool {
        guard let last = tokens.last, last.form == .bare, last.name == nil, last.span.count == 1,
            bytes[start + last.span.lowerBound] == UInt8(ascii: "|")
        else { return false }
        var next = position
        while next < bytes.count, bytes[next].isBlank { next += 1 }
        guard next < bytes.count, bytes[next] != UInt8(ascii: "\n") else { return false }
        let isPath =
            bytes[next] == UInt8(ascii: ".") && (next + 1 == bytes.count || bytes[next + 1] != UInt8(ascii: "/"))
        return !isPath
    }

    private mutating func shellCommand() {
        skipBlanks()
        let first = position
        skipLine()
        let end = (bytes[first..<position].lastIndex { !$0.isBlank } ?? first) + 1
        tokens.append(
            Token(span: first - start..<end - start, name: nil, value: first - start..<end - start, form: .argument))
    }

    private var openingForm: Token.Form? {
        if at("\"") { return .quoted }
        if at("'") { return .literal }
        return at("{") || at("[") ? .bracketed : nil
    }

    /// Moves past the next `=` of the word; returns where it stands, or `nil` at the word's end.
    private mutating func skipToMark(from first: Int) -> Int? {
        let mayBePath = bytes[first] == UInt8(ascii: ".") || bytes[first] == UInt8(ascii: "$")
        while position < bytes.count {
            position = bytes.span.endOfOrdinary(from: position)
            guard position < bytes.count else { break }
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                return nil
            case UInt8(ascii: "="):
                position += 1
                return position - 1
            // A step of a path in quotes may have blanks in it.
            case UInt8(ascii: "\"") where mayBePath && position > first && bytes[position - 1] == UInt8(ascii: "."):
                var search = Resumption(opened: position - start, position: position - start, depth: 0, isInText: false)
                let opened = position
                if !closeString(&search) { position = opened + 1 }
            // The blanks in a template separate no words.
            case UInt8(ascii: "{"):
                position = Reference.templateEnd(bytes[position...]) ?? position + 1
            default: position += 1
            }
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
    private mutating func close(_ form: Token.Form, _ search: inout Resumption) -> Bool {
        position = start + search.position
        defer { search.position = min(position, bytes.count) - start }
        switch form {
        case .quoted: return closeString(&search)
        case .literal: return closeLiteral(&search)
        default: return closeBrackets(&search)
        }
    }

    private mutating func closeLiteral(_ search: inout Resumption) -> Bool {
        if !search.isInText { position += 1 }
        search.isInText = true
        while position < bytes.count, !at("'") { position += 1 }
        guard position < bytes.count else { return false }
        position += 1
        return true
    }

    private mutating func closeString(_ search: inout Resumption) -> Bool {
        if !search.isInText { position += 1 }
        search.isInText = true
        while let stop = bytes.span.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: position) {
            position = stop + 1
            if bytes[stop] == UInt8(ascii: "\"") {
                search.isInText = false
                return true
            }
            // An escape that is cut off is looked at again as a whole.
            guard position < bytes.count else {
                position = stop
                return false
            }
            position += 1
        }
        position = bytes.count
        return false
    }

    /// Only the number of open brackets counts here: which one closes which is for the JSON parser to judge.
    private mutating func closeBrackets(_ search: inout Resumption) -> Bool {
        if search.isInText, !closeString(&search) { return false }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard closeString(&search) else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): search.depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): search.depth -= 1
            default: break
            }
            position += 1
            if search.depth == 0 { return true }
        }
        return false
    }
}

extension Span<UInt8> {
    /// The first offset from `start` of a byte that can end a bare word or mean something in it, or the end.
    fileprivate func endOfOrdinary(from start: Int) -> Int {
        var index = start
        while index < count {
            let byte = self[index]
            if byte <= UInt8(ascii: "\"") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "{") { break }
            index += 1
        }
        return index
    }
}
