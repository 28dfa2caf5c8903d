import Testing

@testable import Console

@Suite struct DiagnosticTests {
    private let sample = Diagnostic(
        input: "history has no field \("\"limt\"")", source: SourceExcerpt("history news limt=5", span: 13..<17),
        suggestion: "limit", hints: ["history channel [limit] [since.offset]"])

    @Test func `an input error shows the line, carets, the right spelling and that nothing was sent`() {
        #expect(
            sample.rendered(in: Display(width: 80)) == [
                "  history news limt=5",
                "               ^^^^",
                #"history has no field "limt": did you mean limit?                nothing was sent"#,
                "  history channel [limit] [since.offset]",
            ])
        #expect(sample.status == .input)
        #expect(sample.message == #"history has no field "limt": did you mean limit?"#)
    }

    @Test func `where the line stands on the screen only the carets are drawn`() {
        #expect(
            sample.rendered(in: Display(width: 80), promptWidth: 10).prefix(2) == [
                "                       ^^^^",
                #"history has no field "limt": did you mean limit?                nothing was sent"#,
            ])
    }

    @Test func `colour makes the carets red and the help dim`() {
        #expect(
            sample.rendered(in: Display(hasColor: true)) == [
                "  history news limt=5",
                "               \u{1B}[31m^^^^\u{1B}[0m",
                "history has no field \"limt\": did you mean limit?   \u{1B}[2mnothing was sent\u{1B}[0m",
                "  \u{1B}[2mhistory channel [limit] [since.offset]\u{1B}[0m",
            ])
    }

    @Test func `a narrow display gives the remark a line of its own`() {
        #expect(
            sample.rendered(in: Display(width: 40)) == [
                "  history news limt=5",
                "               ^^^^",
                #"history has no field "limt": did you"#,
                "  mean limit?",
                "                        nothing was sent",
                "  history channel [limit] [since.offset]",
            ])
    }

    @Test func `a place in a script stands in front`() {
        var diagnostic = sample
        diagnostic.place = "batch.txt:12"
        #expect(
            diagnostic.rendered(in: Display())[2]
                == #"batch.txt:12: history has no field "limt": did you mean limit?   nothing was sent"#)
    }

    private let failure = Diagnostic(
        failure: "102 unknown channel", details: ["What it means.", "What to do."], aside: "explain 102",
        status: .server)

    @Test func `a failure starts with its mark, and the remark stands beside the last line`() {
        #expect(
            failure.rendered(in: Display(width: 40)) == [
                "✗ 102 unknown channel", "  What it means.", "  What to do.                explain 102",
            ])
        #expect(
            failure.rendered(in: Display(hasColor: true)) == [
                "\u{1B}[31m✗\u{1B}[0m \u{1B}[31m102 unknown channel\u{1B}[0m", "  What it means.",
                "  What to do.   \u{1B}[2mexplain 102\u{1B}[0m",
            ])
        #expect(failure.rendered(in: Display(isUTF8: false)).first == "FAIL 102 unknown channel")
    }

    @Test func `where the last line is too long the remark stands beside the first`() {
        var diagnostic = failure
        diagnostic.details = ["A line that takes nearly all of it."]
        #expect(
            diagnostic.rendered(in: Display(width: 40)) == [
                "✗ 102 unknown channel        explain 102", "  A line that takes nearly all of it.",
            ])
    }

    @Test func `a message of a megabyte is cut`() {
        let diagnostic = Diagnostic(
            failure: StyledLine(untrusted: String(repeating: "x\n", count: 500_000)), status: .server)
        let lines = diagnostic.rendered(in: Display())
        #expect(lines.count == 1)
        #expect(lines[0].count == 402)
        #expect(lines[0].hasPrefix(#"✗ x\nx\nx\n"#) && lines[0].hasSuffix("…"))
    }

    @Test(arguments: [
        (Console.ExitStatus.ok, Int32(0)), (.fault, 1), (.input, 2), (.server, 3), (.connection, 4), (.unauthorised, 5),
        (.partial, 6),
        (.expectation, 7), (.hungUp, 129), (.interrupted, 130), (.terminated, 143),
    ])
    func `the exit statuses are a contract`(status: Console.ExitStatus, number: Int32) {
        #expect(status.rawValue == number)
        #expect(Console.ExitStatus.allCases.count == 11)
    }
}

