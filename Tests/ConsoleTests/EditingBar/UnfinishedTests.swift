import LineEditor
import Testing

@testable import Console

/// What is not wrong yet: the colours and the row below must agree on it.
@Suite struct UnfinishedTests {
    private static let highlighter = InputHighlighter(Vocabulary(CommandTable.standard.signatures))
    private static let doc = DocLine(Sample.values, table: .standard)

    private static func isMarked(_ text: String) -> Bool {
        highlighter.highlights(in: text, cursor: text.utf8.count).contains { $0.style == HighlightingRole.wrong.style }
    }

    private static func isMistake(_ text: String) -> Bool {
        let line = doc.line(for: text, cursor: text.utf8.count, knowing: Sample.knowledge)
        return line.segments(in: Display()).first?.style.color == .red
    }

    @Test(arguments: [
        "publish a 1 version=", "publish a 1 version=0", "history a limit=-", "explain 6", "drop 1",
        "history a since.offset=", "publish a 1 skip_history=tr", "publish a 1 b64data=AAA", "output js", "publ",
        "add publ", "publish a 1 ta", "publish a 1 tags.la", "history a lim", "publish hist:a |", "publish hist:a >",
        "publish hist:a | ", "publish hist:a >> ", "history a limit=5 since",
    ])
    func `a word that typing on can put right is not wrong`(text: String) {
        #expect(!Self.isMarked(text))
        #expect(!Self.isMistake(text))
    }

    @Test(arguments: [
        "publish a 1 version=-", "publish a 1 version=-1", "publish a 1 version=1x", "explain 70000", "explain -",
        "drop 0", "drop 00", "history a since.offset=-", "publish a 1 skip_history=tru3",
        "publish a 1 b64data=AA=A", "output jx", "publx", "add hel", "history a limit=5 lim", "history a limit=5 xyz",
        "history a since.x=", "history a limit=99999999999",
    ])
    func `a word that nothing can put right is wrong at once`(text: String) {
        #expect(Self.isMarked(text))
        #expect(Self.isMistake(text))
    }

    @Test(arguments: ["output js ", "publish a 1 version=- ", "history a lim ", "publ "])
    func `behind a blank a word is judged as it is`(text: String) {
        #expect(Self.isMarked(text))
        #expect(Self.isMistake(text))
    }

    @Test func `the colours and the row below agree, whatever is being typed`() throws {
        let texts = try HighlightingCase.all().map(\.text) + PairFile("docline.txt").pairs.map(\.text)
        var disagreements: Set<String> = []
        for text in texts where !text.contains("\n") {
            for end in text.indices.dropFirst() + [text.endIndex] {
                let typed = String(text[..<end])
                if Self.isMarked(typed) != Self.isMistake(typed) { disagreements.insert(typed) }
            }
        }
        #expect(disagreements.sorted() == [])
    }
}
