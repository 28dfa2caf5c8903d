import LineEditor
import Testing

@Suite struct LineStateTests {
    private let rows = "abc\n频道d\ne"

    @Test(arguments: [
        (0, 1, 4), (2, 1, 5), (3, 1, 5), (6, -1, 3), (7, 1, 9), (5, -1, 2), (9, -1, 4), (8, -1, 4),
    ])
    func `a row up or down keeps the column`(cursor: Int, step: Int, expected: Int) {
        useUnicodeLocale()
        #expect(LineState(text: rows, cursor: cursor).movingRow(by: step)?.cursor == expected)
    }

    @Test func `a text takes the place of what stands before the cursor`() {
        let line = LineState(text: "频道 abc", cursor: 3)
        #expect(line.replacing(1, with: "é-") == LineState(text: "频道é-abc", cursor: 4))
        #expect(line.inserting("x") == LineState(text: "频道 xabc", cursor: 4))
    }

    @Test func `there is nothing above the first row or below the last`() {
        #expect(LineState(text: rows, cursor: 3).movingRow(by: -1) == nil)
        #expect(LineState(text: rows, cursor: 8).movingRow(by: 1) == nil)
        #expect(LineState("").movingRow(by: 1) == nil)
    }

    @Test(arguments: [(0, 0, 3), (3, 0, 3), (4, 4, 7), (6, 4, 7), (9, 8, 9)])
    func `a row has a start and an end`(cursor: Int, start: Int, end: Int) {
        let line = LineState(text: rows, cursor: cursor)
        #expect(line.movingToRowStart().cursor == start)
        #expect(line.movingToRowEnd().cursor == end)
    }

    @Test func `the start of a later row is behind its indent, and then its first column`() {
        let line = LineState(text: "  a\n  b c", cursor: 8)
        #expect(line.movingToRowStart().cursor == 6)
        #expect(line.movingToRowStart().movingToRowStart().cursor == 4)
        #expect(LineState(text: "  a\n  b c", cursor: 5).movingToRowStart().cursor == 6)
        #expect(LineState(text: "  a", cursor: 3).movingToRowStart().cursor == 0)
    }

    @Test func `the cursor counts characters, its offset counts bytes`() {
        #expect(LineState(text: "é频x", cursor: 2).utf8Cursor == 5)
        #expect(LineState(text: "é频x", cursor: 2).beforeCursor == "é频")
    }
}