@Suite struct SourceExcerptTests {
    private func lines(
        _ text: String, _ span: Range<Int>, width: Int? = nil, isUTF8: Bool = true, promptWidth: Int? = nil
    ) -> [String] {
        let display = Display(isUTF8: isUTF8, width: width)
        return SourceExcerpt(text, span: span).lines(in: display, promptWidth: promptWidth).map {
            $0.plainText(in: display)
        }
    }

    @Test func `carets count cells, not bytes`() {
        #expect(lines("publish 漢字 x=1", 15..<16) == ["  publish 漢字 x=1", "               ^"])
        #expect(lines("publish 漢字 x", 8..<14) == ["  publish 漢字 x", "          ^^^^"])
        #expect(lines("a👍b", 5..<6) == ["  a👍b", "     ^"])
    }

    @Test func `carets meet text that is escaped`() {
        #expect(lines("a\u{1B}b c", 4..<5) == [#"  a\u001bb c"#, "           ^"])
        #expect(lines("ö c", 3..<4, isUTF8: false) == [#"  \u00f6 c"#, "         ^"])
    }

    @Test func `something missing gets one caret, also at the end`() {
        #expect(lines("publish", 7..<7) == ["  publish", "         ^"])
        #expect(lines("", 0..<0) == ["  ", "  ^"])
    }

    @Test func `of several lines the one concerned is shown`() {
        let text = "publish a {\n  \"x\": tru,\n}"
        #expect(lines(text, 19..<22) == [#"    "x": tru,"#, "         ^^^"])
        #expect(lines(text, 10..<19) == ["  publish a {", "            ^"])
        #expect(lines(text, 19..<22, promptWidth: 4) == [#"    "x": tru,"#, "         ^^^"])
    }

    @Test func `a span that reaches beyond the text is cut`() {
        #expect(lines("abc", 2..<99) == ["  abc", "    ^"])
        #expect(lines("abc", 50..<99) == ["  abc", "     ^"])
    }

    @Test func `of a long line a window around the place is shown`() {
        let text = String(repeating: "a", count: 100) + "XYZ" + String(repeating: "b", count: 100)
        #expect(
            lines(text, 100..<103, width: 40) == [
                "  …aaaaaaaaaaaaaaaaaaaaaaaXYZbbbbbbbbbb…", "                          ^^^",
            ])
        #expect(
            lines(text, 0..<3, width: 40) == [
                "  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…", "  ^^^",
            ])
        #expect(
            lines(text, 200..<203, width: 40) == [
                "  …bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "                                     ^^^",
            ])
    }

    @Test func `of a long place its start is shown`() {
        let text = "publish a " + String(repeating: "x", count: 200) + " end"
        #expect(
            lines(text, 10..<210, width: 40) == [
                "  publish a xxxxxxxxxxxxxxxxxx…", "            ^^^^^^^^^^^^^^^^^^^",
            ])
    }

    @Test func `a window splits no wide character`() {
        let text = String(repeating: "漢", count: 60) + "X" + String(repeating: "字", count: 60)
        let shown = lines(text, 180..<181, width: 40)
        #expect(shown == ["  …漢漢漢漢漢漢漢漢漢漢漢漢X字字字字字…", "                           ^"])
        #expect(shown.allSatisfy { DisplayWidth.of($0) <= 40 })
    }

    @Test func `behind a prompt the line is shown again where both do not fit`() {
        let text = String(repeating: "a", count: 35)
        #expect(lines(text, 0..<1, width: 60, promptWidth: 10) == ["          ^"])
        #expect(lines(text, 0..<1, width: 40, promptWidth: 10) == ["  " + text, "  ^"])
    }

    @Test func `text that is not UTF-8 keeps its carets in place`() {
        let excerpt = SourceExcerpt([0x61, 0xFF, 0x62], span: 1..<2)
        #expect(
            excerpt.lines(in: Display(), promptWidth: nil).map { $0.plainText(in: Display()) } == [
                "  a\u{FFFD}b", "   ^",
            ])
    }
}
