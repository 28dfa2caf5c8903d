import Testing

@testable import PracticeServer

/// The keys of a map in order, while they come and go.
struct KeyOrderTests {
    @Test func `whatever comes and goes between pages, the keys are those that a sort gives`() {
        var random = SeededGenerator(seed: 3)
        var keys: Set<ByteText> = []
        var order = KeyOrder()
        for round in 0..<2_000 {
            let key = ByteText(String(Int.random(in: 0..<300, using: &random)))
            if keys.remove(key) == nil {
                keys.insert(key)
                order.insert(key)
            } else {
                order.remove(key)
            }
            guard round % 7 == 0 else { continue }
            #expect(order.page(after: .empty, limit: -1).keys.elementsEqual(keys.sorted()))
        }
    }

    @Test func `a page begins after a key and says whether it is the last`() {
        var order = KeyOrder()
        for key in ["d", "b", "a"] { order.insert(ByteText(key)) }
        let first = order.page(after: "a", limit: 1)
        #expect(Array(first.keys) == ["b"])
        #expect(first.hasMore)
        let last = order.page(after: "c", limit: 1)
        #expect(Array(last.keys) == ["d"])
        #expect(!last.hasMore)
        #expect(order.page(after: "d", limit: 1).keys.isEmpty)
    }

    @Test func `pages through twenty thousand keys see each once while keys are set`() {
        var order = KeyOrder()
        for number in 0..<20_000 { order.insert(ByteText("\(number ^ 0x2A5A)")) }
        var seen = 0
        var cursor = ByteText.empty
        while true {
            let page = order.page(after: cursor, limit: 2_000)
            seen += page.keys.count
            guard page.hasMore, let last = page.keys.last else { break }
            cursor = last
            // Before all others, so no page to come has it.
            order.insert(ByteText(" \(seen)"))
        }
        #expect(seen == 20_000)
    }
}
