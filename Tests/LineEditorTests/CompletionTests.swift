import LineEditor
import Testing

@Suite struct CompletionTests {
    private func step(
        _ line: LineState, _ span: Range<Int>, _ candidates: Candidate...
    ) -> CompletionStep {
        CompletionStep(Completions(replacing: span, candidates: candidates), in: line)
    }

    @Test func `no candidate is no step`() {
        #expect(step(LineState("a"), 0..<1) == .nothing)
    }

    @Test func `the only candidate replaces the span and is followed by a blank`() {
        #expect(step(LineState("x pu"), 2..<4, Candidate("publish")) == .edit(LineState("x publish ")))
        #expect(step(LineState("x"), 0..<1, Candidate("y=", isFollowedBySpace: false)) == .edit(LineState("y=")))
    }

    @Test func `a blank that is there already is stepped over`() {
        let line = LineState(text: "pu news", cursor: 2)
        #expect(step(line, 0..<2, Candidate("publish")) == .edit(LineState(text: "publish news", cursor: 8)))
    }

    @Test func `the span may reach behind the cursor`() {
        let line = LineState(text: "pubxxx news", cursor: 3)
        #expect(step(line, 0..<6, Candidate("publish")) == .edit(LineState(text: "publish news", cursor: 8)))
    }

    @Test func `several candidates add what they share`() {
        #expect(step(LineState("p"), 0..<1, Candidate("pres"), Candidate("prey")) == .edit(LineState("pre")))
    }

    @Test func `shared text is never cut within a character`() {
        let family = Candidate("a👨‍👩‍👧"), couple = Candidate("a👨‍👩‍👦")
        #expect(step(LineState("a"), 0..<1, family, couple) == .ambiguous([family, couple]))
    }

    @Test func `candidates that are spelled otherwise do not change what is typed`() {
        let candidates = [Candidate("News:1"), Candidate("News:2")]
        #expect(step(LineState("news"), 0..<4, candidates[0], candidates[1]) == .ambiguous(candidates))
    }

    @Test func `a span beyond the line is cut`() {
        #expect(step(LineState("ab"), 1..<99, Candidate("x")) == .edit(LineState("ax ")))
    }
}
