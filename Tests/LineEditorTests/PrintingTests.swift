import LineEditor
import Testing

extension TerminalTests {
    @Suite struct PrintingTests {
        @Test func `a text printed while typing stands above the line, which stays whole`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("half typed", Keys.left, Keys.left)
                    try await terminal.wait(forScreen: "> half typed", cursor: (0, 10))
                    await fixture.editor.print("first\n")
                    await fixture.editor.print("second\nthird")
                    try await terminal.wait(forScreen: "first\nsecond\nthird\n> half typed", cursor: (3, 10))
                    terminal.type("XY", Keys.enter)
                }
                #expect(outcome == .line("half typXYed"))
            }
        }

        @Test func `a wrapped line of several rows stays whole too`() async throws {
            try await EditorFixture.use(columns: 12, rows: 6) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("0123456789", "频道 abc", Keys.home, Keys.right)
                    try await terminal.wait(forScreen: "> 0123456789\n频道 abc", cursor: (0, 3))
                    await fixture.editor.print("above\n")
                    try await terminal.wait(forScreen: "above\n> 0123456789\n频道 abc", cursor: (1, 3))
                    terminal.type(Keys.end)
                    try await terminal.wait(for: "the end") { $0.cursor == (2, 8) }
                    await fixture.editor.print("a\nb\nc\n")
                    try await terminal.wait(forScreen: "above\na\nb\nc\n> 0123456789\n频道 abc", cursor: (5, 8))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("0123456789频道 abc"))
            }
        }

        @Test func `a line that ends at the edge stays whole too`() async throws {
            try await EditorFixture.use(columns: 10) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("12345678")
                    try await terminal.wait(forScreen: "> 12345678", cursor: (1, 0))
                    await fixture.editor.print("above\n")
                    try await terminal.wait(forScreen: "above\n> 12345678", cursor: (2, 0))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("12345678"))
            }
        }

        @Test func `a text printed during a search leaves the search as it is`() async throws {
            try await EditorFixture.use(history: ["publish"]) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type(Keys.control("r"), "bli")
                    try await terminal.wait(forScreen: "search 'bli': publish", cursor: (0, 16))
                    await fixture.editor.print("above\n")
                    try await terminal.wait(forScreen: "above\nsearch 'bli': publish", cursor: (1, 16))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("publish"))
            }
        }

        @Test func `a thousand texts arrive in order around one line`() async throws {
            try await EditorFixture.use { fixture in
                let expected = (0..<1000).map { "message \($0)" }
                let outcome = try await fixture.read { terminal in
                    terminal.type("typed")
                    try await terminal.wait(forScreen: "> typed")
                    for message in expected { await fixture.editor.print(message + "\n") }
                    try await terminal.wait(for: "the last message above the line") { screen in
                        screen.cursorLine == "> typed" && screen.transcript.dropLast().contains("message 999")
                    }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("typed"))
                let shown = fixture.terminal.screen.transcript.filter { $0 != "> typed" && $0 != "" }
                #expect(shown == expected)
            }
        }

        @Test func `output before a prompt is on the screen before it`() async throws {
            try await EditorFixture.use { fixture in
                for number in 0..<5 { await fixture.editor.print("\(number)\n") }
                _ = try await fixture.read { terminal in
                    try await terminal.wait(forScreen: "0\n1\n2\n3\n4\n>", cursor: (5, 2))
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `a prompt never starts behind unfinished output`() async throws {
            try await EditorFixture.use { fixture in
                await fixture.editor.print("no line feed")
                _ = try await fixture.read { terminal in
                    try await terminal.wait(forScreen: "no line feed\n>", cursor: (1, 2))
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `flush returns when the terminal has everything`() async throws {
            try await EditorFixture.use { fixture in
                await fixture.editor.print(Array("bytes\n".utf8))
                await fixture.editor.flush()
                try await fixture.terminal.wait(forScreen: "bytes", cursor: (1, 0))
            }
        }

        @Test func `a stopped terminal suspends the producer until it goes on`() async throws {
            try await EditorFixture.use { fixture in
                let terminal = fixture.terminal
                let accepted = Counter()
                terminal.type(Keys.control("s"))
                try await terminal.waitUntilStopped()
                let block = String(repeating: "x", count: 32 * 1024) + "\n"
                let producer = Task {
                    for _ in 0..<20 {
                        await fixture.editor.print(block)
                        accepted.increment()
                    }
                    await fixture.editor.print("end\n")
                }
                // Whatever the kernel and the queue hold, it is far less than what is to be printed.
                await accepted.wait(for: 1)
                for _ in 0..<1000 { await Task.yield() }
                #expect(accepted.value < 12)
                terminal.type(Keys.control("q"))
                await producer.value
                await fixture.editor.flush()
                try await terminal.wait(for: "the end") { $0.text.hasSuffix("end") }
            }
        }

        @Test func `a terminal that hangs does not keep the editor from closing`() async throws {
            try await EditorFixture.use { fixture in
                fixture.terminal.freeze()
                let accepted = Counter()
                let producer = Task {
                    for _ in 0..<4 {
                        await fixture.editor.print(String(repeating: "x", count: 64 * 1024) + "\n")
                        accepted.increment()
                    }
                }
                await accepted.wait(for: 1)
                await fixture.editor.close()
                await producer.value
            }
        }

        @Test func `closing prints what is queued`() async throws {
            try await EditorFixture.use { fixture in
                await fixture.editor.print("last words\n")
                await fixture.editor.close()
                try await fixture.terminal.wait(forScreen: "last words")
                await fixture.editor.print("nobody hears this\n")
                await fixture.editor.flush()
            }
        }

        @Test func `after a change of width the line is drawn once`() async throws {
            try await EditorFixture.use(columns: 30) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("0123456789abcdefghij")
                    try await terminal.wait(forScreen: "> 0123456789abcdefghij")
                    terminal.setSize(columns: 16, rows: 10)
                    fixture.editor.noteResize()
                    try await terminal.wait(for: "two rows") { $0.text.hasSuffix("> 0123456789abcd\nefghij") }
                    terminal.setSize(columns: 40, rows: 10)
                    fixture.editor.noteResize()
                    try await terminal.wait(for: "one row") { $0.text.hasSuffix("> 0123456789abcdefghij") }
                    terminal.type(Keys.home, "X", Keys.enter)
                }
                #expect(outcome == .line("X0123456789abcdefghij"))
            }
        }
    }
}
