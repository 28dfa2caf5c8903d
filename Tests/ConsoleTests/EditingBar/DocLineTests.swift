import LineEditor
import Testing

@testable import Console

@Suite struct DocLineTests {
    private static let file = PairFile("docline.txt")
    private static let doc = DocLine(Sample.values, table: .standard)

    private static func outcome(_ pair: PairFile.Pair) -> String {
        let line = doc.line(for: pair.text, cursor: pair.cursor, knowing: Sample.knowledge)
        let isMistake = line.segments(in: Display()).first?.style.color == .red
        return line.isEmpty ? "-" : (isMistake ? "✗ " : "") + line.plainText(in: Display())
    }

    @Test(arguments: file.pairs) func `the line says what the cursor stands in`(pair: PairFile.Pair) {
        #expect(Self.outcome(pair) == pair.expectation)
    }

    @Test func `there are at least 40 pairs`() throws {
        try Self.file.record(Self.outcome)
        #expect(Self.file.pairs.count >= 40)
    }
}
