import LineEditor

/// What a terminal would show: enough of ECMA-48 and xterm for what line editors send.
struct ScreenModel {
    private(set) var columns: Int
    private(set) var rows: Int
    private(set) var cursor = (row: 0, column: 0)
    /// Rows that have left the screen at the top.
    private(set) var scrolledOff: [String] = []
    private var cells: [[Cell]]
    private var isWrapPending = false
    private var isInserting = false
    private var look = ""
    private var unfinished: [UInt8] = []

    private enum Cell: Equatable {
        case blank
        /// A character with the parameters of its look.
        case glyph(Character, look: String)
        /// The right half of a wide character.
        case rightHalf
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: .blank, count: columns), count: rows)
    }

    /// The rows as text, without blanks at their ends.
    var lines: [String] {
        cells.map { Self.text(of: $0) }
    }

    /// The rows down to the last one that shows something.
    var text: String {
        var shown = lines
        while shown.last == "" { shown.removeLast() }
        return shown.joined(separator: "\n")
    }

    /// The rows down to the last one that shows something, with `{PARAMETERS|…}` around what does not look plain.
    var looks: String {
        var shown = cells.map { row in
            var (text, current) = ("", "")
            for cell in row {
                let look = if case .glyph(_, let look) = cell { look } else { "" }
                if cell != .rightHalf, look != current {
                    text += (current.isEmpty ? "" : "}") + (look.isEmpty ? "" : "{\(look)|")
                    current = look
                }
                text += Self.text(of: cell)
            }
            if !current.isEmpty { text += "}" }
            while text.last == " " { text.removeLast() }
            return text
        }
        while shown.last == "" { shown.removeLast() }
        return shown.joined(separator: "\n")
    }

    /// Everything that was shown, what has scrolled off first.
    var transcript: [String] { scrolledOff + lines }

    /// The row of the cursor.
    var cursorLine: String { lines[cursor.row] }

    private static func text(of row: [Cell]) -> String {
        var text = row.map { Self.text(of: $0) }.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func text(of cell: Cell) -> String {
        switch cell {
        case .blank: " "
        case .glyph(let character, _): String(character)
        case .rightHalf: ""
        }
    }

    /// Cuts or widens every row, as a terminal without reflow does.
    mutating func resize(columns: Int, rows: Int) {
        cells = cells.map { row in
            var row = Array((row + Array(repeating: .blank, count: columns)).prefix(columns))
            if case .glyph(let character, _) = row[columns - 1], CellWidth.of(String(character)) == 2 {
                row[columns - 1] = .blank
            }
            return row
        }
        while cells.count < rows { cells.append(Array(repeating: .blank, count: columns)) }
        while cells.count > rows { scrolledOff.append(Self.text(of: cells.removeFirst())) }
        cursor = (min(cursor.row, rows - 1), min(cursor.column, columns - 1))
        (self.columns, self.rows, isWrapPending) = (columns, rows, false)
    }

    /// Takes bytes as they arrive; what is cut in the middle waits for its rest.
    mutating func feed(_ bytes: some Sequence<UInt8>) {
        unfinished += bytes
        var rest = unfinished[...]
        while let first = rest.first, let length = Self.tokenLength(rest) {
            let token = Array(rest.prefix(length))
            rest = rest.dropFirst(length)
            if first == 0x1B {
                control(token)
            } else if first < 0x20 {
                format(first)
            } else {
                String(decoding: token, as: UTF8.self).unicodeScalars.forEach { put($0) }
            }
        }
        unfinished = Array(rest)
    }

    private static func tokenLength(_ rest: ArraySlice<UInt8>) -> Int? {
        let bytes = rest.prefix(64)
        let second = bytes.dropFirst().first ?? 0
        switch bytes[bytes.startIndex] {
        case 0x1B where bytes.count < 2: return nil
        case 0x1B where second == UInt8(ascii: "["):
            return bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 - bytes.startIndex }
        case 0x1B where "()".utf8.contains(second): return bytes.count < 3 ? nil : 3
        case 0x1B: return 2
        case let lead:
            let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            return bytes.count < length ? nil : length
        }
    }

    private mutating func format(_ byte: UInt8) {
        switch byte {
        case 0x08: moveCursor(to: cursor.row, cursor.column - 1)
        case 0x09: moveCursor(to: cursor.row, (cursor.column / 8 + 1) * 8)
        case 0x0A: feedLine()
        case 0x0D: moveCursor(to: cursor.row, 0)
        default: break
        }
    }

    private mutating func moveCursor(to row: Int, _ column: Int) {
        cursor = (max(0, min(row, rows - 1)), max(0, min(column, columns - 1)))
        isWrapPending = false
    }

    private mutating func feedLine() {
        isWrapPending = false
        guard cursor.row == rows - 1 else {
            cursor.row += 1
            return
        }
        scrolledOff.append(Self.text(of: cells.removeFirst()))
        cells.append(Array(repeating: .blank, count: columns))
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        guard scalar.value != 0x7F else { return }
        let width = scalar.value < 0x80 ? 1 : min(CellWidth.of(scalar), 2)
        // What has no cell of its own changes how others look, which the tests do not look at.
        guard width > 0, width <= columns else { return }
        if isWrapPending || cursor.column + width > columns {
            feedLine()
            cursor.column = 0
        }
        if isInserting { insertBlanks(width) }
        for column in cursor.column..<cursor.column + width { clear(column) }
        cells[cursor.row][cursor.column] = .glyph(Character(scalar), look: look)
        if width == 2 { cells[cursor.row][cursor.column + 1] = .rightHalf }
        isWrapPending = cursor.column + width == columns
        cursor.column = min(cursor.column + width, columns - 1)
    }

    private mutating func control(_ token: [UInt8]) {
        guard token.count > 2, token[1] == UInt8(ascii: "["), let final = token.last else { return }
        let body = String(decoding: token[2..<(token.count - 1)], as: UTF8.self)
        let parameters = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let count = max(1, (parameters.first ?? nil) ?? 1)
        let mode = (parameters.first ?? nil) ?? 0
        switch Character(Unicode.Scalar(final)) {
        case "A": moveCursor(to: cursor.row - count, cursor.column)
        case "B": moveCursor(to: cursor.row + count, cursor.column)
        case "C": moveCursor(to: cursor.row, cursor.column + count)
        case "D": moveCursor(to: cursor.row, cursor.column - count)
        case "G": moveCursor(to: cursor.row, count - 1)
        case "H": moveCursor(to: count - 1, max(1, (parameters.dropFirst().first ?? nil) ?? 1) - 1)
        case "J": clearScreen(mode)
        case "K": clearRow(mode)
        case "P": deleteCells(count)
        case "@": insertBlanks(count)
        case "X": for column in cursor.column..<min(columns, cursor.column + count) { clear(column) }
        case "m": setLook(body)
        case "h" where body == "4": isInserting = true
        case "l" where body == "4": isInserting = false
        default: break
        }
    }

    /// Parameters add up until one of them is 0.
    private mutating func setLook(_ body: String) {
        for parameter in body.split(separator: ";", omittingEmptySubsequences: false) {
            look = ["", "0"].contains(parameter) ? "" : look.isEmpty ? String(parameter) : look + ";" + parameter
        }
    }

    /// Clears a cell; half a wide character is none.
    private mutating func clear(_ column: Int) {
        let row = cursor.row
        if cells[row][column] == .rightHalf, column > 0 { cells[row][column - 1] = .blank }
        if column + 1 < columns, cells[row][column + 1] == .rightHalf { cells[row][column + 1] = .blank }
        cells[row][column] = .blank
    }

    private mutating func clearRow(_ mode: Int) {
        switch mode {
        case 0: for column in cursor.column..<columns { clear(column) }
        case 1: for column in 0...cursor.column { clear(column) }
        default: cells[cursor.row] = Array(repeating: .blank, count: columns)
        }
    }

    private mutating func clearScreen(_ mode: Int) {
        if mode == 0 { clearRow(0) }
        for row in (mode == 0 ? cursor.row + 1 : 0)..<rows {
            cells[row] = Array(repeating: .blank, count: columns)
        }
    }

    private mutating func deleteCells(_ count: Int) {
        for column in cursor.column..<min(columns, cursor.column + count) { clear(column) }
        cells[cursor.row].removeSubrange(cursor.column..<min(columns, cursor.column + count))
        while cells[cursor.row].count < columns { cells[cursor.row].append(.blank) }
    }

    private mutating func insertBlanks(_ count: Int) {
        if cells[cursor.row][cursor.column] == .rightHalf { clear(cursor.column) }
        let count = min(count, columns - cursor.column)
        for column in columns - count..<columns { clear(column) }
        cells[cursor.row].insert(contentsOf: Array(repeating: .blank, count: count), at: cursor.column)
        cells[cursor.row].removeLast(count)
    }
}
