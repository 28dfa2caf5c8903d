import LineEditor
import Testing

extension TerminalTests {
    @Suite struct SecretTests {
        private func read(
            _ fixture: EditorFixture, typing: @escaping @Sendable (TestTerminal) async throws -> Void
        ) async throws -> SecretOutcome {
            async let outcome = fixture.editor.readSecret(prompt: Prompt("API key: "))
            try await fixture.terminal.waitUntilSilent()
            try await typing(fixture.terminal)
            return try await outcome
        }

        @Test func `a secret is read and nothing of it is shown`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await read(fixture) { $0.type("hunter", "3", Keys.backspace, "2é", Keys.enter) }
                guard case .entered(let secret) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(secret.revealed == "hunter2é")
                #expect("\(outcome)".contains("hunter") == false)
                try await fixture.terminal.wait(forScreen: "API key:", cursor: (1, 0))
                #expect(fixture.history.lines.isEmpty)
                #expect(fixture.terminal.isCooked)
            }
        }

        @Test func `Ctrl-C and Ctrl-D leave without a secret`() async throws {
            try await EditorFixture.use { fixture in
                let interrupted = try await read(fixture) { $0.type("abc", Keys.control("c")) }
                guard case .interrupted = interrupted else {
                    Issue.record("\(interrupted)")
                    return
                }
                let ended = try await read(fixture) { $0.type("abc", Keys.control("u"), Keys.control("d")) }
                guard case .endOfFile = ended else {
                    Issue.record("\(ended)")
                    return
                }
            }
        }

        @Test func `a text printed meanwhile leaves the question below it`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await read(fixture) { terminal in
                    await fixture.editor.print("news\n")
                    try await terminal.wait(forScreen: "API key:\nnews\nAPI key:", cursor: (2, 9))
                    terminal.type("k", Keys.enter)
                }
                guard case .entered(let secret) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(secret.revealed == "k")
            }
        }
    }
}
