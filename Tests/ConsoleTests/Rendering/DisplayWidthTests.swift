import Console
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("größer", 6), ("漢字", 4), ("한국", 4), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2), ("e\u{301}", 1),
        ("👍", 2), ("👍🏽", 2), ("❤️", 2), ("🇩🇪", 2), ("かな", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("…·✓✗", 4), ("𠀀", 2),
        ("ab漢", 4), ("〈x〉", 5),
    ])
    func `a text takes as many cells as terminals give it`(text: String, cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
    }

    @Test func `a cut never splits a wide character`() {
        #expect(DisplayWidth.start(of: "漢字漢", cells: 3) == "漢")
        #expect(DisplayWidth.end(of: "漢字漢", cells: 3) == "漢")
    }

    @Test func `a cut never splits a character from its marks`() {
        #expect(DisplayWidth.start(of: "ae\u{301}x", cells: 2) == "ae\u{301}")
        #expect(DisplayWidth.end(of: "xe\u{301}", cells: 1) == "e\u{301}")
    }

    @Test func `nothing fits into no cells`() {
        #expect(DisplayWidth.start(of: "a", cells: 0).isEmpty)
        #expect(DisplayWidth.start(of: "a", cells: -1).isEmpty)
        #expect(DisplayWidth.end(of: "a", cells: 0).isEmpty)
    }

    @Test func `a text that fits is whole`() {
        #expect(DisplayWidth.start(of: "abc", cells: 3) == "abc")
        #expect(DisplayWidth.end(of: "abc", cells: 9) == "abc")
    }
}
