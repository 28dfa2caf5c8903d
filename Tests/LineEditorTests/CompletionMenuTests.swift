import LineEditor
import Testing

@Suite struct CompletionMenuTests {
    private func make(_ names: [String], in line: String = "a ", description: String = "") -> CompletionMenu? {
        useUnicodeLocale()
        let candidates = names.map { Candidate($0, description: description) }
        let start = line.utf8.lastIndex(of: 0x20).map { line.utf8.distance(from: line.startIndex, to: $0) + 1 } ?? 0
        return CompletionMenu(
            Completions(replacing: start..<line.utf8.count, candidates: candidates), in: LineState(line))
    }

    private func text(_ rows: [[Prompt.Segment]]) -> [String] { rows.map { $0.map(\.text).joined() } }

    @Test func `without candidates there is no menu`() {
        #expect(make([]) == nil)
    }

    @Test func `arrows and Tab go round, pages do not`() throws {
        var menu = try #require(make((0..<20).map(String.init)))
        for key in [Key.named(.down), .character("\t"), .character("\u{0E}")] { #expect(menu.handle(key) == .stay) }
        #expect(menu.choice == 3)
        for key in [Key.named(.up), .named(.backTab), .character("\u{10}"), .named(.up)] { _ = menu.handle(key) }
        #expect(menu.choice == 19)
        _ = menu.handle(.named(.down))
        #expect(menu.choice == 0)
        _ = menu.handle(.named(.pageDown))
        #expect(menu.choice == 8)
        for _ in 0..<3 { _ = menu.handle(.named(.pageUp)) }
        #expect(menu.choice == 0)
    }

    @Test(arguments: [Key.character("\r"), .named(.right)])
    func `Enter and Right take the choice into the line`(_ key: Key) throws {
        var menu = try #require(make(["one", "two"], in: "a t"))
        _ = menu.handle(.named(.down))
        #expect(menu.handle(key) == .take(LineState("a two ")))
    }

    @Test func `Tab takes the only candidate that is left`() throws {
        var menu = try #require(make(["two"], in: "a t"))
        #expect(menu.handle(.character("\t")) == .take(LineState("a two ")))
    }

    @Test func `Escape leaves, what edits narrows, and anything else means what it always does`() throws {
        var menu = try #require(make(["one", "two"]))
        #expect(menu.handle(.named(.escape)) == .close(then: nil))
        #expect(menu.handle(.character("x")) == .narrow)
        #expect(menu.handle(.character("\u{7F}")) == .narrow)
        #expect(menu.handle(.character(.control("c"))) == .close(then: .character(.control("c"))))
        #expect(menu.handle(.named(.left)) == .close(then: .named(.left)))
        #expect(menu.handle(.paste("x")) == .narrow)
    }

    @Test func `a choice stays chosen while it fits, and the menu goes with its place`() throws {
        var menu = try #require(make(["one", "two", "three"]))
        _ = menu.handle(.named(.down))
        let fewer = Completions(replacing: 2..<3, candidates: [Candidate("three"), Candidate("two")])
        var goesOn = menu.update(fewer, in: LineState("a t"))
        #expect(goesOn && menu.choice == 1)
        let one = Completions(replacing: 2..<4, candidates: [Candidate("three")])
        goesOn = menu.update(one, in: LineState("a th"))
        #expect(goesOn && menu.choice == 0)
        goesOn = menu.update(.none, in: LineState("a tx"))
        #expect(!goesOn)
        let elsewhere = Completions(replacing: 5..<5, candidates: [Candidate("x")])
        goesOn = menu.update(elsewhere, in: LineState("a th "))
        #expect(!goesOn)
    }

    private static let keys = "  Tab, arrows choose · Enter takes it · Esc leaves"

    @Test func `every candidate has a row with its description, cut at the edge`() throws {
        var menu = try #require(make(["a", "频道"], description: "first of all"))
        _ = menu.handle(.named(.down))
        let rows = menu.rows(for: TerminalSize(columns: 16, rows: 24), isUnicode: true)
        #expect(text(rows) == ["  a     first …", "  频道  first …", Self.keys])
        #expect(rows.map { $0.contains { $0.style.isReversed } } == [false, true, false])
    }

    @Test func `where there is no room for descriptions there are none`() throws {
        let menu = try #require(make(["a_long_name", "b"], description: "first of all"))
        let rows = menu.rows(for: TerminalSize(columns: 20, rows: 24), isUnicode: true)
        #expect(text(rows) == ["  a_long_name", "  b", Self.keys])
    }

    @Test func `the choice is shown behind the line, where it goes on with that`() throws {
        var menu = try #require(make(["one", "two"]))
        #expect(menu.preview == "one ")
        _ = menu.handle(.named(.down))
        #expect(menu.preview == "two ")
        let other = Completions(replacing: 0..<1, candidates: [Candidate("Abc"), Candidate("abc")])
        menu = try #require(CompletionMenu(other, in: LineState("a")))
        #expect(menu.preview == nil)
        _ = menu.handle(.named(.down))
        #expect(menu.preview == "bc ")
    }

    @Test func `a long menu shows what is around the choice, and its place`() throws {
        var menu = try #require(make((0..<100).map { "n\($0)" }))
        let size = TerminalSize(columns: 30, rows: 8)
        #expect(
            text(menu.rows(for: size, isUnicode: true)) == [
                "  n0", "  n1", "  n2", "  n3", "  n4", "  1 of 100 · " + Self.keys.dropFirst(2),
            ])
        for _ in 0..<50 { _ = menu.handle(.named(.down)) }
        #expect(text(menu.rows(for: size, isUnicode: true)).contains("  n50"))
        _ = menu.handle(.named(.down))
        for _ in 0..<52 { _ = menu.handle(.named(.up)) }
        #expect(
            text(menu.rows(for: size, isUnicode: true)).suffix(2) == [
                "  n99", "  100 of 100 · " + Self.keys.dropFirst(2),
            ])
    }

    @Test(arguments: [1, 2, 3, 4, 24])
    func `a menu leaves room for the prompt, however low the screen is`(_ height: Int) throws {
        let menu = try #require(make((0..<100).map(String.init)))
        let rows = menu.rows(for: TerminalSize(columns: 20, rows: height), isUnicode: true)
        #expect(!rows.isEmpty && rows.count <= max(1, height - 2))
    }

    @Test func `control characters of a candidate stay off the screen`() throws {
        let menu = try #require(make(["a\u{1B}[2J\u{202E}b"]))
        #expect(text(menu.rows(for: TerminalSize(columns: 20, rows: 9), isUnicode: true)) == ["  a[2Jb", Self.keys])
    }
}
