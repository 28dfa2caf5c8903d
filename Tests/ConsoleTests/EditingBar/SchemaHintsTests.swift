import LineEditor
import Testing

@testable import Console

@Suite struct SchemaHintsTests {
    private static let file = PairFile("hints.txt")

    private static let hints = SchemaHints(Sample.values, table: .standard)

    private static func outcome(_ pair: PairFile.Pair) -> String {
        guard let hint = hints.hint(for: pair.text, knowing: Sample.knowledge) else { return "-" }
        return hint.insertion + (hint.remark.isEmpty ? "" : "‹\(hint.remark)›")
    }

    @Test(arguments: file.pairs) func `a hint tells how the line goes on`(pair: PairFile.Pair) {
        #expect(Self.outcome(pair) == pair.expectation)
    }

    @Test func `there are at least 90 pairs`() throws {
        try Self.file.record(Self.outcome)
        #expect(Self.file.pairs.count >= 90)
    }
}
