import LineEditor
import Testing

/// A language in which words are red where they are `bad`, `pub` goes on as `publish`, and everything is explained.
private struct ToyLanguage: Highlighter, Hinter, Explainer, ExternalEditing {
    func highlights(in line: String, cursor: Int) -> [Highlight] {
        var highlights: [Highlight] = []
        var offset = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            let range = offset..<offset + word.utf8.count
            if word == "bad" { highlights.append(Highlight(range, TextStyle(color: .red))) }
            if word == "频道" { highlights.append(Highlight(range, TextStyle(color: .green))) }
            offset = range.upperBound + 1
        }
        return highlights
    }

    func hint(for line: String) -> Hint? {
        switch line {
        case "pub": Hint(insertion: "lish now", remark: " channel data")
        case "publish ": Hint(remark: "channel data")
        default: nil
        }
    }

    func explanation(of line: String, cursor: Int) -> [Prompt.Segment] {
        line.isEmpty ? [] : [Prompt.Segment("at \(cursor)", style: TextStyle(color: .yellow, isDim: true))]
    }

    func edit(_ text: String) -> ExternalEdit { text == "fail" ? .failed("it failed") : .edited(text + " edited\n") }
}

extension TerminalTests {
    @Suite struct BarTests {
        private static func capabilities(explains: Bool = false) -> Capabilities {
            var capabilities = Capabilities()
            let language = ToyLanguage()
            capabilities.highlighter = language
            capabilities.hinter = language
            capabilities.externalEditing = language
            if explains { capabilities.explainer = language }
            return capabilities
        }

        private func wait(_ terminal: TestTerminal, forLooks looks: String) async throws {
            try await terminal.wait(for: "expected:\n\(looks)") { $0.looks == looks }
        }

        @Test(arguments: [20, 40, 80])
        func `colours follow what is typed and deleted, at every width`(columns: Int) async throws {
            try await EditorFixture.use(columns: columns, capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("a ba")
                    try await wait(terminal, forLooks: "> a ba")
                    terminal.type("d")
                    try await wait(terminal, forLooks: "> a {31|bad}")
                    terminal.type(Keys.backspace)
                    try await wait(terminal, forLooks: "> a ba")
                    terminal.type("d 频道", Keys.home, "x")
                    try await wait(terminal, forLooks: "> xa {31|bad} {32|频道}")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("xa bad 频道"))
                #expect(fixture.terminal.screen.looks.hasPrefix("> xa {31|bad} {32|频道}"))
            }
        }

