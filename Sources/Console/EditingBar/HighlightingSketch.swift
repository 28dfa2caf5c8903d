/// A line as far as it is typed: the words of it, the last of which may be open, and where it broke off.
struct HighlightingSketch {
    /// The words; to an open quote the closing one is added, so that its text can be found.
    var line: Line
    /// How much of the line's source was typed.
    var typedCount: Int
    /// Where the value starts whose quote or bracket is open, if one is; it is that of the last word.
    var opening: Int?
    /// What keeps the rest of the line from being read.
    var problem: LanguageError?

    /// Reads the line that starts at `start`; returns it with the start of the next one.
    static func line(in bytes: [UInt8], from start: Int) -> (HighlightingSketch, next: Int) {
        switch Tokenizer.line(in: bytes, from: start) {
        case .line(let line, let next): (HighlightingSketch(line: line, typedCount: line.source.count), next)
        case .joined(let offset, let next): (joined(bytes[start..<next], at: offset), next)
        case .open(let opening, _): (open(bytes[start...], opening), bytes.count)
        }
    }

    private static func joined(_ bytes: ArraySlice<UInt8>, at offset: Int) -> HighlightingSketch {
        var line = words(bytes.prefix(offset))
        line.source = Array(bytes)
        return HighlightingSketch(line: line, typedCount: bytes.count, problem: .joined(at: offset))
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> Line {
        guard case .line(let line, _) = Tokenizer.line(in: Array(bytes)) else {
            return Line(source: Array(bytes), tokens: [])
        }
        return line
    }

    private static func open(_ bytes: ArraySlice<UInt8>, _ opening: Opening) -> HighlightingSketch {
        let source = Array(bytes)
        let line = UnfinishedLine(source, opening)?.closed(opening) ?? Line(source: source, tokens: [])
        return HighlightingSketch(line: line, typedCount: source.count, opening: opening.offset)
    }
}
