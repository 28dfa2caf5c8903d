/// Describes what stands before the typed text.
///
/// A prompt is one row: line feeds and other control characters in it are left out, because libedit
/// loses them. Text that belongs above the prompt is printed before the line is read.
public struct Prompt: Sendable, Hashable {
    /// A run of prompt text in one style.
    public struct Segment: Sendable, Hashable {
        /// The text, without escape sequences.
        public var text: String
        /// The colour and weight of the text.
        public var style: TextStyle

        /// Makes a run of text, plain unless a style is given.
        public init(_ text: String, style: TextStyle = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// The runs of text, from left to right.
    public var segments: [Segment]

    /// The mark painted dim before the second and later rows of an entry, `… ` for example.
    ///
    /// It is painted over blanks that belong to the entry, so it never becomes part of the text. At
    /// most the prompt's width is shown.
    public var continuation: String

    /// Makes a prompt of one run of text, for example `practice> `.
    public init(_ text: String, style: TextStyle = .plain, continuation: String = "") {
        self.init(segments: [Segment(text, style: style)], continuation: continuation)
    }

    /// Makes a prompt of several runs of text.
    public init(segments: [Segment], continuation: String = "") {
        self.segments = segments
        self.continuation = continuation
    }

    /// The whole text without styles, as it stands on the screen.
    var text: String { runs.map(\.text).joined() }

    /// The runs as they stand on the screen.
    ///
    /// A style ends before the last character when that is a blank, and a blank is added when it is not: libedit
    /// drops a literal at the very end, and the colour would bleed into what is typed.
    var runs: [Segment] {
        var runs = segments.map { Segment($0.text.withoutControlCharacters, style: $0.style) }
            .filter { !$0.text.isEmpty }
        if let last = runs.last, last.style != .plain {
            if last.text.last == " " { runs[runs.count - 1].text.removeLast() }
            runs.append(Segment(" "))
            runs.removeAll { $0.text.isEmpty }
        }
        return runs
    }

    /// The character that opens and closes a stretch of the prompt that takes no cells.
    static let literalMark: Unicode.Scalar = "\u{1}"

    /// What libedit is given: the text, with one literal for each change of style.
    ///
    /// libedit attaches a literal to the cell that follows it, so two literals never meet: the text would vanish.
    package var markedUp: String {
        var result = ""
        var current = TextStyle.plain
        for run in runs {
            if run.style != current {
                let mark = String(Self.literalMark)
                result += mark + run.style.replacing(current) + mark
                current = run.style
            }
            result += run.text
        }
        return result
    }
}
