/// Tells the terminal which rows belong together.
///
/// A terminal that changes its width joins a row with the next where the text ran over the edge, and
/// the way back to the prompt is counted on that. libedit leaves blanks at the end of a row undrawn and
/// goes on in the next row by a line feed. So the blank and what follows it are drawn once more, over
/// the edge.
package enum SoftWrap {
    /// Returns what draws the edges again and puts the cursor back.
    package static func drawing(of text: [Unicode.Scalar], layout: InputLayout, columns: Int) -> String {
        var row = layout.cursor.row
        var drawing = ""
        for start in layout.startsAfterBlank where start.row > 0 && start.index < text.count {
            let next = text[start.index]
            guard next.value >= 0x20, CellWidth.of(next) == 1 else { continue }
            drawing += CursorMove.vertical(by: start.row - 1 - row) + "\r" + CursorMove.right(by: columns - 1)
            drawing += " " + String(next)
            row = start.row
        }
        guard !drawing.isEmpty else { return "" }
        return drawing + CursorMove.vertical(by: layout.cursor.row - row) + "\r"
            + CursorMove.right(by: layout.cursor.column)
    }
}
