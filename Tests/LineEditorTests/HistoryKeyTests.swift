import LineEditor
import Testing

extension TerminalTests {
    @Suite struct HistoryKeyTests {
        private static let lines = ["history news", "publish a {}", "history hist", "info"]

        @Test(arguments: [
            KeyCase(Keys.up, gives: "info"), KeyCase(Keys.up, Keys.up, gives: "history hist"),
            KeyCase(Keys.up, Keys.up, Keys.down, gives: "info"),
            KeyCase("draft", Keys.home, Keys.up, Keys.down, gives: "draft"),
            KeyCase("his", Keys.up, gives: "history hist"),
            KeyCase("his", Keys.up, Keys.up, gives: "history news"),
            KeyCase("his", Keys.up, Keys.up, Keys.up, gives: "history news"),
            KeyCase("his", Keys.up, Keys.down, gives: "his"),
            KeyCase(Keys.control("p"), Keys.control("p"), gives: "history hist"),
            KeyCase("nothing like it", Keys.up, gives: "nothing like it"), KeyCase("\u{1B}OA", gives: "info"),
        ])
        func `Up and Down walk through what starts as the text before the cursor`(_ test: KeyCase) async throws {
            try await EditorFixture.use(history: Self.lines) { fixture in
                let outcome = try await fixture.read(keys: test.keys)
                #expect(outcome == .line(test.expected))
            }
        }

        @Test func `an entered line is the next one up`() async throws {
            try await EditorFixture.use { fixture in
                _ = try await fixture.read(keys: "first")
                let again = try await fixture.read(keys: Keys.up)
                #expect(again == .line("first"))
                #expect(fixture.history.lines == ["first"])
            }
        }

        @Test func `a dropped line comes back with Up`() async throws {
            try await EditorFixture.use { fixture in
                let dropped = try await fixture.read { $0.type("half typed", Keys.control("c")) }
                #expect(dropped == .interrupted(partialLine: "half typed"))
                try await fixture.terminal.wait(forScreen: "> half typed^C")
                let again = try await fixture.read(keys: Keys.up)
                #expect(again == .line("half typed"))
            }
        }

        @Test func `the search shows what it finds and Enter takes it`() async throws {
            try await EditorFixture.use(history: Self.lines) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("draft", Keys.control("r"), "hist")
                    try await terminal.wait(forScreen: "search 'hist': history hist", cursor: (0, 15))
                    terminal.type(Keys.control("r"))
                    try await terminal.wait(forScreen: "search 'hist': history news", cursor: (0, 15))
                    terminal.type(Keys.control("s"))
                    try await terminal.wait(forScreen: "search 'hist': history hist", cursor: (0, 15))
                    terminal.type(Keys.control("r"), "x")
                    try await terminal.wait(forScreen: "no match 'histx': history news")
                    terminal.type(Keys.backspace, Keys.escape)
                    try await terminal.wait(forScreen: "> history hist", cursor: (0, 2))
                    terminal.type(Keys.end, "!", Keys.enter)
                }
                #expect(outcome == .line("history hist!"))
            }
        }

        @Test(arguments: [
            KeyCase(Keys.control("r"), "pub", Keys.left, "X", gives: "Xpublish a {}"),
            KeyCase(Keys.control("r"), "{}", gives: "publish a {}"),
            KeyCase("draft", Keys.control("r"), "pub", Keys.control("g"), gives: "draft"),
            KeyCase("draft", Keys.control("r"), "pub", Keys.control("c"), gives: "draft"),
            KeyCase("draft", Keys.control("r"), "zzz", gives: "draft"),
        ])
        func `a search ends in the line or in the way back`(_ test: KeyCase) async throws {
            try await EditorFixture.use(history: Self.lines) { fixture in
                let outcome = try await fixture.read(keys: test.keys)
                #expect(outcome == .line(test.expected))
            }
        }

        @Test func `an answer neither sees nor enters the history`() async throws {
            try await EditorFixture.use(history: Self.lines) { fixture in
                let outcome = try await fixture.read(purpose: .answer) { terminal in
                    terminal.type(Keys.up, Keys.control("r"), "yes", Keys.enter)
                }
                #expect(outcome == .line("yes"))
                #expect(fixture.history.lines == Self.lines)
            }
        }

        @Test func `a secret line is remembered for the session only`() async throws {
            struct Detector: SecretDetector {
                func containsSecret(_ line: String) -> Bool { line.hasPrefix("key") }
            }
            let folder = try TemporaryFolder()
            let history = History(path: folder.path("history"), now: { 1 })
            var capabilities = Capabilities()
            capabilities.secretDetector = Detector()
            try await EditorFixture.use(capabilities: capabilities, adjust: { $0.history = history }) { fixture in
                _ = try await fixture.read(keys: "key abc")
                _ = try await fixture.read { $0.type("key dropped", Keys.control("c")) }
                _ = try await fixture.read(keys: "info")
            }
            #expect(history.lines == ["key abc", "key dropped", "info"])
            #expect(try folder.content(of: "history") == #"{"time":1,"line":"info"}"# + "\n")
        }
    }
}
