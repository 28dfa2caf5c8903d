import TerminalPictures
import TmuxTerminal

extension Tmux {
    /// The screen without blank rows at its end, with every run that does not look plain as `‹codes|text›`.
    ///
    /// The codes are those of the sequences: 1 bold, 2 dim, 4 underlined, 7 reversed, 30 to 37 a colour.
    func marks() throws -> String {
        let grid = CellGrid(captured: try looks().text, columns: 500, rows: 500)
        var rows = grid.cells.map(Self.marked)
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    /// Waits until the screen looks like this.
    func wait(forMarks marks: String) throws {
        var last = ""
        do {
            try wait(for: marks) { _ in
                last = try self.marks()
                return last == marks
            }
        } catch let error as NotSeen {
            throw NotSeen(text: error.text, screen: last)
        }
    }

    /// Waits until the screen has this among its looks.
    func wait(forMark mark: String) throws {
        try wait(for: mark) { _ in try marks().contains(mark) }
    }

    private static func marked(_ row: [Cell]) -> String {
        var marked = ""
        var codes = ""
        var run = ""
        func endRun() { marked += codes.isEmpty ? run : "‹\(codes)|\(run)›" }
        for cell in row {
            if cell.style.codes != codes {
                endRun()
                (codes, run) = (cell.style.codes, "")
            }
            run += cell.text
        }
        endRun()
        while codes.isEmpty, marked.last == " " { marked.removeLast() }
        return marked
    }
}

extension CellStyle {
    fileprivate var codes: String {
        var codes: [Int] = []
        if isBold { codes.append(1) }
        if isDim { codes.append(2) }
        if isUnderlined { codes.append(4) }
        if isReversed { codes.append(7) }
        if case .palette(let number) = foreground { codes.append(30 + number) }
        return codes.map(String.init).joined(separator: ";")
    }
}
