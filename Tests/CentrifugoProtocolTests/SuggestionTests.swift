import CentrifugoProtocol
import Testing

@Suite struct SuggestionTests {
    private let words = ["publish", "presence", "presence_stats", "history", "info", "limit", "skip_history"]

    @Test(arguments: [
        ("publsh", "publish"), ("pubilsh", "publish"), ("Publish", "publish"), ("histroy", "history"),
        ("limt", "limit"), ("inof", "info"), ("skip_histroy", "skip_history"), ("presense", "presence"),
    ])
    func `the nearest word is found`(typed: String, word: String) {
        #expect(Suggestion.nearest(to: typed, among: words) == word)
    }

    @Test(arguments: ["x", "", "zzz", "pub", "hello", "in"])
    func `a word far from all suggests nothing`(typed: String) {
        #expect(Suggestion.nearest(to: typed, among: words) == nil)
    }

    @Test func `of two equally near words the first wins`() {
        #expect(Suggestion.nearest(to: "cat", among: ["car", "can"]) == "car")
    }
}
