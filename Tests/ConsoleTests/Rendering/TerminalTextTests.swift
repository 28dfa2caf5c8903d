import Console
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("\u{1B}[31mred", #"\u001b[31mred"#), ("a\nb\tc\rd", #"a\nb\tc\rd"#), ("\u{8}\u{C}\u{0}", #"\b\f\u0000"#),
        ("\u{7F}\u{9B}31m", #"\u007f\u009b31m"#), ("\u{202E}abc\u{2066}", #"\u202eabc\u2066"#),
        ("a\u{200B}b\u{200D}c\u{FEFF}", #"a\u200bb\u200dc\ufeff"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
        ("\u{E0041}", #"\udb40\udc41"#), ("\u{AD}", #"\u00ad"#), ("\u{3164}", #"\u3164"#),
        ("a\u{E0100}", #"a\udb40\udd00"#), ("\u{61C}\u{180E}", #"\u061c\u180e"#),
    ])
    func `what could act on the terminal or hide is written as JSON writes it`(text: String, shown: String) {
        #expect(TerminalText.escaped(text) == shown)
    }

    @Test(arguments: ["plain text 42 {}", "größer", "漢字", "👍🏽", "❤️", "🇩🇪", "e\u{301}", #"already \u001b escaped"#])
    func `text that only shows itself stays as it is`(text: String) {
        #expect(TerminalText.escaped(text) == text)
    }

    @Test func `a terminal that is not UTF-8 gets ASCII only`() {
        #expect(TerminalText.escaped("größer 👍", isASCII: true) == #"gr\u00f6\u00dfer \ud83d\udc4d"#)
    }

    @Test func `escaping twice is escaping once`() {
        let once = TerminalText.escaped("a\u{1B}]0;x\u{7}\n漢")
        #expect(TerminalText.escaped(once) == once)
    }

    @Test func `no control character is left of any below U+0100`() {
        for value in UInt8.min...UInt8.max {
            let shown = TerminalText.escaped(String(UnicodeScalar(value)))
            #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        }
    }
}
