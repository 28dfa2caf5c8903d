internal import LineEditor

/// Colours a line while it is typed: a pure function of the text and the cursor.
///
/// It reads with the console's own tokenizer and binder, so that what looks right is what would be
/// accepted, and what looks wrong is where the carets would stand. Half-typed input is the normal
/// case: what is missing at the end is no mistake, and neither is a word that can still become right.
struct InputHighlighter: Highlighter {
    /// The longest text that is coloured, in bytes; what is longer was pasted and stays plain.
    static let limit = 16_384

    private let finder: PlaceFinder

    /// Makes a highlighter for the given words.
    init(_ vocabulary: Vocabulary) {
        finder = PlaceFinder(vocabulary: vocabulary)
    }

    func highlights(in text: String, cursor: Int) -> [Highlight] {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.limit else { return [] }
        var found: [Highlight] = []
        let unfinished = { Unfinished(bytes, at: finder.place(in: bytes, at: cursor), finder.vocabulary) }
        var start = 0
        while start < bytes.count {
            let (sketch, next) = HighlightingSketch.line(in: bytes, from: start)
            var painter = HighlightingLine(
                sketch: sketch, vocabulary: finder.vocabulary, cursor: cursor - start, unfinished: unfinished)
            found += painter.paint().map {
                Highlight($0.range.lowerBound + start..<$0.range.upperBound + start, $0.style)
            }
            start = next
        }
        return found
    }
}
