internal import Console

/// One character on a screen.
public struct Cell: Sendable, Hashable {
    /// The character, with all that combines with it.
    public var text: String
    /// How many columns it takes: 1 or 2.
    public var width: Int
    /// How it looks.
    public var style: CellStyle
}

/// A place on a screen, counted from 0.
public struct CellPlace: Sendable, Hashable {
    /// The column.
    public var column: Int
    /// The row.
    public var row: Int

    /// Makes a place.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// What stands on the screen of a terminal.
public struct CellGrid: Sendable, Hashable {
    /// How many columns the screen has.
    public var columns: Int
    /// How many rows the screen has.
    public var rows: Int
    /// The characters of each row; rows that end early are blank from there, and so are rows that are not there.
    public var cells: [[Cell]]
    /// Where the cursor stands; nil where it is not shown.
    public var cursor: CellPlace?

    /// Reads what `tmux capture-pane -e -p` wrote: rows of text with sequences for their look.
    ///
    /// A look lasts until the next sequence, across rows. Sequences for anything else are passed over.
    public init(captured text: String, columns: Int, rows: Int, cursor: CellPlace? = nil) {
        var style = CellStyle()
        self.columns = columns
        self.rows = rows
        self.cursor = cursor
        cells = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows).map {
            Self.row($0, &style, columns)
        }
    }

    /// The text of each row, without blanks at its end.
    public var lines: [String] {
        cells.map { row in
            var line = row.map(\.text).joined()
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func row(_ line: Substring, _ style: inout CellStyle, _ columns: Int) -> [Cell] {
        var row: [Cell] = []
        var rest = line
        while let first = rest.first {
            if first == "\u{1B}" {
                skipSequence(&rest, &style)
                continue
            }
            rest.removeFirst()
            let width = DisplayWidth.of(String(first))
            if width == 0, !row.isEmpty {
                row[row.count - 1].text.append(first)
            } else {
                row.append(Cell(text: String(first), width: max(1, width), style: style))
            }
        }
        var used = 0
        return row.filter { cell in
            used += cell.width
            return used <= columns
        }
    }

    /// Takes a sequence off the front: `ESC [ … letter`, `ESC ] … BEL` or `ESC ] … ESC \`, or `ESC` with what follows.
    private static func skipSequence(_ rest: inout Substring, _ style: inout CellStyle) {
        rest.removeFirst()
        switch rest.popFirst() {
        case "[":
            let parameters = rest.prefix { !("@"..."~").contains($0) }
            rest = rest[parameters.endIndex...]
            if rest.popFirst() == "m" { style.apply(parameters) }
        case "]":
            rest = rest.drop { $0 != "\u{7}" && $0 != "\u{1B}" }
            if rest.popFirst() == "\u{1B}" { rest = rest.dropFirst() }
        case "(", ")": rest = rest.dropFirst()
        default: break
        }
    }
}
