import Testing

@testable import Console

@Suite struct NameListTests {
    private func list(_ names: String...) -> NameList<Int> {
        var list = NameList<Int>()
        for (index, name) in names.enumerated() { list[name] = index }
        return list
    }

    @Test func `names stand in the order of their bytes, each once`() {
        let list = list("b", "a", "ab", "a", "Z")
        #expect(list.entries.map(\.name) == ["Z", "a", "ab", "b"])
        #expect(list["a"] == 3)
        #expect(list["c"] == nil)
    }

    @Test(arguments: [("", 4), ("a", 3), ("ab", 2), ("abc", 1), ("b", 1), ("c", 0), ("A", 0)])
    func `a prefix finds what starts with it`(prefix: String, count: Int) {
        let found = list("abc", "b", "a", "ab").starting(with: prefix)
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.name.hasPrefix(prefix) })
    }

    @Test func `differently composed characters make different names`() {
        let list = list("\u{E9}", "e\u{301}")
        #expect(list.entries.count == 2)
        #expect(list["\u{E9}"] == 0)
        #expect(list["e\u{301}"] == 1)
        #expect(list.starting(with: "e").map(\.facts) == [1])
    }

    @Test func `merging adds, combines and takes out in one pass`() {
        var list = list("a", "b", "c")
        list.merge([(.init(name: "d", facts: 10)), .init(name: "b", facts: 20), .init(name: "b", facts: 30)]) {
            old, new in
            new.map { old + $0 } ?? (old == 2 ? nil : old)
        }
        #expect(list.entries.map(\.name) == ["a", "b", "d"])
        #expect(list["a"] == 0)
        #expect([21, 31].contains(list["b"]))
    }

    @Test func `trimming takes the last of those that may go`() {
        var list = list("a", "b", "c", "d")
        list.trim(to: 2) { $0 != 3 }
        #expect(list.entries.map(\.name) == ["a", "d"])
        list.trim(to: 1) { _ in false }
        #expect(list.entries.count == 2)
    }
}
