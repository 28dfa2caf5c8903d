import Foundation
import LineEditor
import Testing

@testable import Console

@Suite struct CompletionPairTests {
    private static let file = PairFile("completions.txt")
    private static let engine = CompletionEngine(Sample.values)
    /// So many proposals are written down; the others are for `…`.
    private static let shown = 6

    private static func outcome(_ pair: PairFile.Pair) -> String {
        let found = engine.completions(pair.text, cursor: pair.cursor, knowing: Sample.knowledge)
        guard !found.candidates.isEmpty else { return "-" }
        let words = found.candidates.prefix(shown).map { "\($0.text) (\($0.description))" }
        let list = words.joined(separator: " ⋮ ") + (found.candidates.count > shown ? " ⋮ …" : "")
        guard pair.input.contains("▮") else { return list }
        return list + "\t" + edited(pair.text, found).replacingOccurrences(of: "\n", with: "⏎")
    }

    /// The text with the first proposal in its place.
    private static func edited(_ text: String, _ completions: Completions) -> String {
        let bytes = Array(text.utf8)
        let before = String(decoding: bytes[..<completions.replacing.lowerBound], as: UTF8.self)
        let after = String(decoding: bytes[completions.replacing.upperBound...], as: UTF8.self)
        return before + (completions.candidates.first?.text ?? "") + after
    }

    @Test(arguments: file.pairs) func `Tab proposes what can stand at the cursor`(pair: PairFile.Pair) {
        #expect(Self.outcome(pair) == pair.expectation)
    }

    @Test func `there are at least 90 pairs`() throws {
        try Self.file.record(Self.outcome)
        #expect(Self.file.pairs.count >= 90)
    }
}
