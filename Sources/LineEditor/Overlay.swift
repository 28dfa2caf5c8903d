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
    /// What ends a ghost or row that has no room for all of it.
    package var ellipsis = ""

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
/// exist for it. Colours may stay: libedit draws over them or leaves them where they are right, so only
/// rows that it has touched and rows that look different now are painted again.
package struct Overlay {
    private var markedRows: [Int] = []
    private var markWidth = 0
    private var hasTail = false
    private var looks: [[Look]] = []
    private var (cursor, end) = (ScreenPosition(), ScreenPosition())

    /// A part of a row that does not look plain.
    private struct Look: Equatable {
        var column: Int
        var characterCount: Int
        var style: TextStyle
    }

    package init() {}

    /// Whether anything of it has to go before libedit draws.
    package var isPainted: Bool { hasTail || !markedRows.isEmpty }

    /// Forgets an overlay that was cleared together with the input.
    package mutating func forget() { self = Overlay() }

    /// Returns what paints the bar and puts the cursor back; nothing where the input is taller than the screen.
    ///
    /// `touched` are the rows on which anything was drawn since this was last called.
    package mutating func paint(
        _ bar: Bar, over text: [Unicode.Scalar], layout: InputLayout, size: TerminalSize, touched: TouchedRows
    ) -> [UInt8] {
        guard !layout.isCut else {
            forget()
            return []
        }
        (cursor, end) = (layout.cursor, layout.end)
        var pen = Pen(at: layout.cursor, columns: size.columns)
        paintColors(bar.runs, text, layout, touched, &pen)
        paintMarks(bar.mark, text, layout, &pen)
        paintTail(bar, layout, size, &pen)
        return pen.drawing(endingAt: layout.cursor)
    }

    private mutating func paintColors(
        _ runs: [Bar.Run], _ text: [Unicode.Scalar], _ layout: InputLayout, _ touched: TouchedRows, _ pen: inout Pen
    ) {
        let former = looks
        looks = Self.looks(of: runs, in: layout)
        var stale = TouchedRows(from: layout.cursor, columns: 1)
        for row in looks.indices {
            let before = row < former.count ? former[row] : []
            if looks[row] != before || touched.contains(row) && !looks[row].isEmpty { stale.insert(row) }
        }
        // On its way over a wide character libedit may have drawn a cell too far to the left.
        for (scalar, place) in zip(text, layout.places) where scalar.value >= 0x1100 && touched.contains(place.row) {
            if CellWidth.of(scalar) == 2 { stale.insert(place.row) }
        }
        if !stale.isEmpty { pen.color(text, runs, layout, in: stale) }
    }

    private static func looks(of runs: [Bar.Run], in layout: InputLayout) -> [[Look]] {
        var looks: [[Look]] = Array(repeating: [], count: layout.end.row + 1)
        for run in runs {
            var index = run.range.lowerBound
            while index < run.range.upperBound {
                let place = layout.places[index]
                var next = index + 1
                while next < run.range.upperBound, layout.places[next].row == place.row { next += 1 }
                looks[place.row].append(Look(column: place.column, characterCount: next - index, style: run.style))
                index = next
            }
        }
        return looks
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
        let ghost = bar.ghost.fitted(to: size.columns - layout.end.column - 1, ellipsis: bar.ellipsis)
        if !ghost.isEmpty {
            pen.move(to: layout.end)
            for segment in ghost { pen.write(segment, cells: CellWidth.of(segment.text)) }
            hasTail = true
        }
        for (number, row) in bar.rows.prefix(max(0, size.rows - 1 - layout.end.row)).enumerated() {
            pen.startRow(layout.end.row + 1 + number)
            for segment in row.fitted(to: size.columns - 1, ellipsis: bar.ellipsis) {
                pen.write(segment, cells: CellWidth.of(segment.text))
            }
            hasTail = true
        }
    }

    /// Returns what takes the overlay away, colours apart, and puts the cursor back, which is where it was left.
    package mutating func erase(columns: Int) -> [UInt8] {
        guard isPainted else { return [] }
        var pen = Pen(at: cursor, columns: columns)
        for row in markedRows {
            pen.move(to: ScreenPosition(row: row, column: 0))
            pen.write(Prompt.Segment(String(repeating: " ", count: markWidth)), cells: markWidth)
        }
        if hasTail { pen.clear(from: end) }
        (markedRows, hasTail) = ([], false)
        return pen.drawing(endingAt: cursor)
    }
}

extension [Prompt.Segment] {
    /// The start of the row that has room in a number of cells, without anything that could move the cursor.
    ///
    /// It ends in `ellipsis` where it is cut; where there is no room for that either, it is empty.
    fileprivate func fitted(to cells: Int, ellipsis: String) -> [Prompt.Segment] {
        let clean = map { Prompt.Segment($0.text.withoutControlCharacters, style: $0.style) }.filter {
            !$0.text.isEmpty
        }
        guard clean.reduce(0, { $0 + CellWidth.of($1.text) }) > cells else { return clean }
        var left = cells - CellWidth.of(ellipsis)
        guard left >= 0 else { return [] }
        var kept: [Prompt.Segment] = []
        for segment in clean {
            let part = segment.text.fitted(to: left, ellipsis: "")
            guard part == segment.text else {
                kept.append(Prompt.Segment(part + ellipsis, style: segment.style))
                break
            }
            kept.append(segment)
            left -= CellWidth.of(part)
        }
        return kept
    }
}
