import Glibc
import LineEditor
import Testing

extension TerminalTests {
    @Suite struct PlainReaderTests {
        @Test(arguments: [nil, "", "dumb", "no-such-terminal"])
        func `a terminal without abilities is read plainly`(type: String?) async throws {
            try await EditorFixture.use(adjust: { $0.terminalType = type }) { fixture in
                let outcome = try await fixture.read { terminal in
                    #expect(terminal.isCooked)
                    terminal.type("a line", "\n")
                }
                #expect(outcome == .line("a line"))
                let end = try await fixture.read { $0.type(Keys.control("d")) }
                #expect(end == .endOfFile)
            }
        }

        @Test func `a text printed meanwhile is followed by the prompt`() async throws {
            try await EditorFixture.use(adjust: { $0.terminalType = "dumb" }) { fixture in
                let outcome = try await fixture.read { terminal in
                    await fixture.editor.print("news\n")
                    try await terminal.wait(forScreen: ">\nnews\n>", cursor: (2, 2))
                    terminal.type("a\n")
                }
                #expect(outcome == .line("a"))
            }
        }

        @Test func `a pipe is read line by line, the last one without a line feed too`() async throws {
            var ends: [Int32] = [-1, -1]
            try #require(pipe(&ends) == 0)
            let (input, output) = (ends[0], ends[1])
            let text = Array("one\r\ntwo\nthree".utf8)
            #expect(write(output, text, text.count) == text.count)
            close(output)
            try await EditorFixture.use(adjust: { $0.input = input }) { fixture in
                for expected in ["one", "two", "three"] {
                    let line = try await fixture.editor.readLine(prompt: Prompt("> "))
                    #expect(line == .line(expected))
                }
                let end = try await fixture.editor.readLine(prompt: Prompt("> "))
                #expect(end == .endOfFile)
            }
            close(input)
        }
    }
}
