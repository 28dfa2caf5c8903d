import LineEditor
import Testing

/// What is painted, as a screen shows it on which libedit has drawn prompt and text.
@Suite struct OverlayTests {
    private static let columns = 10

    private struct Bench {
        var screen: ScreenModel
        var overlay = Overlay()
        let size: TerminalSize
        private(set) var text: [Unicode.Scalar] = []
        private(set) var layout: InputLayout

        init(_ text: String, cursor: Int? = nil, columns: Int = OverlayTests.columns, rows: Int = 6) {
            useUnicodeLocale()
            size = TerminalSize(columns: columns, rows: rows)
            screen = ScreenModel(columns: columns, rows: rows)
            self.text = Array(text.unicodeScalars)
            layout = InputLayout(
                promptWidth: 2, text: self.text, cursorIndex: cursor ?? self.text.count, size: size)
            let drawn = text.replacing("\n", with: "\r\n").replacing("\u{1}", with: "^A")
            screen.feed(Array(("> " + drawn).utf8))
            // At the edge libedit goes to the next row at once.
            if layout.end.column == 0, layout.end.row > 0, self.text.last != "\n" { screen.feed(Array("\r\n".utf8)) }
            let up = layout.end.row - layout.cursor.row
            screen.feed(Array((CursorMove.vertical(by: -up) + "\r" + CursorMove.right(by: layout.cursor.column)).utf8))
        }

        /// Paints, and returns what that took.
        @discardableResult
        mutating func paint(_ bar: Bar, touched: [Int] = []) -> String {
            var rows = TouchedRows(from: layout.cursor, columns: size.columns)
            for row in touched { rows.insert(row) }
            let drawing = overlay.paint(bar, over: text, layout: layout, size: size, touched: rows)
            screen.feed(drawing)
            return String(decoding: drawing, as: UTF8.self)
        }

        mutating func erase() { screen.feed(overlay.erase(columns: size.columns)) }

        var isCursorRight: Bool { screen.cursor == (layout.cursor.row, layout.cursor.column) }
    }

    private let red = TextStyle(color: .red)

    private func bar(_ runs: [Range<Int>] = [], ghost: String = "", rows: [String] = []) -> Bar {
        var bar = Bar()
        bar.runs = runs.map { Bar.Run($0, red) }
        if !ghost.isEmpty { bar.ghost = [Prompt.Segment(ghost, style: TextStyle(isDim: true))] }
        bar.rows = rows.map { [Prompt.Segment($0)] }
        return bar
    }

    @Test(arguments: [
        ("abc", [0..<2], nil, "> {31|ab}c"), ("abc", [1..<2], 0, "> a{31|b}c"),
        ("abcdefghij", [6..<9], nil, "> abcdef{31|gh}\n{31|i}j"), ("abcdefgh", [0..<8], 3, "> {31|abcdefgh}"),
        ("频道频道频道", [1..<4], 2, "> 频{31|道频道}\n频道"), ("abcdefg频", [7..<8], nil, "> abcdefg\n{31|频}"),
        ("a\n  b", [4..<5], nil, "> a\n  {31|b}"), ("a\u{1}b", [1..<2], nil, "> a{31|^A}b"),
        // Torn apart by the edge, it stays plain.
        ("abcdefg\u{1}b", [6..<9], nil, "> abcdef{31|g}^\nA{31|b}"),
    ])
    func `colours lie on their characters, over edges and rows`(
        text: String, runs: [Range<Int>], cursor: Int?, expected: String
    ) {
        var bench = Bench(text, cursor: cursor)
        bench.paint(bar(runs))
        #expect(bench.screen.looks == expected)
        #expect(bench.isCursorRight)
    }

    @Test func `colours that are no more are taken away, and only then`() {
        var bench = Bench("abc")
        bench.paint(bar())
        let nothing = bench.paint(bar())
        #expect(nothing.isEmpty)
        bench.paint(bar([0..<3]))
        bench.paint(bar([2..<3]))
        #expect(bench.screen.looks == "> ab{31|c}")
        bench.paint(bar())
        #expect(bench.screen.looks == "> abc")
    }

    @Test func `only rows that were drawn on or look different are painted again`() {
        var bench = Bench("abcdefghijklmnopqrstuvwxyz")
        let runs = [0..<2, 9..<11, 20..<26]
        bench.paint(bar(runs))
        let unchanged = bench.paint(bar(runs))
        #expect(unchanged.isEmpty)
        let drawnOn = bench.paint(bar(runs), touched: [1])
        #expect(drawnOn.contains("jk") && !drawnOn.contains("ab") && !drawnOn.contains("uvw"))
        let different = bench.paint(bar([0..<2, 9..<11, 21..<26]))
        #expect(different.contains("vwxyz") && !different.contains("jk") && !different.contains("ab"))
        let withoutColors = bench.paint(bar([0..<2]), touched: [2])
        #expect(bench.screen.looks == "> {31|ab}cdefgh\nijklmnopqr\nstuvwxyz")
        #expect(!withoutColors.contains("ab"))
    }

