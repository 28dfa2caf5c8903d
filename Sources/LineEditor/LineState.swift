/// A line as it stands while it is edited.
package struct LineState: Equatable {
    /// The text, with line feeds between the rows of a longer entry.
    package var text: String
    /// The cursor, counted in Unicode scalars as libedit counts it.
    package var cursor: Int

    package init(text: String = "", cursor: Int) {
        self.text = text
        self.cursor = cursor
    }

    /// A text with the cursor behind it.
    package init(_ text: String) {
        self.init(text: text, cursor: text.unicodeScalars.count)
    }

    /// The line with a text put in at the cursor, which stands behind it.
    package func inserting(_ more: String) -> LineState { replacing(0, with: more) }

    /// The line with a text in the place of some characters before the cursor, which stands behind it.
    package func replacing(_ count: Int, with more: String) -> LineState {
        var scalars = Array(text.unicodeScalars)
        scalars.replaceSubrange(cursor - count..<cursor, with: more.unicodeScalars)
        return LineState(text: String(characters: scalars), cursor: cursor - count + more.unicodeScalars.count)
    }

    /// The text before the cursor.
    package var beforeCursor: String { String(text[..<cursorIndex]) }

    /// The cursor as an offset into the UTF-8 of the text.
    package var utf8Cursor: Int { text.utf8.distance(from: text.startIndex, to: cursorIndex) }

    private var cursorIndex: String.Index {
        text.unicodeScalars.index(text.startIndex, offsetBy: cursor, limitedBy: text.endIndex) ?? text.endIndex
    }

    /// The same text with the cursor at the start of its row.
    ///
    /// In a later row that is behind its indent, and from there the first column.
    package func movingToRowStart() -> LineState {
        let scalars = Array(text.unicodeScalars)
        let start = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let indented = start == 0 ? 0 : start + scalars[start...].prefix { $0 == " " }.count
        return LineState(text: text, cursor: cursor == indented ? start : indented)
    }

    /// The same text with the cursor at the end of its row.
    package func movingToRowEnd() -> LineState {
        let rest = text.unicodeScalars.dropFirst(cursor).prefix { $0 != "\n" }.count
        return LineState(text: text, cursor: cursor + rest)
    }

    /// The same text with the cursor a row up (-1) or down (1) in the same column, or nil at the edge.
    package func movingRow(by step: Int) -> LineState? {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        var row = 0
        var column = cursor
        while column > rows[row].count {
            column -= rows[row].count + 1
            row += 1
        }
        guard rows.indices.contains(row + step) else { return nil }
        let target = rows[row + step].index(atCell: rows[row].cells(before: column))
        let before = rows[..<(row + step)].reduce(0) { $0 + $1.count + 1 }
        return LineState(text: text, cursor: before + target)
    }
}

extension String {
    /// The text without the blanks at its end.
    var droppingBlanksAtEnd: String {
        let blanks = unicodeScalars.reversed().prefix { $0 == " " }.count
        return String(UnicodeScalarView(unicodeScalars.dropLast(blanks)))
    }
}

extension [Unicode.Scalar] {
    fileprivate func cells(before index: Int) -> Int {
        self[..<index].reduce(0) { $0 + CellWidth.of($1) }
    }

    fileprivate func index(atCell cell: Int) -> Int {
        var used = 0
        for (index, scalar) in enumerated() {
            used += CellWidth.of(scalar)
            if used > cell { return index }
        }
        return count
    }
}
