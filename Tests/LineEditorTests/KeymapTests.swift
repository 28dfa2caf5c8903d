import LineEditor
import Testing

extension TerminalTests {
    @Suite struct KeymapTests {
        @Test(arguments: [
            KeyCase("one two", Keys.escape, then: "0x", gives: "ne two"),
            KeyCase("one two", Keys.escape, then: "bdw", gives: "one "),
            KeyCase("one two", Keys.left, Keys.left, "X", then: "", gives: "one tXwo"),
            KeyCase("one", Keys.escape, then: "k", gives: "older"),
            KeyCase("one", Keys.escape, then: "A!", gives: "one!"),
            KeyCase("x", Keys.escape, then: "/lde\r", gives: "older"),
            KeyCase("one", Keys.escape, then: "频x", gives: "on"),
            KeyCase("one", Keys.escape, then: "r频", gives: "on频"),
            KeyCase(Keys.alt("$"), "ab", gives: "b"),
            KeyCase(Keys.alt("$"), "iab", gives: "ab"),
            KeyCase("one", Keys.alt("b"), Keys.alt("频"), Keys.alt("i"), "x", gives: "xone"),
        ])
        func `vi keys move between insert and command mode`(_ test: KeyCase) async throws {
            try await EditorFixture.use(history: ["older"], adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type(test.keys)
                    if test.keys.hasSuffix(Keys.escape) {
                        // Escape is a key by itself once nothing follows it; then the cursor steps back.
                        let column = "(ins) >".count + test.keys.count - 1
                        try await terminal.wait(for: "command mode") { $0.cursor.column == column }
                    }
                    terminal.type(test.furtherKeys, Keys.enter)
                }
                #expect(outcome == .line(test.expected))
            }
        }

        @Test(arguments: [Configuration.Keymap.emacs, .vi])
        func `Ctrl-Space does not take the next key as text`(keymap: Configuration.Keymap) async throws {
            try await EditorFixture.use(adjust: { $0.keymap = keymap }) { fixture in
                let line = try await fixture.read(keys: "ab", "\0", Keys.left, "c")
                #expect(line == .line("acb"))
            }
        }

        @Test func `vi's k and j walk through the history and come back to the line`() async throws {
            try await EditorFixture.use(history: ["one", "two", "three"], adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("half", Keys.escape)
                    try await terminal.wait(for: "the command mode") { $0.cursorLine.hasPrefix("(cmd) > half") }
                    for (key, line) in [("k", "three"), ("k", "two"), ("k", "one"), ("j", "two"), ("-", "one")] {
                        terminal.type(key)
                        try await terminal.wait(for: line) { $0.cursorLine.hasPrefix("(cmd) > \(line)") }
                    }
                    terminal.type("j", "+", "j")
                    try await terminal.wait(for: "the line") { $0.cursorLine.hasPrefix("(cmd) > half") }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("half"))
            }
        }

        @Test func `vi's repetition does not enter a line again`() async throws {
            try await EditorFixture.use(adjust: { $0.keymap = .vi }) { fixture in
                _ = try await fixture.read { $0.type("x", Keys.alt("a"), "publish", Keys.enter) }
                let outcome = try await fixture.read { terminal in
                    terminal.type("y", Keys.alt("."))
                    try await terminal.wait(for: "command mode") { $0.cursorLine == "(cmd) > y" }
                    terminal.type("A!", Keys.enter)
                }
                #expect(outcome == .line("y!"))
            }
        }

        @Test func `nothing asks for a command of libedit's own`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a", Keys.alt("x"), "b", Keys.alt("X"), "c")
                    try await terminal.wait(forScreen: "> abc")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abc"))
            }
            try await EditorFixture.use(adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("ab", Keys.escape)
                    try await terminal.wait(forScreen: "(cmd) > ab")
                    terminal.type(":Ac")
                    try await terminal.wait(forScreen: "(ins) > abc")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abc"))
            }
        }

        @Test func `Ctrl-T at the start of a line moves on, and the screen with it`() async throws {
            try await EditorFixture.use { fixture in
                let line = try await fixture.read { terminal in
                    terminal.type("one", Keys.control("a"), Keys.control("t"))
                    try await terminal.wait(forScreen: "> one", cursor: (0, 3))
                    terminal.type(Keys.right, "X")
                    try await terminal.wait(forScreen: "> onXe", cursor: (0, 5))
                    terminal.type(Keys.enter)
                }
                #expect(line == .line("onXe"))
            }
        }

        @Test func `an editrc file changes keys, but not those the editor needs`() async throws {
            let folder = try TemporaryFolder()
            try folder.write("bind ^T ed-move-to-beg\nbind ^C ed-move-to-beg\n", to: "editrc")
            let path = folder.path("editrc")
            try await EditorFixture.use(adjust: { $0.editrcPath = path }) { fixture in
                let line = try await fixture.read(keys: "one", Keys.control("t"), "X")
                #expect(line == .line("Xone"))
                let dropped = try await fixture.read { $0.type("one", Keys.control("c")) }
                #expect(dropped == .interrupted(partialLine: "one"))
            }
        }

        @Test func `an editrc file can choose vi, and arrows still move`() async throws {
            let folder = try TemporaryFolder()
            try folder.write("bind -v\n", to: "editrc")
            let path = folder.path("editrc")
            try await EditorFixture.use(history: ["older"], adjust: { $0.editrcPath = path }) { fixture in
                let line = try await fixture.read(keys: Keys.up, Keys.left, "X")
                #expect(line == .line("oldeXr"))
            }
        }

        @Test func `keys that ask for a command of libedit do nothing`() async throws {
            try await EditorFixture.use { fixture in
                let line = try await fixture.read(keys: "a", Keys.alt("x"), "b")
                #expect(line == .line("ab"))
            }
            try await EditorFixture.use(adjust: { $0.keymap = .vi }) { fixture in
                let line = try await fixture.read { terminal in
                    terminal.type("ab", Keys.escape)
                    try await terminal.wait(for: "vi's command mode") { $0.text.hasPrefix("(cmd)") }
                    terminal.type(":x", Keys.enter)
                }
                #expect(line == .line("a"))
            }
        }

        @Test func `an editrc file can turn editing off`() async throws {
            let folder = try TemporaryFolder()
            try folder.write("edit off\n", to: "editing-off")
            let path = folder.path("editing-off")
            try await EditorFixture.use(adjust: { $0.editrcPath = path }) { fixture in
                let line = try await fixture.read { terminal in
                    #expect(terminal.isCooked)
                    terminal.type("plain\n")
                }
                #expect(line == .line("plain"))
            }
        }
    }
}