    @Test func `wide characters are painted again where anything was drawn, as libedit misses their cells at times`() {
        var bench = Bench("频道ab", cursor: 1)
        bench.screen.feed(Array("\u{8}xab\r\u{1B}[4C".utf8))
        bench.paint(bar(), touched: [0])
        #expect(bench.screen.text == "> 频道ab")
        #expect(bench.isCursorRight)
    }

    @Test func `a ghost ends before the edge, and goes without a trace`() {
        var bench = Bench("abc")
        bench.paint(bar(ghost: "defghijkl"))
        #expect(bench.screen.looks == "> abc{2|defg}")
        #expect(bench.isCursorRight)
        bench.erase()
        #expect(bench.screen.looks == "> abc")
        #expect(bench.isCursorRight)
    }

    @Test func `what is cut ends in an ellipsis, if there is room for that`() {
        var bench = Bench("abc")
        var cut = bar(ghost: "defghijkl", rows: ["one", "a row that is too long"])
        cut.ghost.append(Prompt.Segment("more"))
        cut.ellipsis = "…"
        bench.paint(cut)
        #expect(bench.screen.looks == "> abc{2|def…}\none\na row th…")
        bench = Bench("abcdef")
        cut.ellipsis = "..."
        bench.paint(cut)
        #expect(bench.screen.looks == "> abcdef\none\na row ...")
        bench = Bench("abcd")
        cut.ghost = [Prompt.Segment("ef"), Prompt.Segment("g")]
        bench.paint(cut)
        #expect(bench.screen.text.hasPrefix("> abcdefg\n"))
    }

    @Test func `a ghost behind a full row stands in the next one`() {
        var bench = Bench("abcdefgh")
        bench.paint(bar(ghost: "ij"))
        #expect(bench.screen.looks == "> abcdefgh\n{2|ij}")
        #expect(bench.isCursorRight)
    }

    @Test func `rows stand under the last row of the text, wherever the cursor is`() {
        var bench = Bench("abcdefghijk", cursor: 1)
        bench.paint(bar(rows: ["one", "a row that is too long"]))
        #expect(bench.screen.text == "> abcdefgh\nijk\none\na row tha")
        #expect(bench.isCursorRight)
        bench.erase()
        #expect(bench.screen.text == "> abcdefgh\nijk")
    }

    @Test func `at the bottom of the screen rows make room for themselves`() {
        var bench = Bench("abc", rows: 4)
        bench.screen = ScreenModel(columns: Self.columns, rows: 4)
        bench.screen.feed(Array("1\r\n2\r\n3\r\n> abc".utf8))
        bench.paint(bar(rows: ["x", "y"]))
        #expect(bench.screen.text == "3\n> abc\nx\ny")
        #expect(bench.screen.cursor == (1, 5))
        bench.erase()
        #expect(bench.screen.text == "3\n> abc")
    }

    @Test func `no more rows are shown than there is room for`() {
        var bench = Bench("abcdefghij", rows: 3)
        bench.paint(bar(rows: ["x", "y", "z"]))
        #expect(bench.screen.text == "> abcdefgh\nij\nx")
        #expect(bench.isCursorRight)
    }

    @Test func `the mark covers blanks only`() {
        var bench = Bench("a\n  b\n c\n  d")
        var marked = bar()
        marked.mark = ".."
        bench.paint(marked)
        #expect(bench.screen.text == "> a\n..b\n c\n..d")
        #expect(bench.isCursorRight)
        bench.erase()
        #expect(bench.screen.text == "> a\n  b\n c\n  d")
        #expect(bench.isCursorRight)
    }

    @Test func `nothing is painted around an input that is taller than the screen`() {
        var bench = Bench("a\nb\nc\nd", rows: 3)
        let nothing = bench.paint(bar([0..<1], ghost: "x"))
        #expect(nothing.isEmpty)
    }

    @Test func `control characters of hints and rows stay off the screen`() {
        var bench = Bench("a")
        bench.paint(bar(ghost: "\u{1B}[31mb\nc", rows: ["x\u{1B}[2J"]))
        #expect(bench.screen.looks == "> a{2|[31mbc}\nx[2J")
    }
}
