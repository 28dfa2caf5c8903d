import LineEditor
import Testing

@Suite struct PromptTests {
    private let red = TextStyle(color: .red)
    private let dim = TextStyle(isDim: true)

    @Test func `a plain prompt is its text`() {
        #expect(Prompt("> ").markedUp == "> ")
    }

    @Test func `the style ends before the last blank`() {
        #expect(Prompt("> ", style: red).markedUp == "\u{1}\u{1B}[31m\u{1}>\u{1}\u{1B}[0m\u{1} ")
    }

    @Test func `a styled prompt without a blank at its end gets one`() {
        #expect(Prompt(">", style: red).markedUp.hasSuffix(">\u{1}\u{1B}[0m\u{1} "))
    }

    @Test func `neighbouring changes of style are one literal`() {
        let prompt = Prompt(segments: [
            .init("a", style: red), .init("", style: TextStyle(color: .blue)), .init("b", style: dim), .init(" "),
        ])
        #expect(prompt.markedUp == "\u{1}\u{1B}[31m\u{1}a\u{1}\u{1B}[0;2m\u{1}b\u{1}\u{1B}[0m\u{1} ")
    }

    @Test func `control characters are left out`() {
        #expect(Prompt("a\n\u{1}\u{1B}b> ").markedUp == "ab> ")
    }

}
