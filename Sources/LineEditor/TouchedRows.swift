/// The rows of the input on which something was drawn: what was coloured there may be plain now.
///
/// It follows what libedit sends to a terminal that understands the sequences of ANSI. Whatever else
/// comes has it take all rows for touched.
package struct TouchedRows {
    private let columns: Int
    private var place: ScreenPosition
    /// The leftmost column that was drawn on, of every row that was.
    private var rows: [Int: Int] = [:]
    /// Whether it is not known any more which rows were not.
    package private(set) var areAll = false

    /// Starts with none, and with the cursor at a place.
    package init(from place: ScreenPosition, columns: Int) {
        self.place = place
        self.columns = columns
    }

    /// All rows there could be.
    package static var all: TouchedRows {
        var rows = TouchedRows(from: ScreenPosition(), columns: 1)
        rows.areAll = true
        return rows
    }

    /// Whether nothing was drawn.
    package var isEmpty: Bool { !areAll && rows.isEmpty }

    package func contains(_ row: Int) -> Bool { areAll || rows[row] != nil }

    /// Whether anything was drawn on the first columns of a row.
    package func contains(_ row: Int, before column: Int) -> Bool { areAll || rows[row].map { $0 < column } ?? false }

    package mutating func insert(_ row: Int, from column: Int = 0) { rows[row] = min(rows[row] ?? column, column) }

    /// Takes in what was sent to the terminal.
    package mutating func follow(_ drawing: [UInt8]) {
        var rest = drawing[...]
        while !areAll, let byte = rest.first {
            switch byte {
            case 0x07: rest.removeFirst()
            case 0x08: move(toColumn: place.column - 1, &rest)
            case 0x0A:
                place.row += 1
                move(toColumn: 0, &rest)
            case 0x0D: move(toColumn: 0, &rest)
            case 0x1B: followSequence(&rest)
            case 0x20..<0x7F:
                rest.removeFirst()
                write(1)
            case 0x80...: followCharacter(&rest)
            default: areAll = true
            }
        }
    }

    private mutating func move(toColumn column: Int, _ rest: inout ArraySlice<UInt8>) {
        rest.removeFirst()
        place.column = max(0, column)
    }

    private mutating func write(_ cells: Int) {
        if place.column + cells > columns { place = ScreenPosition(row: place.row + 1, column: 0) }
        insert(place.row, from: place.column)
        place.column += cells
    }

    private mutating func followCharacter(_ rest: inout ArraySlice<UInt8>) {
        let bytes = rest.prefix(1) + rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }
        rest = rest.dropFirst(bytes.count)
        guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return }
        write(CellWidth.of(scalar))
    }

    /// Follows `ESC [`, numbers and a letter.
    private mutating func followSequence(_ rest: inout ArraySlice<UInt8>) {
        let body = rest.dropFirst(2)
        let parameters = body.prefix { (0x30..<0x40).contains($0) }
        guard rest.dropFirst().first == UInt8(ascii: "["), let final = body.dropFirst(parameters.count).first else {
            areAll = true
            return
        }
        rest = body.dropFirst(parameters.count + 1)
        let count = max(1, Int(String(decoding: parameters, as: UTF8.self)) ?? 1)
        switch final {
        case UInt8(ascii: "A"): place.row -= count
        case UInt8(ascii: "B"): place.row += count
        case UInt8(ascii: "C"): place.column = min(columns - 1, place.column + count)
        case UInt8(ascii: "D"): place.column = max(0, place.column - count)
        case UInt8(ascii: "G"): place.column = count - 1
        case UInt8(ascii: "K"), UInt8(ascii: "P"), UInt8(ascii: "@"): insert(place.row, from: place.column)
        case UInt8(ascii: "m"): break
        default: areAll = true
        }
    }
}
