import LineEditor

/// What a screen shows of an input, worked out from the text alone.
struct InputModel {
    /// The rows from the prompt on, without blanks at their ends.
    private(set) var rows: [String] = []
    /// The cursor, counted from the prompt's row.
    private(set) var cursor = (row: 0, column: 0)
    private let columns: Int
    private var row = ""
    private var column = 0

    /// `offset` is the cursor's place in the UTF-8 of `text`.
    init(prompt: String, text: String, offset: Int, continuation: Character, columns: Int) {
        self.columns = columns
        for scalar in prompt.unicodeScalars { put(String(scalar), cells: 1) }
        var (read, startsRow) = (0, false)
        for scalar in text.unicodeScalars {
            if read == offset { cursor = place(of: scalar) }
            read += UTF8.width(scalar)
            if startsRow, scalar == " " { put(String(continuation), cells: 1) } else { put(scalar) }
            startsRow = scalar == "\n"
        }
        if read == offset { cursor = (rows.count, column) }
        endRow()
        // Rows with nothing in them may have left the screen at the bottom.
        while rows.count > cursor.row + 1, rows.last == "" { rows.removeLast() }
    }

    /// Whether all of the text is drawn as one or two cells a character.
    ///
    /// Where marks and joiners stand is open, and libedit loses its way where the edge tears apart
    /// what cannot be printed, until all is drawn anew.
    static func isCertain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { (1...2).contains(CellWidth.of($0)) }
    }

    private func place(of scalar: Unicode.Scalar) -> (row: Int, column: Int) {
        isWide(scalar) && column + 2 > columns ? (rows.count + 1, 0) : (rows.count, column)
    }

    private func isWide(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x80 && CellWidth.of(scalar) == 2 }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0A: endRow()
        case 0x09:
            repeat { put(" ", cells: 1) } while column % 8 != 0
        case 0..<0x20, 0x7F: put(spelled: "^" + String(Unicode.Scalar(UInt8(scalar.value ^ 0x40))))
        default: put(String(scalar), cells: isWide(scalar) ? 2 : 1)
        }
    }

    private mutating func put(spelled text: String) {
        for character in text { put(String(character), cells: 1) }
    }

    private mutating func put(_ glyph: String, cells: Int) {
        if column + cells > columns { endRow() }
        row += glyph
        column += cells
        if column == columns { endRow() }
    }

    private mutating func endRow() {
        while row.last == " " { row.removeLast() }
        rows.append(row)
        (row, column) = ("", 0)
    }
}
