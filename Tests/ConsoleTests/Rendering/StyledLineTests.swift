import Testing

@testable import Console

@Suite struct StyledLineTests {
    private let plain = Display()
    private let color = Display(hasColor: true)
    private let ascii = Display(isUTF8: false)

    @Test func `what is interpolated is escaped and what is written is not`() {
        let line: StyledLine = "published to \("a\u{1B}[2Jb")"
        #expect(line.rendered(in: plain) == #"published to a\u001b[2Jb"#)
    }

    @Test func `colour wraps the words and repeats nothing`() {
        let line: StyledLine =
            "\(Mark.failure) \("no", .strong) \(Mark.unknown)\(StyledLine(own: "help", .note)) \(Mark.success)"
        #expect(
            line.rendered(in: color)
                == "\u{1B}[31m✗\u{1B}[0m \u{1B}[1mno\u{1B}[0m \u{1B}[33m?\u{1B}[0m\u{1B}[2mhelp\u{1B}[0m ✓")
        #expect(line.rendered(in: plain) == "✗ no ?help ✓")
    }

    @Test func `without UTF-8 marks become words and text from outside is escaped`() {
        let line: StyledLine = "\(Mark.success) a · b… \(Mark.failure) \(Mark.unknown) \("…ö")"
        #expect(line.rendered(in: ascii) == #"ok a - b... FAIL ? \u2026\u00f6"#)
    }

    @Test func `numbers in a line are words of this program`() {
        let line: StyledLine = "\(42) of \(UInt64.max)"
        #expect(line.rendered(in: plain) == "42 of 18446744073709551615")
    }

    @Test func `parts are joined without those that are empty`() {
        #expect(["a", "", "b"].joined().plainText(in: plain) == "a · b")
        #expect([StyledLine]().joined().isEmpty)
    }

    @Test func `a cut ends in an ellipsis and keeps the looks`() {
        let line = StyledLine(untrusted: "abc", .strong) + "defgh"
        #expect(line.cut(to: 8, in: plain).plainText(in: plain) == "abcdefgh")
        #expect(line.cut(to: 5, in: plain).plainText(in: plain) == "abcd…")
        #expect(line.cut(to: 3, in: color).rendered(in: color) == "\u{1B}[1mab\u{1B}[0m…")
        #expect(line.cut(to: 6, in: ascii).plainText(in: ascii) == "abc...")
    }

    @Test func `a wide character that does not fit leaves its cell empty`() {
        #expect(StyledLine(untrusted: "漢字漢").cut(to: 4, in: plain).plainText(in: plain) == "漢…")
        #expect(StyledLine(untrusted: "漢字漢").cut(to: 6, in: plain).plainText(in: plain) == "漢字漢")
    }

    @Test func `a megabyte is cut to what is seen`() {
        let line = StyledLine(untrusted: String(repeating: "x\u{1B}", count: 500_000))
        #expect(line.cut(to: 9, in: plain).plainText(in: plain) == #"x\u001bx…"#)
    }

    @Test func `a letter under a heap of marks counts as cut where the heap is`() {
        let line = StyledLine(untrusted: "a" + String(repeating: "\u{301}", count: 10_000) + "b")
        let cut = line.cut(to: 10, in: plain).plainText(in: plain)
        #expect(cut.unicodeScalars.count < 1000)
        #expect(cut.hasSuffix("…"))
    }

    @Test func `padding counts cells`() {
        #expect(StyledLine(untrusted: "漢").padded(to: 4, in: plain).plainText(in: plain) == "漢  ")
        #expect(StyledLine(own: "7").padded(to: 3, isRightAligned: true, in: plain).plainText(in: plain) == "  7")
    }

    @Test func `a long line breaks at blanks and further lines are indented`() {
        let line: StyledLine = "one two three \("four", .failure) five six"
        let lines = line.wrapped(in: Display(width: 20), indent: 2)
        #expect(lines.map { $0.plainText(in: plain) } == ["one two three four", "  five six"])
    }

    @Test func `a word longer than the display stays whole`() {
        let line = StyledLine(own: "see http://example.com/a/long/path now")
        let lines = line.wrapped(in: Display(width: 20), indent: 2).map { $0.plainText(in: plain) }
        #expect(lines == ["see", "  http://example.com/a/long/path", "  now"])
    }

    @Test func `the aside stands at the right, at column 80 at most`() {
        func shown(_ line: StyledLine, _ width: Int?) -> [String] {
            line.with(aside: "aside", in: Display(width: width)).map { $0.plainText(in: plain) }
        }
        #expect(shown("line", 40) == ["line" + String(repeating: " ", count: 31) + "aside"])
        #expect(shown("line", 200) == ["line" + String(repeating: " ", count: 71) + "aside"])
        #expect(shown("line", nil) == ["line   aside"])
        #expect(
            shown("a line of twenty-six cells", 30) == ["a line of twenty-six cells", "                         aside"])
    }
}
