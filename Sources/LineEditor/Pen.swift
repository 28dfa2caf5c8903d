/// Draws at places of the screen by moves that are relative, so that scrolling does no harm.
struct Pen {
    private let columns: Int
    private var row: Int
    /// The column, or nil where it is not certain: behind the last column, or after what terminals join.
    private var column: Int?
    private var style = TextStyle.plain
    private var bytes: [UInt8] = []

    /// Starts where the cursor is.
    init(at place: ScreenPosition, columns: Int) {
        self.columns = columns
        (row, column) = (place.row, place.column)
    }

    /// Moves to a cell.
    mutating func move(to place: ScreenPosition) {
        if row != place.row { bytes += CursorMove.vertical(by: place.row - row).utf8 }
        if place.row > row { column = 0 }
        if column != place.column { bytes += ("\r" + CursorMove.right(by: place.column)).utf8 }
        (row, column) = (place.row, place.column)
    }

    /// Writes a text that takes a number of cells, all of them on this row.
    mutating func write(_ segment: Prompt.Segment, cells: Int) {
        use(segment.style)
        bytes += segment.text.utf8
        advance(by: cells)
    }

    /// Writes a character in the last column of the row, and another behind it.
    mutating func writeOverEdge(_ pair: String) {
        bytes += pair.utf8
        (row, column) = (row + 1, nil)
    }

    /// Goes on at the start of a row below, which is made where the screen ends.
    mutating func startRow(_ new: Int) {
        use(.plain)
        bytes += (CursorMove.vertical(by: new - 1 - row) + "\r\n").utf8
        (row, column) = (new, 0)
    }

    /// Clears everything from a cell on.
    mutating func clear(from place: ScreenPosition) {
        move(to: place)
        bytes += CursorMove.clearBelow.utf8
    }

    /// Draws the input's characters of some rows once more, with their colours.
    mutating func color(_ scalars: [Unicode.Scalar], _ runs: [Bar.Run], _ layout: InputLayout, in rows: TouchedRows) {
        var rest = runs[...]
        for index in scalars.indices {
            while let first = rest.first, first.range.upperBound <= index { rest.removeFirst() }
            let place = layout.places[index]
            guard rows.contains(place.row) else { continue }
            let scalar = scalars[index]
            // A tab is drawn as blanks, a line feed as nothing, and what terminals join as wide as they like.
            guard scalar.isRedrawn else { continue }
            let cells = CellWidth.of(scalar)
            // What the edge has torn apart would take the pen to a row that it does not know of.
            guard place.column + cells <= columns else { continue }
            if cells > 0, row != place.row || column != place.column { move(to: place) }
            use(rest.first.flatMap { $0.range.contains(index) ? $0.style : nil } ?? .plain)
            bytes.append(glyphOf: scalar)
            // Whatever a terminal makes of a character without a cell of its own, the next one has its place.
            if cells > 0 { advance(by: cells) } else { column = nil }
        }
    }

    private mutating func use(_ new: TextStyle) {
        guard new != style else { return }
        bytes += new.bytes(replacing: style)
        style = new
    }

    private mutating func advance(by cells: Int) {
        column = column.flatMap { $0 + cells < columns ? $0 + cells : nil }
    }

    /// Returns all that was drawn, and a way back to the cursor.
    consuming func drawing(endingAt place: ScreenPosition) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        use(.plain)
        move(to: place)
        return bytes
    }
}

extension Unicode.Scalar {
    /// Whether the character is drawn again where it stands; what else there is stays as it is.
    fileprivate var isRedrawn: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x80: true
        // Joiners and selectors have terminals draw what came before once more.
        case 0x200D, 0xFE00...0xFE0F: false
        default: CellWidth.of(self) <= 2
        }
    }
}

extension [UInt8] {
    /// Adds what libedit draws for a character, in as many cells as it counts.
    fileprivate mutating func append(glyphOf scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0..<0x20: self += [UInt8(ascii: "^"), UInt8(scalar.value + 0x40)]
        case 0x7F: self += "^?".utf8
        case 0..<0x80: append(UInt8(scalar.value))
        case _ where scalar.isControl:
            append(UInt8(ascii: "^"))
            Unicode.Scalar(scalar.value | 0x40).map { append(glyphOf: $0) }
        default: UTF8.encode(scalar).map { self += $0 }
        }
    }
}

/// The few sequences that every terminal of ours understands; relative, so that scrolling does no harm.
package enum CursorMove {
    package static let clearBelow = "\u{1B}[J"

    /// Moves up in the same column, or down to the first.
    ///
    /// Down goes by line feeds: libedit does not draw rows of blanks, so that a row may be yet to be made.
    package static func vertical(by rows: Int) -> String {
        switch rows {
        case 0: ""
        case 1...: "\r" + String(repeating: "\n", count: rows)
        default: "\u{1B}[\(-rows)A"
        }
    }

    package static func right(by columns: Int) -> String {
        columns == 0 ? "" : "\u{1B}[\(columns)C"
    }
}
