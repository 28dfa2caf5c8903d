/// Tells the terminal which rows belong together.
///
/// A terminal that changes its width joins a row with the next where the text ran over the edge, and
/// the way back to the prompt is counted on that. libedit leaves blanks at the end of a row undrawn and
/// goes on in the next row by a line feed. So the blank and what follows it are drawn once more, over
/// the edge.
package enum SoftWrap {
    /// Returns what draws the edges of the rows that were touched again, and puts the cursor back.
    package static func drawing(
        of text: [Unicode.Scalar], layout: InputLayout, columns: Int, touched: inout TouchedRows
    ) -> [UInt8] {
        var pen = Pen(at: layout.cursor, columns: columns)
        for start in layout.startsAfterBlank where start.row > 0 && start.index < text.count {
            let next = text[start.index]
            guard next.value >= 0x20, CellWidth.of(next) == 1,
                touched.contains(start.row - 1) || touched.contains(start.row)
            else { continue }
            pen.move(to: ScreenPosition(row: start.row - 1, column: columns - 1))
            pen.writeOverEdge(" " + String(next))
            touched.insert(start.row - 1)
            touched.insert(start.row)
        }
        return pen.drawing(endingAt: layout.cursor)
    }
}
