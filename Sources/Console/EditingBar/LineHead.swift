/// The line of an entry that the cursor stands in, up to the cursor.
///
/// All spans count from where the line starts.
struct LineHead {
    /// Where the line starts in the entry.
    let start: Int
    /// The words before the one at the cursor.
    let line: Line
    /// The word at the cursor, as far as the cursor; empty behind a blank.
    let word: Token
    /// The quote or bracket that is open at the cursor.
    let opening: Opening?

    /// Finds the line of an entry that the cursor stands in, and reads it; there is no head in a comment, and
    /// behind what makes a line unreadable.
    static func find(in text: [UInt8], cursor: Int) -> (start: Int, head: LineHead?) {
        let head = cursor == text.count ? text : Array(text[..<cursor])
        var start = 0
        while true {
            switch Tokenizer.line(in: head, from: start) {
            case .line(let line, let next):
                guard start + line.source.count == head.count else {
                    start = next
                    continue
                }
                return (start, LineHead(line, start: start))
            case .joined(_, let next):
                guard head[next - 1] == .newline else { return (start, nil) }
                start = next
            case .open(let opening, _):
                return (start, LineHead(head, start: start, opening: opening))
            }
        }
    }

    private init?(_ line: Line, start: Int) {
        guard !line.isComment else { return nil }
        let end = line.source.count
        let endsWord = line.source.last?.isBlank ?? true
        let empty = Token(span: end..<end, name: nil, value: end..<end, form: .bare)
        self.start = start
        self.line = Line(source: line.source, tokens: endsWord ? line.tokens : line.tokens.dropLast())
        word = endsWord ? empty : line.tokens.last ?? empty
        opening = nil
    }

    private init?(_ head: [UInt8], start: Int, opening: Opening) {
        guard let read = UnfinishedLine(Array(head[start...]), opening) else { return nil }
        self.start = start
        line = read.line
        word = read.word
        self.opening = opening
    }
}

extension Line {
    /// Whether the line says nothing to the console.
    fileprivate var isComment: Bool {
        tokens.isEmpty && source.first { !$0.isBlank } == UInt8(ascii: "#")
    }
}

extension UInt8 {
    /// What ends a line.
    static let newline = UInt8(ascii: "\n")
}