        @Test func `a colour goes over the edge of the screen`() async throws {
            try await EditorFixture.use(columns: 10, capabilities: Self.capabilities()) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("abcd bad 频道")
                    try await wait(terminal, forLooks: "> abcd {31|bad}\n {32|频道}")
                    terminal.type(Keys.home, "xy")
                    try await wait(terminal, forLooks: "> xyabcd {31|b}\n{31|ad} {32|频道}")
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `without colours what stands out otherwise still does`() async throws {
            try await EditorFixture.use(
                capabilities: Self.capabilities(explains: true), adjust: { $0.usesColors = false }
            ) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("bad pub")
                    try await wait(terminal, forLooks: "> bad pub\n{2|at 7}")
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `a ghost shows how a line goes on, at its end only`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("pub")
                    try await wait(terminal, forLooks: "> pub{2|lish now channel data}")
                    terminal.type(Keys.left)
                    try await wait(terminal, forLooks: "> pub")
                    terminal.type(Keys.right)
                    try await wait(terminal, forLooks: "> pub{2|lish now channel data}")
                    terminal.type("x", Keys.backspace)
                    try await wait(terminal, forLooks: "> pub{2|lish now channel data}")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("pub"))
                try await wait(fixture.terminal, forLooks: "> pub")
            }
        }

        @Test(arguments: [
            ("pub", Keys.right, "publish now"), ("pub", Keys.control("f"), "publish now"),
            ("pub", Keys.alt("f"), "publish"),
            ("publish ", Keys.right + "x", "publish x"), ("his", Keys.right, "history of 频道"),
            ("his", Keys.alt("f"), "history"), ("his", Keys.end, "his"),
        ])
        func `a ghost is taken whole or by words, the history's before the language's`(
            typed: String, keys: String, expected: String
        ) async throws {
            try await EditorFixture.use(history: ["history of 频道"], capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type(typed)
                    try await terminal.wait(for: "a ghost") { $0.looks.contains("{2|") }
                    terminal.type(keys, Keys.enter)
                }
                #expect(outcome == .line(expected))
            }
        }

        @Test func `a ghost ends with its row`() async throws {
            try await EditorFixture.use(columns: 12, capabilities: Self.capabilities()) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("pub")
                    try await wait(terminal, forLooks: "> pub{2|lish …}")
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `the row under the input follows the cursor, makes room at the bottom, and goes with Enter`()
            async throws
        {
            try await EditorFixture.use(
                columns: 20, rows: 3, capabilities: Self.capabilities(explains: true)
            ) { fixture in
                await fixture.editor.print("one\ntwo\n")
                let outcome = try await fixture.read { terminal in
                    terminal.type("abc", Keys.left)
                    try await terminal.wait(forScreen: "two\n> abc\nat 2", cursor: (1, 4))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abc"))
                try await fixture.terminal.wait(for: "the rest taken away") { $0.text == "two\n> abc" }
            }
        }

        @Test func `lines from elsewhere come above, and the bar stays whole`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities(explains: true)) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("bad ")
                    try await terminal.wait(forScreen: "> bad\nat 4", cursor: (0, 6))
                    for number in 1...3 { await fixture.editor.print("line \(number)\n") }
                    try await terminal.wait(forScreen: "line 1\nline 2\nline 3\n> bad\nat 4", cursor: (3, 6))
                    #expect(terminal.screen.looks.contains("> {31|bad}"))
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `many lines at once are drawn together`() async throws {
            try await EditorFixture.use(rows: 40, capabilities: Self.capabilities(explains: true)) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("bad")
                    try await terminal.wait(forScreen: "> bad\nat 3", cursor: (0, 5))
                    let before = terminal.receivedCount
                    for number in 1...2_000 { await fixture.editor.print("line \(number)\n") }
                    await fixture.editor.flush()
                    try await terminal.wait(for: "the last") { $0.text.hasSuffix("line 2000\n> bad\nat 3") }
                    // A drawing of the input for each of them would take more than twice as much.
                    #expect(terminal.receivedCount - before < 60_000)
                    terminal.type(Keys.enter)
                }
                let transcript = fixture.terminal.screen.transcript
                #expect(transcript.filter { $0.hasPrefix("line ") } == (1...2_000).map { "line \($0)" })
                // Each drawing of the input leaves its row only once: none is in what has scrolled off.
                #expect(!transcript.dropLast(40).contains { $0.hasPrefix("> ") })
            }
        }

        @Test func `a paste in the place of a quoted key is a paste`() async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: "a", Keys.control("v"), Keys.pasted("\u{3}b\n"), "c")
                #expect(outcome == .line("a\u{3}b\nc"))
            }
        }

        @Test(arguments: ["a\rb", "a\nb", "a\r\nb"])
        func `a pasted row ends once, however its end is written`(text: String) async throws {
            try await EditorFixture.use { fixture in
                let outcome = try await fixture.read(keys: Keys.pasted(text))
                #expect(outcome == .line("a\nb"))
            }
        }

        @Test func `a combining mark leaves the rows that follow in their places`() async throws {
            try await EditorFixture.use(columns: 10) { fixture in
                let outcome = try await fixture.read { terminal in
                    for character in "abcde\u{301}fg频道!".unicodeScalars { terminal.type(String(character)) }
                    try await terminal.wait(for: "two rows") { $0.text.hasSuffix("\n频道!") && $0.cursor == (1, 5) }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abcde\u{301}fg频道!"))
            }
        }

        @Test func `what is pasted is put in whole, and nothing of it is carried out`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("<>", Keys.left, Keys.pasted("one\r\ttwo \u{3}\u{1B}[A"))
                    try await terminal.wait(for: "the text") { $0.text.contains("two ^C^[[A>") }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("<one\n\ttwo \u{3}\u{1B}[A>"))
            }
        }

        @Test func `a paste of many rows is one line to edit, however long`() async throws {
            let text = (0..<1_200).map { "row \($0) " + String(repeating: "x", count: 40) }.joined(separator: "\n")
            try await EditorFixture.use(capabilities: Self.capabilities(explains: true)) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type(Keys.pasted(text), "!", Keys.enter)
                }
                #expect(outcome == .line(text + "!"))
            }
        }

        @Test func `another program edits the line in vi too`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities(), adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("text", Keys.escape)
                    try await terminal.wait(for: "vi's command mode") { $0.text.hasPrefix("(cmd)") }
                    terminal.type("v")
                    try await terminal.wait(for: "the edited text") { $0.text.hasSuffix("> text edited") }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("text edited"))
            }
        }

        @Test func `another program edits the line`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("text", Keys.control("x"), Keys.control("e"))
                    try await terminal.wait(forScreen: "> text edited", cursor: (0, 13))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("text edited"))
                let failed = try await fixture.read { terminal in
                    terminal.type("fail", Keys.control("x"), Keys.control("e"))
                    try await terminal.wait(for: "the reason") { $0.text.hasSuffix("it failed\n> fail") }
                    terminal.type("!", Keys.enter)
                }
                #expect(failed == .line("fail!"))
            }
        }

        @Test(arguments: [["0", "cfz"], ["cw"], ["0", "ctz"]])
        func `the mode of vi stays that of commands where there is nothing to change`(keys: [String]) async throws {
            try await EditorFixture.use(adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("ab", Keys.escape)
                    try await terminal.wait(forScreen: "(cmd) > ab")
                    for key in keys { terminal.type(key) }
                    terminal.type("0x")
                    try await terminal.wait(forScreen: "(cmd) > b")
                    terminal.type("Scd")
                    try await terminal.wait(forScreen: "(ins) > cd")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("cd"))
            }
        }

        @Test func `vi's own key for another program does the same`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities(), adjust: { $0.keymap = .vi }) { fixture in
                async let outcome = fixture.editor.readLine(prompt: Prompt("> "))
                try await wait(fixture.terminal, forLooks: "{2|(ins) }>")
                fixture.terminal.type("text", Keys.escape)
                try await wait(fixture.terminal, forLooks: "{2|(cmd) }> text")
                fixture.terminal.type("v")
                try await wait(fixture.terminal, forLooks: "{2|(cmd) }> text edited")
                fixture.terminal.type(Keys.enter)
                #expect(try await outcome == .line("text edited"))
            }
        }

        @Test func `a search shows where it found the text`() async throws {
            try await EditorFixture.use(history: ["publish news 1"], capabilities: Self.capabilities()) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type(Keys.control("r"), "news")
                    try await wait(terminal, forLooks: "search 'news': publish {1;4|news} 1")
                    terminal.type(Keys.escape)
                    try await wait(terminal, forLooks: "> publish news 1")
                    terminal.type(Keys.enter)
                }
            }
        }

        @Test func `the mode of vi is in the prompt`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities(), adjust: { $0.keymap = .vi }) { fixture in
                async let outcome = fixture.editor.readLine(prompt: Prompt("> "))
                try await wait(fixture.terminal, forLooks: "{2|(ins) }>")
                fixture.terminal.type("ab", Keys.escape)
                try await wait(fixture.terminal, forLooks: "{2|(cmd) }> ab")
                fixture.terminal.type("Ac", Keys.enter)
                #expect(try await outcome == .line("abc"))
            }
        }

        @Test func `a ghost is gone before a quoted character is put in`() async throws {
            try await EditorFixture.use(capabilities: Self.capabilities()) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("pub")
                    try await wait(terminal, forLooks: "> pub{2|lish now channel data}")
                    terminal.type(Keys.control("v"))
                    await fixture.editor.flush()
                    await fixture.editor.flush()
                    terminal.type("\t")
                    try await terminal.wait(forScreen: "> pub", cursor: (0, 8))
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("pub\t"))
            }
        }

        @Test(arguments: ["r", "R"])
        func `nothing is left of a wide character that vi types over`(command: String) async throws {
            try await EditorFixture.use(adjust: { $0.keymap = .vi }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("x\u{16}\u{1}", Keys.escape)
                    try await terminal.wait(forScreen: "(cmd) > x^A", cursor: (0, 9))
                    terminal.type(command, "y")
                    try await terminal.wait(for: "the y") { $0.cursorLine.hasSuffix("> xy") }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("xy"))
            }
        }

        @Test func `a prompt without colours takes the place of one that has some`() async throws {
            try await EditorFixture.use(columns: 12, history: ["abcdefghijkl", "abcdefghijkm"]) { fixture in
                let prompt = Prompt(segments: [.init("a", style: TextStyle(color: .red)), .init("> ")])
                let outcome = try await fixture.read(prompt: prompt) { terminal in
                    terminal.type(Keys.up, Keys.home)
                    try await wait(terminal, forLooks: "{31|a}> abcdefghi\njkm")
                    terminal.type(Keys.control("r"))
                    try await wait(terminal, forLooks: "search '': a\nbcdefghijkm")
                    terminal.type("l", Keys.escape)
                    try await wait(terminal, forLooks: "{31|a}> abcdefghi\njkl")
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("abcdefghijkl"))
            }
        }

        @Test func `another width lays the bar out anew`() async throws {
            try await EditorFixture.use(columns: 40, capabilities: Self.capabilities(explains: true)) { fixture in
                _ = try await fixture.read { terminal in
                    terminal.type("a b c bad")
                    try await wait(terminal, forLooks: "> a b c {31|bad}\n{2;33|at 9}")
                    terminal.setSize(columns: 20, rows: 10)
                    fixture.editor.noteResize()
                    try await wait(terminal, forLooks: "> a b c {31|bad}\n{2;33|at 9}")
                    terminal.type(" d e f")
                    try await wait(terminal, forLooks: "> a b c {31|bad} d e f\n{2;33|at 15}")
                    terminal.type(Keys.enter)
                }
            }
        }
    }
}
