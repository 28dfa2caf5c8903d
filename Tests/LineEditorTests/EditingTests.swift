import LineEditor
import Testing

extension TerminalTests {
    @Suite struct EditingTests {
        @Test func `what is typed is what is returned and shown`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("publish news {}")
                    try await terminal.wait(forScreen: "> publish news {}", cursor: (0, 17))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("publish news {}"))
                try await fixture.terminal.wait(forScreen: "> publish news {}", cursor: (1, 0))
            }
        }

        @Test func `text is inserted and deleted in the middle`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("abcdef", Keys.left, Keys.left, "X", Keys.backspace, "Y", Keys.delete)
                    try await terminal.wait(forScreen: "> abcdYf", cursor: (0, 7))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abcdYf"))
            }
        }

        @Test(arguments: [
            KeyCase(Keys.home, "X", gives: "Xone two"), KeyCase(Keys.control("a"), "X", gives: "Xone two"),
            KeyCase(Keys.home, Keys.end, "X", gives: "one twoX"),
            KeyCase(Keys.control("a"), Keys.control("e"), "X", gives: "one twoX"),
            KeyCase(Keys.left, Keys.right, "X", gives: "one twoX"), KeyCase("\u{1B}OH", "X", gives: "Xone two"),
            KeyCase(Keys.alt("b"), "X", gives: "one Xtwo"), KeyCase(Keys.wordLeft, "X", gives: "one Xtwo"),
            KeyCase(Keys.home, Keys.alt("f"), "X", gives: "oneX two"), KeyCase(Keys.home, Keys.alt("d"), gives: " two"),
            KeyCase(Keys.control("w"), "X", gives: "one X"), KeyCase(Keys.control("u"), "X", gives: "X"),
            KeyCase(Keys.home, Keys.control("k"), "X", gives: "X"),
            KeyCase(Keys.home, Keys.control("d"), gives: "ne two"),
            KeyCase(Keys.control("w"), Keys.home, Keys.control("y"), gives: "twoone "),
            KeyCase(Keys.control("u"), "X", Keys.control("y"), gives: "Xone two"),
        ])
        func `keys move and cut as in a shell`(_ test: KeyCase) async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: "one two", test.keys)
                #expect(outcome == .line(test.expected))
            }
        }

        @Test func `wide and accented characters keep their columns`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("é频道ü")
                    try await terminal.wait(forScreen: "> é频道ü", cursor: (0, 8))
                    terminal.type(Keys.left, Keys.left, "ж")
                    try await terminal.wait(forScreen: "> é频ж道ü", cursor: (0, 6))
                    terminal.type(Keys.left, Keys.left, Keys.delete)
                    try await terminal.wait(forScreen: "> éж道ü", cursor: (0, 3))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("éж道ü"))
            }
        }

        @Test func `a wide character moves over the edge whole`() async throws {
            try await EditorFixture.use(columns: 10) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("1234567频8")
                    try await terminal.wait(forScreen: "> 1234567\n频8", cursor: (1, 3))
                    terminal.type(Keys.home, "0")
                    try await terminal.wait(forScreen: "> 01234567\n频8", cursor: (0, 3))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("01234567频8"))
            }
        }

        @Test func `a key whose bytes arrive one by one is still one key`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("ab", Keys.left)
                    for byte in "频".utf8 { terminal.typeBytes([byte]) }
                    try await terminal.wait(forScreen: "> a频b")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("a频b"))
            }
        }

        @Test func `an unknown sequence leaves no trace`() async throws {
            try await EditorFixture.use { fixture in
                let line1 = try await fixture.read(keys: "a\u{1B}[24;7~\u{1B}[?1;2cb")
                #expect(line1 == .line("ab"))
            }
        }

        @Test func `Ctrl-V inserts the next key as it is`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a", Keys.control("v"), Keys.tab, "b", Keys.control("v"), Keys.control("c"))
                    try await terminal.wait(forScreen: "> a     b^C")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("a\tb\u{3}"))
            }
        }

        @Test func `Ctrl-L clears the screen and keeps the line`() async throws {
            try await EditorFixture.use { fixture in
                await fixture.editor.print("something above\n")
                let outcome = try await fixture.read { terminal in
                    terminal.type("kept")
                    try await terminal.wait(forScreen: "something above\n> kept")
                    terminal.type(Keys.control("l"))
                    try await terminal.wait(forScreen: "> kept", cursor: (0, 6))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("kept"))
            }
        }

        @Test func `lines typed ahead wait for their turn`() async throws {
            try await EditorFixture.use { fixture in
                let line2 = try await fixture.read(keys: "first\rsecond\rthird")
                #expect(line2 == .line("first"))
                let line3 = try await fixture.editor.readLine(prompt: Prompt("> "))
                #expect(line3 == .line("second"))
                let line4 = try await fixture.editor.readLine(prompt: Prompt("> "))
                #expect(line4 == .line("third"))
            }
        }

        @Test func `a coloured prompt takes its own cells only`() async throws {
            try await EditorFixture.use(columns: 20) { fixture in
                let prompt = Prompt(segments: [
                    .init("prod", style: TextStyle(color: .red, isBold: true)),
                    .init("> ", style: TextStyle(isDim: true)),
                ])
                let outcome = try await fixture.read(prompt: prompt) { terminal in
                    terminal.type("12345678901234567")
                    try await terminal.wait(forScreen: "prod> 12345678901234\n567", cursor: (1, 3))
                    terminal.type(Keys.home, "0")
                    try await terminal.wait(forScreen: "prod> 01234567890123\n4567", cursor: (0, 7))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("012345678901234567"))
            }
        }

        @Test func `the terminal is cooked before the first line and after the last, and silent between them`()
            async throws
        {
            try await EditorFixture.use { fixture in
                #expect(fixture.terminal.isCooked)
                _ = try await fixture.read { terminal in
                    #expect(!terminal.isCooked)
                    terminal.type(Keys.enter)
                }
                #expect(!fixture.terminal.isCooked)
                #expect(!fixture.terminal.isEditing)
                await fixture.editor.close()
                #expect(fixture.terminal.isCooked)
            }
        }

        @Test func `a mark without a cell of its own does not shift what is typed after it`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("e")
                    try await terminal.wait(forScreen: "> e")
                    terminal.type("\u{301}\u{301}\u{301}abc", Keys.left)
                    try await terminal.wait(forScreen: "> eabc", cursor: (0, 5))
                    terminal.type("X")
                    try await terminal.wait(forScreen: "> eabXc", cursor: (0, 6))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("e\u{301}\u{301}\u{301}abXc"))
            }
        }
    }
}
