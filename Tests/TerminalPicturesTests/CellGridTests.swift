import Testing

@testable import TerminalPictures

@Suite struct CellGridTests {
    private func grid(_ text: String, columns: Int = 20, rows: Int = 4) -> CellGrid {
        CellGrid(captured: text, columns: columns, rows: rows)
    }

    @Test func `rows are cut at line feeds and at the size`() {
        #expect(grid("one\ntwo  \n\nfour\nfive").lines == ["one", "two", "", "four"])
        #expect(grid("abcdef", columns: 3).lines == ["abc"])
    }

    @Test func `a look lasts until the next sequence, across rows`() {
        let cells = grid("a\u{1B}[31mb\nc\u{1B}[39md").cells
        let colors = cells.map { $0.map(\.style.foreground) }
        #expect(colors == [[nil, .palette(1)], [.palette(1), nil]])
    }

    @Test func `wide characters take two columns, and what combines takes none`() {
        let cells = grid("日e\u{301}🙂x").cells[0]
        #expect(cells.map(\.width) == [2, 1, 2, 1])
        #expect(cells.map(\.text) == ["日", "e\u{301}", "🙂", "x"])
        #expect(grid("日日日", columns: 5).lines == ["日日"])
    }

    @Test(arguments: [
        "\u{1B}[2Ka", "\u{1B}]8;;http://x\u{1B}\\a", "\u{1B}]0;title\u{7}a", "\u{1B}(Ba", "\u{1B}=a", "\u{1B}[?25la",
    ])
    func `other sequences leave no trace`(text: String) {
        #expect(grid(text).lines == ["a"])
    }

    @Test(arguments: ["\u{1B}", "\u{1B}[", "\u{1B}[3", "\u{1B}]x", "\u{1B}("])
    func `a sequence that is cut off ends with the row`(text: String) {
        #expect(grid(text + "\nb").lines.last == "b")
    }

    @Test func `neighbours that look the same make a run`() {
        let runs = CellRun.runs(of: grid("a日\u{1B}[1m b \u{1B}[0m  ").cells[0])
        #expect(runs.map(\.text) == ["a日", " b"])
        #expect(runs.map(\.column) == [0, 3])
        #expect(runs.map(\.width) == [3, 2])
    }

    @Test func `blanks at the end count where they can be seen`() {
        #expect(CellRun.runs(of: grid("a \u{1B}[7m  ").cells[0]).map(\.text) == ["a ", "  "])
        #expect(CellRun.runs(of: grid("   ").cells[0]).isEmpty)
    }
}
