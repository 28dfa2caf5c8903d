import LineEditor
import Testing

extension TerminalTests {
    @Suite struct EndingTests {
        @Test func `Ctrl-D on an empty line is the end of the input`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { $0.type("a", Keys.backspace, Keys.control("d")) }
                #expect(outcome == .endOfFile)
            }
        }

        @Test func `Ctrl-D deletes before it ends`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: "ab", Keys.home, Keys.control("d"), Keys.control("d"), "c")
                #expect(outcome == .line("c"))
            }
        }

        @Test func `Ctrl-D at the end of a line does nothing`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: "ab", Keys.control("d"))
                #expect(outcome == .line("ab"))
            }
        }

        @Test func `Ctrl-C leaves the line on the screen and the cursor below`() async throws {
            try await EditorFixture.use(columns: 10) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("0123456789", Keys.home, Keys.control("c"))
                }
                #expect(outcome == .interrupted(partialLine: "0123456789"))
                try await fixture.terminal.wait(forScreen: "> 01234567\n89^C", cursor: (2, 0))
            }
        }

        @Test func `a terminal that goes away ends the line, which is remembered`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("half typed")
                    try await terminal.wait(forScreen: "> half typed")
                    terminal.hangUp()
                }
                #expect(outcome == .terminated(.hangup, partialLine: "half typed"))
                #expect(fixture.history.lines == ["half typed"])
            }
        }

        @Test func `cancelling the task ends the line, which comes back with Up`() async throws {
            try await EditorFixture.use { fixture in
                let reading = Task { try await fixture.editor.readLine(prompt: Prompt("> ")) }
                try await fixture.terminal.wait(forScreen: ">")
                fixture.terminal.type("half")
                try await fixture.terminal.wait(forScreen: "> half")
                reading.cancel()
                await #expect(throws: LineEditorError.cancelled) { try await reading.value }
                #expect(!fixture.terminal.isEditing)
                let again = try await fixture.read(keys: Keys.up)
                #expect(again == .line("half"))
            }
        }

        @Test func `a task that is cancelled already reads nothing`() async throws {
            try await EditorFixture.use { fixture in
                let reading = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await fixture.editor.readLine(prompt: Prompt("> "))
                }
                await #expect(throws: LineEditorError.cancelled) { try await reading.value }
            }
        }

        @Test func `only one line is read at a time`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    await #expect(throws: LineEditorError.busy) {
                        try await fixture.editor.readLine(prompt: Prompt("second> "))
                    }
                    terminal.type("first", Keys.enter)
                }
                #expect(outcome == .line("first"))
            }
        }

        @Test func `closing ends the line and gives the terminal back`() async throws {
            try await EditorFixture.use { fixture in
                let reading = Task { try await fixture.editor.readLine(prompt: Prompt("> ")) }
                try await fixture.terminal.wait(forScreen: ">")
                await fixture.editor.close()
                await #expect(throws: LineEditorError.closed) { try await reading.value }
                await #expect(throws: LineEditorError.closed) {
                    try await fixture.editor.readLine(prompt: Prompt("> "))
                }
                #expect(fixture.terminal.isCooked)
            }
        }
    }
}
