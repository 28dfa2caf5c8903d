/// Paints over what libedit has drawn, and takes it away again before libedit draws the next time.
///
/// libedit's image of the screen holds characters and no colours, and it always finishes drawing
/// before it asks for a key. What is painted then, and is gone before the key is handed over, does not
/// exist for it. So far that is the mark before the second and later rows of an entry.
package struct Overlay {
    private var paintedRows: [Int] = []

    package init() {}

    /// Whether anything of it is on the screen.
    package var isPainted: Bool { !paintedRows.isEmpty }

    /// Returns what paints the overlay and puts the cursor back.
    package mutating func paint(_ text: [Unicode.Scalar], mark: String, layout: InputLayout) -> String {
        let width = CellWidth.of(mark)
        guard width > 0 else { return "" }
        paintedRows = layout.lineStarts.filter { start in
            let indent = text[start.index...].prefix(width)
            return indent.count == width && indent.allSatisfy { $0 == " " }
        }.map(\.row)
        let style = TextStyle(isDim: true)
        let painted = style.replacing(.plain) + mark + TextStyle.plain.replacing(style)
        return overwrite(with: painted, layout: layout)
    }

    /// Returns what takes the overlay away and puts the cursor back.
    package mutating func erase(mark: String, layout: InputLayout) -> String {
        defer { paintedRows = [] }
        return overwrite(with: String(repeating: " ", count: CellWidth.of(mark)), layout: layout)
    }

    /// Forgets an overlay that was cleared together with the input.
    package mutating func forget() {
        paintedRows = []
    }

    private func overwrite(with text: String, layout: InputLayout) -> String {
        guard !paintedRows.isEmpty else { return "" }
        var row = layout.cursor.row
        var drawing = ""
        for painted in paintedRows {
            drawing += CursorMove.vertical(by: painted - row) + "\r" + text
            row = painted
        }
        return drawing + CursorMove.vertical(by: layout.cursor.row - row) + "\r"
            + CursorMove.right(by: layout.cursor.column)
    }
}

/// The few sequences that every terminal of ours understands; relative, so that scrolling does no harm.
package enum CursorMove {
    package static let clearBelow = "\u{1B}[J"

    package static func vertical(by rows: Int) -> String {
        switch rows {
        case 0: ""
        case 1...: "\u{1B}[\(rows)B"
        default: "\u{1B}[\(-rows)A"
        }
    }

    package static func right(by columns: Int) -> String {
        columns == 0 ? "" : "\u{1B}[\(columns)C"
    }
}
