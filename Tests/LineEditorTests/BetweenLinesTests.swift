import LineEditor
import Testing

extension TerminalTests {
    /// What is typed while the owner works on the last line.
    @Suite struct BetweenLinesTests {
        @Test func `keys are unseen until the next line, which they belong to`() async throws {
            try await EditorFixture.use { fixture in
                _ = try await fixture.read(keys: "request")
                fixture.terminal.type("hal")
                await fixture.editor.print("answer\n")
                try await fixture.terminal.wait(forScreen: "> request\nanswer", cursor: (2, 0))
                async let next = fixture.editor.readLine(prompt: Prompt("> "))
                try await fixture.terminal.wait(forScreen: "> request\nanswer\n> hal")
                fixture.terminal.type("f", Keys.enter)
                #expect(try await next == .line("half"))
            }
        }

        @Test func `a paste is one input, which waits for Enter`() async throws {
            try await EditorFixture.use { fixture in
                _ = try await fixture.read(keys: "request")
                fixture.terminal.type(Keys.pasted("first\r\nsecond\rthird\r"))
                async let next = fixture.editor.readLine(prompt: Prompt("> "))
                try await fixture.terminal.wait(forScreen: "> request\n> first\nsecond\nthird", cursor: (4, 0))
                fixture.terminal.type(Keys.backspace, Keys.enter)
                #expect(try await next == .line("first\nsecond\nthird"))
            }
        }

        /// More than a terminal keeps for a process that does not read.
        @Test func `a long paste is taken whole`() async throws {
            try await EditorFixture.use { fixture in
                _ = try await fixture.read(keys: "request")
                let long = String(repeating: "0123456789", count: 6_000)
                fixture.terminal.type(Keys.pasted(long))
                try await fixture.terminal.wait(for: "all read") { _ in fixture.terminal.isRead }
                async let next = fixture.editor.readLine(prompt: Prompt("> "))
                fixture.terminal.type(Keys.enter)
                #expect(try await next == .line(long))
            }
        }

        @Test func `who borrows the terminal finds it as it was, below all that was printed`() async throws {
            try await EditorFixture.use { fixture in
                _ = try await fixture.read(keys: "request")
                await fixture.editor.print("answer\n")
                let terminal = fixture.terminal
                let isCooked = try await fixture.editor.lend {
                    terminal.show("lent\n")
                    return terminal.isCooked
                }
                #expect(isCooked)
                #expect(!terminal.isCooked)
                try await terminal.wait(forScreen: "> request\nanswer\nlent", cursor: (3, 0))
                let next = try await fixture.read(keys: "next")
                #expect(next == .line("next"))
            }
        }

        @Test func `the terminal is not lent while a line is read`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    await #expect(throws: LineEditorError.busy) { try await fixture.editor.lend {} }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line(""))
            }
        }
    }
}
