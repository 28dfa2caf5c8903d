/// Draws at places of the screen by moves that are relative, so that scrolling does no harm.
struct Pen {
    private let columns: Int
    private var row: Int
    /// The column, or nil where it is not certain: behind the last column, or after what terminals join.
    private var column: Int?
    private var style = TextStyle.plain
    private var text = ""

    /// Starts where the cursor is.
    init(at place: ScreenPosition, columns: Int) {
        self.columns = columns
        (row, column) = (place.row, place.column)
    }

    /// Moves to a cell.
    mutating func move(to place: ScreenPosition) {
        text += CursorMove.vertical(by: place.row - row)
        if column != place.column { text += "\r" + CursorMove.right(by: place.column) }
        (row, column) = (place.row, place.column)
    }

    /// Writes a text that takes a number of cells, all of them on this row.
    mutating func write(_ segment: Prompt.Segment, cells: Int) {
        use(segment.style)
        text += segment.text
        advance(by: cells)
    }

    /// Goes on at the start of a row below, which is made where the screen ends.
    mutating func startRow(_ new: Int) {
        use(.plain)
        text += CursorMove.vertical(by: new - 1 - row) + "\r\n"
        (row, column) = (new, 0)
    }

    /// Clears everything from a cell on.
    mutating func clear(from place: ScreenPosition) {
        move(to: place)
        text += CursorMove.clearBelow
    }

    /// Draws a text of the input once more, with its colours.
    mutating func color(_ scalars: [Unicode.Scalar], _ runs: [Bar.Run], _ layout: InputLayout) {
        var rest = runs[...]
        for (index, scalar) in scalars.enumerated() {
            while let first = rest.first, first.range.upperBound <= index { rest.removeFirst() }
            // A tab is drawn as blanks, a line feed as nothing, and what the locale cannot print as it is.
            guard let glyph = scalar.glyph else { continue }
            let run = rest.first.flatMap { $0.range.contains(index) ? $0.style : nil }
            let cells = CellWidth.of(scalar)
            if cells > 0 { move(to: layout.places[index]) }
            use(run ?? .plain)
            text += glyph
            // Whatever a terminal makes of a character without a cell of its own, the next one has its place.
            if cells > 0 { advance(by: cells) } else { column = nil }
        }
    }

    private mutating func use(_ new: TextStyle) {
        if new != style { text += new.replacing(style) }
        style = new
    }

    private mutating func advance(by cells: Int) {
        column = column.flatMap { $0 + cells < columns ? $0 + cells : nil }
    }

    /// Returns all that was drawn, and a way back to the cursor.
    consuming func drawing(endingAt place: ScreenPosition) -> String {
        guard !text.isEmpty else { return "" }
        use(.plain)
        move(to: place)
        return text
    }
}

extension Unicode.Scalar {
    /// What libedit draws for the character in as many cells as it counts; nil for what is left as it is.
    fileprivate var glyph: String? {
        switch value {
        case 0x09, 0x0A: nil
        case 0..<0x20: "^" + String(Unicode.Scalar(UInt8(value + 0x40)))
        case 0x7F: "^?"
        // Joiners and selectors have terminals draw what came before once more, as wide as they like.
        case 0x200D, 0xFE00...0xFE0F: nil
        case _ where value >= 0x80 && CellWidth.of(self) > 2: nil
        default: String(self)
        }
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
