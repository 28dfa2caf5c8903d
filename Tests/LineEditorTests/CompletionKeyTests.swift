import LineEditor
import Synchronization
import Testing

/// Completes the last word from a list.
struct WordCompleter: Completer {
    var candidates: [Candidate]

    func completions(for line: String, cursor: Int) -> Completions {
        let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
        let word = before.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        let start = cursor - word.utf8.count
        return Completions(
            replacing: start..<cursor, candidates: candidates.filter { $0.text.hasPrefix(word) })
    }
}

/// Learns words while it is asked.
final class LearningCompleter: Completer {
    /// How often it was asked.
    let asked = Counter()
    private let known = Mutex<[Candidate]>([])

    func learn(_ words: String...) { known.withLock { $0 = words.map { Candidate($0) } } }

    func completions(for line: String, cursor: Int) -> Completions {
        defer { asked.increment() }
        return WordCompleter(candidates: known.withLock { $0 }).completions(for: line, cursor: cursor)
    }
}

extension TerminalTests {
    @Suite struct CompletionKeyTests {
        private static var capabilities: Capabilities {
            var capabilities = Capabilities()
            capabilities.completer = WordCompleter(candidates: [
                Candidate("publish", description: "sends data"), Candidate("history", description: "lists"),
                Candidate("history_remove", description: "empties"), Candidate("limit=", isFollowedBySpace: false),
                Candidate("频道一"), Candidate("频道二"),
            ])
            return capabilities
        }

        @Test(arguments: [
            KeyCase("pub", Keys.tab, "x", gives: "publish x"), KeyCase("a pub", Keys.tab, "x", gives: "a publish x"),
            KeyCase("lim", Keys.tab, "5", gives: "limit=5"), KeyCase("his", Keys.tab, "!", gives: "history!"),
            KeyCase("pub x", Keys.left, Keys.left, Keys.tab, "y", gives: "publish yx"),
            KeyCase("频", Keys.tab, "一", gives: "频道一"),
            KeyCase("zzz", Keys.tab, "!", gives: "zzz!"),
        ])
        func `Tab completes what candidates have in common`(_ test: KeyCase) async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(keys: test.keys)
                #expect(outcome == .line(test.expected))
            }
        }

        @Test func `a second Tab opens a menu under the line, which arrows and typing work on`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a history", Keys.tab, Keys.tab)
                    try await terminal.wait(
                        forScreen:
                            "> a history\n  history         lists\n  history_remove  empties\n  Tab, arrows choose · Enter takes it …",
                        cursor: (0, 11))
                    #expect(terminal.screen.looks.contains("{7| history         lists}"))
                    terminal.type(Keys.down)
                    try await terminal.wait(for: "the second") { $0.looks.contains("{7| history_remove  empties}") }
                    terminal.type("_")
                    try await terminal.wait(
                        forScreen:
                            "> a history_remove\n  history_remove  empties\n  Tab, arrows choose · Enter takes it …",
                        cursor: (0, 12))
                    terminal.type(Keys.enter)
                    try await terminal.wait(forScreen: "> a history_remove", cursor: (0, 19))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("a history_remove "))
            }
        }

        @Test func `Escape leaves the menu and the line as it was`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a history", Keys.tab, Keys.tab)
                    try await terminal.wait(for: "a menu") { $0.text.contains("empties") }
                    terminal.type(Keys.escape)
                    try await terminal.wait(forScreen: "> a history", cursor: (0, 11))
                    terminal.type("!", Keys.enter)
                }
                #expect(outcome == .line("a history!"))
            }
        }

        @Test func `what is learned after Tab found nothing is offered, unless something was typed since`() async throws
        {
            let completer = LearningCompleter()
            var capabilities = Capabilities()
            capabilities.completer = completer
            try await EditorFixture.use(capabilities: capabilities) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a", Keys.tab)
                    await completer.asked.wait(for: 1)
                    completer.learn("abc", "abd")
                    fixture.editor.refresh()
                    try await terminal.wait(
                        forScreen: "> abc\n  abc\n  abd\n  Tab, arrows choose · Enter takes it …", cursor: (0, 3))
                    terminal.type(Keys.down, Keys.enter, "x", Keys.tab, "y")
                    try await terminal.wait(forScreen: "> abd xy")
                    completer.learn("xyz")
                    fixture.editor.refresh()
                    terminal.type("!")
                    try await terminal.wait(forScreen: "> abd xy!")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abd xy!"))
            }
        }

        @Test func `another key in between starts anew`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("history", Keys.tab, Keys.left, Keys.right, Keys.tab, "!")
                    try await terminal.wait(forScreen: "> history!")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("history!"))
            }
        }

        @Test func `a menu from the middle of a long line leaves the line whole`() async throws {
            try await EditorFixture.use(columns: 20, capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("频道 and much more text", Keys.home, Keys.right, Keys.right)
                    terminal.type(Keys.tab, Keys.tab)
                    try await terminal.wait(
                        forScreen:
                            "> 频道 and much more\n text\n  频道一\n  频道二\n  Tab, arrows choo…",
                        cursor: (0, 6))
                    terminal.type(Keys.escape)
                    try await terminal.wait(forScreen: "> 频道 and much more\n text", cursor: (0, 6))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("频道 and much more text"))
            }
        }
    }
}
