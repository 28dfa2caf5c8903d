/// What is painted over, behind and under an input.
package struct Bar: Equatable {
    /// The parts of the text that do not look plain, counted in characters, ascending and without overlap.
    package var runs: [Run] = []
    /// The mark over the first blanks of rows that start after a line feed.
    package var mark = ""
    /// What stands behind the text, in the rest of its last row.
    package var ghost: [Prompt.Segment] = []
    /// The rows under the text.
    package var rows: [[Prompt.Segment]] = []

    /// A part of the text with its look.
    package struct Run: Equatable {
        package var range: Range<Int>
        package var style: TextStyle

        package init(_ range: Range<Int>, _ style: TextStyle) {
            self.range = range
            self.style = style
        }
    }

    package init() {}
}

/// Paints over what libedit has drawn, and takes it away again before libedit draws the next time.
///
/// libedit's image of the screen holds characters and no colours, and it always finishes drawing
/// before it asks for a key. What is painted then, and is gone before the key is handed over, does not
/// exist for it. Colours may stay: libedit draws over them or leaves them where they are right.
package struct Overlay {
    private var markedRows: [Int] = []
    private var markWidth = 0
    private var hasTail = false
    private var hasColors = false

    package init() {}

    /// Whether anything of it has to go before libedit draws.
    package var isPainted: Bool { hasTail || !markedRows.isEmpty }

    /// Forgets an overlay that was cleared together with the input.
    package mutating func forget() { self = Overlay() }

    /// Returns what paints the bar and puts the cursor back; nothing where the input is taller than the screen.
    package mutating func paint(
        _ bar: Bar, over text: [Unicode.Scalar], layout: InputLayout, size: TerminalSize
    ) -> String {
        guard !layout.isCut else { return "" }
        var pen = Pen(at: layout.cursor, columns: size.columns)
        if hasColors || !bar.runs.isEmpty { pen.color(text, bar.runs, layout) }
        hasColors = !bar.runs.isEmpty
        paintMarks(bar.mark, text, layout, &pen)
        paintTail(bar, layout, size, &pen)
        return pen.drawing(endingAt: layout.cursor)
    }

    private mutating func paintMarks(
        _ mark: String, _ text: [Unicode.Scalar], _ layout: InputLayout, _ pen: inout Pen
    ) {
        markWidth = CellWidth.of(mark)
        guard markWidth > 0 else { return }
        for start in layout.lineStarts {
            let indent = text[start.index...].prefix(markWidth)
            guard indent.count == markWidth, indent.allSatisfy({ $0 == " " }) else { continue }
            pen.move(to: ScreenPosition(row: start.row, column: 0))
            pen.write(Prompt.Segment(mark, style: TextStyle(isDim: true)), cells: markWidth)
            markedRows.append(start.row)
        }
    }

    private mutating func paintTail(_ bar: Bar, _ layout: InputLayout, _ size: TerminalSize, _ pen: inout Pen) {
        let ghost = bar.ghost.fitted(to: size.columns - layout.end.column - 1)
        if !ghost.isEmpty {
            pen.move(to: layout.end)
            for segment in ghost { pen.write(segment, cells: CellWidth.of(segment.text)) }
            hasTail = true
        }
        for (number, row) in bar.rows.prefix(max(0, size.rows - 1 - layout.end.row)).enumerated() {
            pen.startRow(layout.end.row + 1 + number)
            for segment in row.fitted(to: size.columns - 1) { pen.write(segment, cells: CellWidth.of(segment.text)) }
            hasTail = true
        }
    }

    /// Returns what takes the overlay away, colours apart, and puts the cursor back.
    package mutating func erase(layout: InputLayout, columns: Int) -> String {
        guard isPainted else { return "" }
        var pen = Pen(at: layout.cursor, columns: columns)
        for row in markedRows {
            pen.move(to: ScreenPosition(row: row, column: 0))
            pen.write(Prompt.Segment(String(repeating: " ", count: markWidth)), cells: markWidth)
        }
        if hasTail { pen.clear(from: layout.end) }
        (markedRows, hasTail) = ([], false)
        return pen.drawing(endingAt: layout.cursor)
    }
}

extension [Prompt.Segment] {
    /// The start of the row that has room in a number of cells, without anything that could move the cursor.
    fileprivate func fitted(to cells: Int) -> [Prompt.Segment] {
        var left = cells
        var kept: [Prompt.Segment] = []
        for segment in self where left > 0 {
            let text = segment.text.withoutControlCharacters
            let part = text.fitted(to: left, ellipsis: "")
            if !part.isEmpty { kept.append(Prompt.Segment(part, style: segment.style)) }
            left = part == text ? left - CellWidth.of(part) : 0
        }
        return kept
    }
}
