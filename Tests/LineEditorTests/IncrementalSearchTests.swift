import LineEditor
import Testing

@Suite struct IncrementalSearchTests {
    private let entries = [#"publish a {"n":[1]}"#, "history 频道", "info", "history news", "info"]

    private func make(_ keys: Key...) -> IncrementalSearch {
        var search = IncrementalSearch(origin: LineState("draft"), entries: entries)
        for key in keys { _ = search.handle(key) }
        return search
    }

    private func typed(_ text: String) -> IncrementalSearch {
        var search = make()
        for scalar in text.unicodeScalars { _ = search.handle(.character(scalar)) }
        return search
    }

    @Test func `the newest entry that contains the pattern is shown, the cursor at the match`() {
        #expect(typed("ist").line == LineState(text: "history news", cursor: 1))
        #expect(typed("频").line == LineState(text: "history 频道", cursor: 8))
    }

    @Test func `the pattern is text, not an expression`() {
        #expect(typed(#":[1]}"#).line.text == entries[0])
        #expect(typed("i.fo").isFailed)
    }

    @Test func `a longer pattern looks on from the entry found`() {
        #expect(typed("history 频").line.text == "history 频道")
    }

    @Test func `Ctrl-R goes on to older entries, Ctrl-S back to newer ones`() {
        var search = typed("o")
        #expect(search.line.text == "info")
        _ = search.handle(.character(.control("r")))
        #expect(search.line.text == "history news")
        _ = search.handle(.character(.control("s")))
        #expect(search.line.text == "info")
    }

    @Test func `equal entries are shown once`() {
        var search = typed("info")
        _ = search.handle(.character(.control("r")))
        #expect(search.isFailed)
        #expect(search.line.text == "info")
    }

    @Test func `without a match the last one stays and the prompt says so`() {
        let search = typed("newsx")
        #expect(search.isFailed)
        #expect(search.line.text == "history news")
        #expect(search.prompt == Prompt("no match 'newsx': "))
    }

    @Test func `Backspace takes the pattern back to the original line`() {
        var search = typed("in")
        _ = search.handle(.character("\u{7F}"))
        #expect(search.pattern == "i")
        _ = search.handle(.character("\u{7F}"))
        #expect(search.line == LineState("draft"))
    }

    @Test func `what is pasted belongs to the pattern, as far as its first row`() {
        var search = typed("in")
        #expect(search.handle(.paste("fo\u{1B}\nmore")) == .update)
        #expect(search.pattern == "info")
    }

    @Test func `other keys end the search`() {
        var search = typed("info")
        #expect(search.handle(.character("\r")) == .accept(then: .character("\r")))
        #expect(search.handle(.named(.left)) == .accept(then: .named(.left)))
        #expect(search.handle(.named(.escape)) == .accept(then: nil))
        #expect(search.handle(.character(.control("g"))) == .cancel)
        #expect(search.handle(.unknown) == .update)
    }

    @Test func `in vi Enter takes the line without submitting it`() {
        var search = IncrementalSearch(origin: LineState(""), entries: entries, submitsOnEnter: false)
        #expect(search.handle(.character("\r")) == .accept(then: nil))
    }
}
