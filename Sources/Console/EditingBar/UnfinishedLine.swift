/// A line that ends within a quote or bracket.
struct UnfinishedLine {
    /// All of it, with the words before the one that is open.
    let line: Line
    /// The word that is open, as far as it goes.
    let word: Token

    /// Reads it; `nil` where the words before cannot be told.
    ///
    /// The word starts behind the last blank before the quote or bracket, which opens only at the start of a word or
    /// behind a `=`.
    init?(_ source: [UInt8], _ opening: Opening) {
        let first = source[..<opening.offset].lastIndex { $0.isBlank || $0 == .newline }.map { $0 + 1 } ?? 0
        guard case .line(let before, _) = Tokenizer.line(in: Array(source[..<first])) else { return nil }
        var word = Token.argument(first..<source.count, in: source)
        // With `a=b={` the bracket is within the value, and no JSON.
        word.form = word.value.lowerBound == opening.offset ? opening.form : .bare
        line = Line(source: source, tokens: before.tokens)
        self.word = word
    }

    /// The line with all its words; where a quote is open its partner is added, so that the text can be found.
    func closed(_ opening: Opening) -> Line {
        var (line, word) = (line, word)
        if word.form == .quoted || word.form == .literal {
            line.source.append(opening.byte)
            word.span = word.span.lowerBound..<line.source.count
            word.value = word.value.lowerBound..<line.source.count
        }
        line.tokens.append(word)
        return line
    }
}

extension Opening {
    fileprivate var form: Token.Form {
        switch byte {
        case UInt8(ascii: "\""): .quoted
        case UInt8(ascii: "'"): .literal
        default: .bracketed
        }
    }
}
