import LineEditor
import Testing

@testable import Console

@Suite struct InputHighlighterTests {
    private let highlighter = InputHighlighter(Vocabulary(CommandTable.standard.signatures))

    @Test(arguments: try HighlightingCase.all()) func `input looks as written`(example: HighlightingCase) {
        let found = highlighter.highlights(in: example.text, cursor: example.cursor)
        let shown = example.shown(found)
        #expect(shown == example.expected, "line \(example.lineNumber)\n> \(example.input)\n  \(shown)")
    }

    @Test func `the file has enough examples`() throws {
        #expect(try HighlightingCase.all().count >= 60)
    }

    @Test func `every role but the plain one looks like something`() {
        let styles = HighlightingRole.allCases.filter { $0 != .plain }.map(\.style)
        #expect(!styles.contains(.plain))
        #expect(Set(styles).count == styles.count)
    }

    @Test func `the bracket under the cursor is not reversed, because the cursor is`() {
        let found = highlighter.highlights(in: "publish a {}", cursor: 11)
        #expect(
            found.suffix(2) == [
                Highlight(10..<11, HighlightingRole.bracket.style),
                Highlight(11..<12, HighlightingRole.bracketAtCursor.style),
            ])
    }

    @Test func `what is longer than anyone types stays plain`() {
        let long = "publish hist:a [" + String(repeating: "1,", count: 30_000)
        #expect(highlighter.highlights(in: long, cursor: long.utf8.count).isEmpty)
        let shorter = String(long.prefix(InputHighlighter.limit))
        #expect(highlighter.highlights(in: shorter, cursor: 0).count > 8_000)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `ranges ascend, do not overlap and cut no character, whatever is typed`(seed: UInt64) throws {
        var typist = RandomTypist(seed: seed, texts: try HighlightingCase.all().map(\.text))
        for _ in 0..<60 {
            let (text, cursor) = typist.edit()
            let bytes = Array(text.utf8)
            var end = 0
            for highlight in highlighter.highlights(in: text, cursor: cursor) {
                let range = highlight.range
                let isInOrder = range.lowerBound >= end && !range.isEmpty && range.upperBound <= bytes.count
                #expect(isInOrder, "\(range) after \(end) in \(text.debugDescription)")
                guard isInOrder else { return }
                let cuts = [range.lowerBound, range.upperBound].contains {
                    $0 < bytes.count && bytes[$0] & 0xC0 == 0x80
                }
                #expect(!cuts, "\(range) in \(text.debugDescription)")
                #expect(highlight.style != .plain)
                end = range.upperBound
            }
        }
    }

    @Test func `the examples that are accepted have nothing wrong in them, and those refused have`() throws {
        for example in try HighlightingCase.all() {
            let found = highlighter.highlights(in: example.text, cursor: -1)
            let marked = found.contains { $0.style == HighlightingRole.wrong.style }
            let problems = example.problems
            let isAccepted = problems.allSatisfy { $0 == nil }
            let isRefused = problems.contains { error in
                if case .missing = error { false } else if case .unclosed = error { false } else { error != nil }
            }
            if isAccepted { #expect(!marked, "\(example.input)") }
            if isRefused { #expect(marked, "\(example.input)") }
        }
    }
}
