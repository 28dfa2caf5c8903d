import LineEditor
import Testing

@Suite struct TouchedRowsTests {
    private static let columns = 10

    private func rows(_ drawing: String, from place: ScreenPosition = ScreenPosition(row: 1, column: 4)) -> [Int]? {
        useUnicodeLocale()
        var touched = TouchedRows(from: place, columns: Self.columns)
        touched.follow(Array(drawing.utf8))
        return touched.areAll ? nil : (-2..<9).filter { touched.contains($0) }
    }

    @Test(arguments: [
        ("", []), ("x", [1]), ("\r\n\u{8}\u{7}", []), ("\nx", [2]), ("\u{1B}[2Bx", [3]), ("\u{1B}[Ax", [0]),
        ("\u{1B}[5C\u{1B}[3D\u{1B}[7G", []), ("\u{1B}[K", [1]), ("\r\u{1B}[2P", [1]), ("\n\u{1B}[@x", [2]),
        ("\u{1B}[36m\u{1B}[0;1m", []), ("abcdef", [1]), ("abcdefg", [1, 2]), ("abcdef\r\u{1B}[A", [1]),
        ("abcdef \u{8}", [1, 2]), ("abcde频", [1, 2]), ("频频频", [1]), ("e\u{301}", [1]), ("\u{1B}[99Cxx", [1, 2]),
    ])
    func `a row is touched where something is drawn on it`(drawing: String, expected: [Int]) {
        #expect(rows(drawing) == expected)
    }

    @Test(arguments: ["\u{1B}[H", "\u{1B}[J", "\u{1B}[4h", "\u{1B}7", "\u{1B}", "\u{1B}[", "\u{1B}[3", "\t"])
    func `after what it does not know all rows are touched`(drawing: String) {
        #expect(rows(drawing) == nil)
    }

    @Test func `the columns before what was drawn are not touched`() {
        var touched = TouchedRows(from: ScreenPosition(row: 0, column: 4), columns: Self.columns)
        touched.follow(Array("x\u{8}\u{8}y".utf8))
        #expect(touched.contains(0, before: 4) && !touched.contains(0, before: 3))
    }

    @Test func `drawings are followed one after the other`() {
        var touched = TouchedRows(from: ScreenPosition(), columns: Self.columns)
        #expect(touched.isEmpty)
        touched.follow(Array("\n".utf8))
        touched.follow(Array("\nx".utf8))
        #expect(touched.contains(2) && !touched.contains(1) && !touched.isEmpty)
    }

    @Test func `all rows are all there could be`() {
        #expect(TouchedRows.all.contains(0) && TouchedRows.all.contains(99) && !TouchedRows.all.isEmpty)
    }
}
