import LineEditor
import Testing

@Suite struct HistoryNavigationTests {
    private let entries = ["publish a", "history x", "publish b", "publish b", "info"]

    /// What a walk shows; `u` is a step up, `d` a step down, and a step that leads nowhere shows nothing.
    private func walk(_ steps: String, from line: LineState) -> [String?] {
        var navigation = HistoryNavigation()
        var current = line
        return steps.map { step in
            let next =
                step == "u"
                ? navigation.older(than: current, startingWith: current.beforeCursor, in: entries)
                : navigation.newer(than: current, in: entries)
            current = next ?? current
            return next?.text
        }
    }

    @Test func `an empty line walks through everything`() {
        #expect(walk("uuuuuu", from: LineState("")) == ["info", "publish b", "history x", "publish a", nil, nil])
    }

    @Test func `the text before the cursor chooses, and equal neighbours are one`() {
        let line = LineState(text: "pub!", cursor: 3)
        #expect(walk("uuud", from: line) == ["publish b", "publish a", nil, "publish b"])
    }

    @Test func `the way down ends at what was typed, cursor included`() {
        var navigation = HistoryNavigation()
        let draft = LineState(text: "pub!", cursor: 3)
        let shown = navigation.older(than: draft, startingWith: "pub", in: entries)
        #expect(shown.flatMap { navigation.newer(than: $0, in: entries) } == draft)
        #expect(navigation.newer(than: draft, in: entries) == nil)
    }

    @Test func `an edited entry starts a new walk and is its end`() {
        var navigation = HistoryNavigation()
        _ = navigation.older(than: LineState(""), startingWith: "", in: entries)
        let edited = LineState("info!")
        #expect(navigation.newer(than: edited, in: entries) == nil)
        #expect(navigation.older(than: edited, startingWith: "", in: entries)?.text == "info")
        #expect(navigation.newer(than: LineState("info"), in: entries) == edited)
    }

    @Test func `an entry that is on the line already is no step`() {
        #expect(walk("u", from: LineState("info")) == [nil])
    }
}
