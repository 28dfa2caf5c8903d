/// Text of the user's and the place in it that a diagnostic is about.
package struct SourceExcerpt: Sendable, Hashable {
    private static let indent = 2
    private static let newline = UInt8(ascii: "\n")

    /// The text as it was given.
    package var bytes: [UInt8]
    /// The place, in bytes; empty where something is missing.
    package var span: Range<Int>

    /// Makes an excerpt; a span that reaches beyond the text is cut.
    package init(_ bytes: [UInt8], span: Range<Int>) {
        self.bytes = bytes
        let start = min(max(0, span.lowerBound), bytes.count)
        self.span = start..<min(max(start, span.upperBound), bytes.count)
    }

    /// Makes an excerpt; the span counts bytes of UTF-8.
    package init(_ text: String, span: Range<Int>) {
        self.init(Array(text.utf8), span: span)
    }

    /// Returns the line concerned and carets under the place.
    ///
    /// After a prompt of `promptWidth` cells only the carets are drawn, if the prompt and the text fit
    /// into one line of the display, so that the carets meet it.
    func lines(in display: Display, promptWidth: Int?) -> [StyledLine] {
        let parts = parts(in: display)
        if let promptWidth, !bytes.contains(Self.newline) {
            let carets = StyledLine.blanks(promptWidth) + parts.carets
            let used = promptWidth + parts.width
            if used < display.width ?? .max { return [carets] }
        }
        let clipped = parts.clipped(to: (display.width ?? .max) - Self.indent, ellipsis: display.ellipsis)
        return [.blanks(Self.indent) + clipped.line, .blanks(Self.indent) + clipped.carets]
    }

    /// The line that holds the start of the span, split at the span.
    private func parts(in display: Display) -> SourceParts {
        let before = bytes[..<span.lowerBound]
        let start = before.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
        let end = bytes[span.lowerBound...].firstIndex(of: Self.newline) ?? bytes.count
        func shown(_ range: Range<Int>) -> String {
            TerminalText.escaped(String(decoding: bytes[range], as: UTF8.self), isASCII: !display.isUTF8)
        }
        let spanEnd = min(span.upperBound, end)
        return SourceParts(
            before: shown(start..<span.lowerBound), marked: shown(span.lowerBound..<spanEnd),
            after: shown(spanEnd..<end))
    }
}

/// One shown line, split at the place that gets carets.
private struct SourceParts {
    var before: String
    var marked: String
    var after: String

    var width: Int { [before, marked, after].reduce(0) { $0 + DisplayWidth.of($1) } }

    var line: StyledLine { StyledLine(untrusted: before + marked + after) }

    /// At least one caret, for a place where something is missing.
    var carets: StyledLine {
        let count = max(1, DisplayWidth.of(marked))
        return .blanks(DisplayWidth.of(before)) + StyledLine(own: String(repeating: "^", count: count), .failure)
    }

    /// Returns a window of at most `cells` on the line that shows the start of the marked place.
    func clipped(to cells: Int, ellipsis: String) -> SourceParts {
        guard width > cells else { return self }
        let mark = DisplayWidth.of(ellipsis)
        var parts = self
        if DisplayWidth.of(marked) > cells / 2 {
            parts.marked = DisplayWidth.start(of: marked, cells: cells / 2 - mark) + ellipsis
            parts.after = ""
        }
        let room = cells - DisplayWidth.of(parts.marked)
        let wantedAfter = min(DisplayWidth.of(parts.after), room / 3)
        if DisplayWidth.of(before) > room - wantedAfter {
            parts.before = ellipsis + DisplayWidth.end(of: before, cells: room - wantedAfter - mark)
        }
        let left = room - DisplayWidth.of(parts.before)
        if DisplayWidth.of(parts.after) > left {
            parts.after = DisplayWidth.start(of: after, cells: left - mark) + ellipsis
        }
        return parts
    }
}
