/// A place on the screen, counted from the first cell of the prompt.
package struct ScreenPosition: Equatable {
    package var row: Int
    package var column: Int

    package init(row: Int = 0, column: Int = 0) {
        self.row = row
        self.column = column
    }
}

/// Where libedit puts prompt, text and cursor on a screen of a given size.
///
/// libedit does not tell; this follows its rules: a character that does not fit moves to the next row
/// whole, a full row ends at once, a line feed ends its row, a tab goes to the next multiple of eight.
package struct InputLayout: Equatable {
    /// The cell of the cursor.
    package private(set) var cursor = ScreenPosition()
    /// The cell after the last character.
    package private(set) var end = ScreenPosition()
    /// The cell of every character.
    package private(set) var places: [ScreenPosition] = []
    /// Whether the first rows have no room on the screen.
    package private(set) var isCut = false
    /// The rows that start after a line feed of the text, with the index of their first character.
    package private(set) var lineStarts: [RowStart] = []
    /// The rows that start after a blank in the last column, with the index of their first character.
    package private(set) var startsAfterBlank: [RowStart] = []

    /// A row and the character that it starts with.
    package struct RowStart: Equatable {
        package var row: Int
        package var index: Int
    }

    /// Lays out `text` after a prompt that is `promptWidth` cells wide; `cursorIndex` counts characters.
    package init(promptWidth: Int, text: [Unicode.Scalar], cursorIndex: Int, size: TerminalSize) {
        let columns = size.columns
        var place = ScreenPosition(row: promptWidth / columns, column: promptWidth % columns)
        places.reserveCapacity(text.count)
        for (index, scalar) in text.enumerated() {
            let cells = scalar.value < 0x80 ? 1 : CellWidth.of(scalar)
            let wraps = cells > 1 && place.column + cells > columns
            places.append(wraps ? ScreenPosition(row: place.row + 1, column: 0) : place)
            place.advance(over: scalar, columns: columns)
            if scalar == "\n" { lineStarts.append(RowStart(row: place.row, index: index + 1)) }
            if scalar == " ", place.column == 0 {
                startsAfterBlank.append(RowStart(row: place.row, index: index + 1))
            }
        }
        end = place
        cursor = cursorIndex < text.count ? places[cursorIndex] : place
        dropRowsAbove(size.rows)
    }

    /// Where the input is taller than the screen, libedit keeps its last rows only.
    private mutating func dropRowsAbove(_ rows: Int) {
        let hidden = max(0, end.row - (rows - 1))
        guard hidden > 0 else { return }
        isCut = true
        end.row -= hidden
        cursor.row = max(0, cursor.row - hidden)
        lineStarts = lineStarts.moved(up: hidden)
        startsAfterBlank = startsAfterBlank.moved(up: hidden)
    }
}

extension [InputLayout.RowStart] {
    fileprivate func moved(up rows: Int) -> Self {
        map { InputLayout.RowStart(row: $0.row - rows, index: $0.index) }.filter { $0.row >= 0 }
    }
}

extension ScreenPosition {
    /// Moves behind a character as libedit draws it.
    fileprivate mutating func advance(over scalar: Unicode.Scalar, columns: Int) {
        switch scalar {
        case "\n": self = ScreenPosition(row: row + 1, column: 0)
        case "\t":
            repeat { advance(byCells: 1, columns: columns) } while column % 8 != 0
        case _ where scalar.value < 0x80 || CellWidth.of(scalar) > 2:
            // Drawn as several characters of one cell each, which may be torn apart by the edge.
            for _ in 0..<CellWidth.of(scalar) { advance(byCells: 1, columns: columns) }
        default: advance(byCells: CellWidth.of(scalar), columns: columns)
        }
    }

    private mutating func advance(byCells cells: Int, columns: Int) {
        if column + cells > columns { self = ScreenPosition(row: row + 1, column: 0) }
        column += cells
        if column >= columns { self = ScreenPosition(row: row + 1, column: 0) }
    }
}
