import LineEditor
import Testing

extension TerminalTests {
    @Suite struct MultiRowTests {
        /// Braces must match, and quotes.
        private struct Validator: InputValidator {
            func validity(of text: String) -> InputValidity {
                if text.count(where: { $0 == "'" }) % 2 == 1 { return .unbreakable(reason: [.init("open")]) }
                if text.count(where: { $0 == "\"" }) % 2 == 1 { return .incompleteVerbatim }
                let depth = text.count { $0 == "{" } - text.count { $0 == "}" }
                return depth > 0 ? .incomplete(indent: depth) : .complete
            }
        }

        private static var capabilities: Capabilities {
            var capabilities = Capabilities()
            capabilities.validator = Validator()
            return capabilities
        }

        private static let prompt = Prompt("> ", continuation: "…")

        @Test func `Enter on an incomplete entry starts an indented row`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    terminal.type("p {", Keys.enter)
                    try await terminal.wait(forScreen: "> p {\n…", cursor: (1, 3))
                    terminal.type("1", Keys.enter, "}")
                    try await terminal.wait(forScreen: "> p {\n…  1\n… }", cursor: (2, 3))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("p {\n   1\n  }"))
                try await fixture.terminal.wait(forScreen: "> p {\n…  1\n… }", cursor: (3, 0))
                #expect(fixture.history.lines == ["p {\n   1\n  }"])
            }
        }

        @Test func `Ctrl-A and Ctrl-E go to the ends of the row`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    terminal.type("p {", Keys.enter, "1", Keys.control("a"), "0", Keys.control("e"), "2", Keys.up)
                    terminal.type(Keys.control("e"), "!", Keys.down)
                    terminal.type(Keys.control("e"), "}", Keys.enter)
                }
                #expect(outcome == .line("p {!\n   012}"))
            }
        }

        @Test func `Enter where no row may start changes nothing, and says why until the next key`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    for key in [Keys.enter, Keys.alt("\r")] {
                        terminal.type("'", key)
                        try await terminal.wait(forScreen: "> '\nopen", cursor: (0, 3))
                        terminal.type(Keys.backspace)
                        try await terminal.wait(forScreen: ">", cursor: (0, 2))
                    }
                    terminal.type("''", Keys.enter)
                }
                #expect(outcome == .line("''"))
            }
        }

        @Test(arguments: [
            ("p {{\r}}", "p {{\n   }}"), ("p {\r1}", "p {\n   1}"), ("p {\r\u{7F}\u{7F}\u{7F}}", "p {\n}"),
            ("p \"\r   }\"", "p \"\n   }\""), ("p {\r      }", "p {\n  }"), ("   }", "   }"),
        ])
        func `a closing bracket that starts its row stands where its partner's row does`(
            keys: String, expected: String
        ) async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(keys: keys)
                #expect(outcome == .line(expected))
            }
        }

        @Test func `rows of blanks are there although libedit does not draw them, also at the bottom`() async throws {
            try await EditorFixture.use(columns: 20, rows: 4, history: ["a\n  "]) { fixture in
                for _ in 1...3 { _ = try await fixture.read(prompt: Self.prompt) { $0.type(Keys.enter) } }
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    terminal.type(Keys.up, Keys.up)
                    try await terminal.wait(forScreen: ">\n>\n> a\n…", cursor: (2, 3))
                    terminal.type(Keys.control("c"))
                }
                #expect(outcome == .interrupted(partialLine: "a\n  "))
                try await fixture.terminal.wait(forScreen: ">\n> a\n… ^C", cursor: (3, 0))
            }
        }

        @Test func `an input taller than the screen can be typed on after moving in it`() async throws {
            let (start, rest) = (String(repeating: "a", count: 90), String(repeating: "b", count: 90))
            try await EditorFixture.use(columns: 10, rows: 4) { fixture in
                let line = try await fixture.read(keys: start, Keys.control("a"), Keys.control("e"), rest)
                #expect(line == .line(start + rest))
            }
        }

        @Test func `pasted controls beyond ASCII are shown escaped, and the line is whole around them`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let line = try await fixture.read { terminal in
                    terminal.type(Keys.pasted("a\u{85}b\u{9B}"), "c", Keys.left, "d")
                    try await terminal.wait(forScreen: "> a^Åb^Ûdc", cursor: (0, 9))
                    terminal.type(Keys.enter)
                }
                #expect(line == .line("a\u{85}b\u{9B}dc"))
            }
        }

        @Test func `vi replaces the last character of an input that fills the screen`() async throws {
            // Six cells of prompt and mode, and the text ends in the last column of the last row but one.
            let text = String(repeating: "a", count: 3 * 20 - 8)
            try await EditorFixture.use(columns: 20, rows: 4, adjust: { $0.keymap = .vi }) { fixture in
                let line = try await fixture.read(keys: text, Keys.alt("r"), "b", Keys.alt("R"), "c", "d")
                #expect(line == .line(text.dropLast() + "cd"))
            }
        }

        @Test func `what is typed before the editor knows of a larger terminal is exact`() async throws {
            let (start, rest) = (String(repeating: "a", count: 90), String(repeating: "b", count: 90))
            try await EditorFixture.use(columns: 10, rows: 4) { fixture in
                let line = try await fixture.read { terminal in
                    terminal.setSize(columns: 10, rows: 40)
                    terminal.type(start, Keys.control("a"), Keys.control("e"), rest, Keys.enter)
                }
                #expect(line == .line(start + rest))
            }
        }

        @Test func `a terminal of one column takes a line`() async throws {
            try await EditorFixture.use { fixture in
                let line = try await fixture.read { terminal in
                    terminal.setSize(columns: 1, rows: 4)
                    fixture.editor.noteResize()
                    terminal.type("a频 b{}", Keys.enter)
                }
                #expect(line == .line("a频 b{}"))
            }
        }

        @Test func `nothing is left below an input taller than the screen`() async throws {
            try await EditorFixture.use(columns: 10, rows: 4, history: [String(repeating: "a", count: 60)]) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type(Keys.up, Keys.control("a"), Keys.control("c"))
                }
                _ = try await fixture.read { terminal in
                    let rows = terminal.screen.lines
                    #expect(rows[terminal.screen.cursor.row...].joined() == ">")
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `within quotes a new row starts with nothing`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(keys: "p \"a", Keys.enter, "b\"")
                #expect(outcome == .line("p \"a\nb\""))
            }
        }

        @Test func `a row that is asked for is indented, but not within quotes`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities) { fixture in
                let outcome = try await fixture.read(keys: "p", Keys.alt("\r"), "\"a", Keys.alt("\r"), "b\"")
                #expect(outcome == .line("p\n  \"a\nb\""))
            }
        }

        @Test func `an entry of several rows is recalled and edited whole`() async throws {
            try await EditorFixture.use(history: ["older", "a {\n  b\n  }"]) { fixture in
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    terminal.type(Keys.up)
                    try await terminal.wait(forScreen: "> a {\n… b\n… }", cursor: (2, 3))
                    terminal.type(Keys.up, Keys.end)
                    try await terminal.wait(for: "the middle row") { $0.cursor == (1, 3) }
                    terminal.type("X", Keys.up, Keys.home, "Y")
                    try await terminal.wait(forScreen: "> Ya {\n… bX\n… }", cursor: (0, 3))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("Ya {\n  bX\n  }"))
            }
        }

        @Test func `Up on the first row goes on to older entries`() async throws {
            try await EditorFixture.use(history: ["older", "a\nb"]) { fixture in
                let outcome = try await fixture.read(keys: Keys.up, Keys.home, Keys.up, Keys.up)
                #expect(outcome == .line("older"))
            }
        }

        @Test func `Alt-Enter starts a row in a complete entry too`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: "a", "\u{1B}\r", "b")
                #expect(outcome == .line("a\n  b"))
            }
        }

        @Test func `the mark leaves with the blanks below it`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(prompt: Self.prompt) { terminal in
                    terminal.type("a", "\u{1B}\r", "b")
                    try await terminal.wait(forScreen: "> a\n… b")
                    terminal.type(Keys.backspace, Keys.backspace, Keys.backspace)
                    try await terminal.wait(forScreen: "> a", cursor: (1, 0))
                    terminal.type(Keys.backspace, Keys.enter)
                }
                #expect(outcome == .line("a"))
            }
        }
    }
}
