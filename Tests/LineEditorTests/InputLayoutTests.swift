import Glibc
import LineEditor
import Testing

/// Widths depend on the process's locale; every test that counts cells asks for the same one.
func useUnicodeLocale() {
    setlocale(LC_CTYPE, "C.UTF-8")
}

@Suite struct InputLayoutTests {
    private func make(
        _ text: String, cursor: Int? = nil, prompt: Int = 2, columns: Int = 10, rows: Int = 10
    ) -> InputLayout {
        useUnicodeLocale()
        let scalars = Array(text.unicodeScalars)
        return InputLayout(
            promptWidth: prompt, text: scalars, cursorIndex: cursor ?? scalars.count,
            size: TerminalSize(columns: columns, rows: rows))
    }

    @Test(arguments: [
        ("", 0, 2), ("abc", 0, 5), ("1234567", 0, 9), ("12345678", 1, 0), ("123456789", 1, 1),
        ("1234567频", 1, 2), ("频道", 0, 6), ("a\nb", 1, 1), ("12345678\nb", 2, 1), ("\t", 0, 8), ("\u{1}", 0, 4),
        ("1234567\u{1}", 1, 1), ("e\u{301}", 0, 3), ("\u{85}", 0, 4),
    ])
    func `the end stands where libedit draws it`(text: String, row: Int, column: Int) {
        let end = make(text).end
        #expect(end.row == row)
        #expect(end.column == column)
    }

    @Test func `a cursor on a wide character that was moved over the edge moves with it`() {
        let cursor = make("1234567频", cursor: 7).cursor
        #expect(cursor.row == 1)
        #expect(cursor.column == 0)
    }

    @Test func `a prompt as wide as the screen takes a row`() {
        let end = make("a", prompt: 10).end
        #expect(end.row == 1)
        #expect(end.column == 1)
    }

    @Test func `rows are known by how they start`() {
        let layout = make("1234567 8\nb")
        #expect(layout.startsAfterBlank.map(\.row) == [1])
        #expect(layout.startsAfterBlank.map(\.index) == [8])
        #expect(layout.lineStarts.map(\.row) == [2])
        #expect(layout.lineStarts.map(\.index) == [10])
    }

    @Test func `an input taller than the screen keeps its last rows`() {
        let layout = make("a\nb\nc\nd", cursor: 2, rows: 3)
        #expect(layout.end.row == 2)
        #expect(layout.cursor.row == 0)
        #expect(layout.lineStarts.map(\.row) == [0, 1, 2])
    }

    @Test func `an edge is drawn again only behind a blank, and where something was drawn`() {
        let none = TouchedRows(from: ScreenPosition(), columns: 10)
        #expect(edges("1234567 8", .all) == "\u{1B}[1A\r\u{1B}[9C 8\r\u{1B}[1C")
        #expect(edges("1234567 8", none) == "")
        #expect(edges("123456789", .all) == "")
    }

    @Test func `both rows of an edge that is drawn again are touched`() {
        var touched = TouchedRows(from: ScreenPosition(), columns: 10)
        touched.insert(0)
        _ = SoftWrap.drawing(
            of: Array("1234567 8".unicodeScalars), layout: make("1234567 8"), columns: 10, touched: &touched)
        #expect(touched.contains(1))
    }

    private func edges(_ text: String, _ touched: TouchedRows) -> String {
        var touched = touched
        let drawing = SoftWrap.drawing(
            of: Array(text.unicodeScalars), layout: make(text), columns: 10, touched: &touched)
        return String(decoding: drawing, as: UTF8.self)
    }
}
