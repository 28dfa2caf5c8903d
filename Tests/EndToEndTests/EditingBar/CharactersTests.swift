import Foundation
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// Characters of any width, and those that the terminal does not show.
    @Suite struct CharactersTests {
        private static let payload = "{\"日本語\":\"漢字かな\",\"e\":\"👩‍👩‍👧🎉🇩🇪\",\"c\":\"e\u{301}a\u{300}\"}"

        @Test(arguments: [20, 40, 80])
        func `wide, joined and combining characters are sent as they were typed`(columns: Int) throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: columns)
            try tmux.type("publish hist:a " + Self.payload.dropLast())
            try tmux.press("Home", "End")
            try tmux.type("}")
            try tmux.wait(forMark: "‹1;34|\"日本語\"›")
            // The terminal shows what is joined in parts, and every part in its place.
            let parts = String(String.UnicodeScalarView(Self.payload.unicodeScalars.filter { $0 != "\u{200D}" }))
            try tmux.wait(for: "the text over its rows") {
                $0.replacing("\n", with: "").hasPrefix("practice> publish hist:a " + parts)
            }
            try tmux.press("Enter")
            try tmux.wait(for: "✓")
            // What the terminal would not show is escaped in the answer.
            let shown = Self.payload.unicodeScalars.map { $0 == "\u{200D}" ? #"\u200d"# : String($0) }.joined()
            try tmux.resize(columns: 80, rows: 24)
            try tmux.enter("history hist:a limit=1")
            try tmux.wait(for: "what was sent") { screen in
                // Compared by scalars: equal texts may be composed differently.
                Array(screen.unicodeScalars).contains(Array("1  \(shown)\n".unicodeScalars))
            }
        }

        @Test func `wide characters wrap whole, have their colours, and are edited in their places`() throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: 20)
            try tmux.type("publish a \"漢字かな交じり文\"")
            try tmux.wait(
                forMarks: """
                    ‹36|practice›> ‹1;36|publish› a
                    ‹32|"漢字かな交じり文"›‹2|…›
                    ‹1|data›‹2| · JSON · the …›
                    """)
            try tmux.press("Left", "Left", "Left", "BSpace")
            try tmux.type("x")
            try tmux.wait(forMark: "\n‹32|\"漢字かな交xり文\"›\n")
            try tmux.press("Home")
            try tmux.type(" ")
            try tmux.wait(for: "practice>  publish a\n \"漢字かな交xり文\"\n")
        }

        @Test func `in a locale without UTF-8 other characters are escaped, which is said, and sent as they are`()
            throws
        {
            let tmux = try Tmux("--practice --seed 1", variables: ["LC_ALL=C"])
            try tmux.wait(for: "The locale is not UTF-8: other characters than ASCII are shown escaped.")
            try tmux.waitForPrompt("practice>")
            #expect(try tmux.screen().utf8.allSatisfy { $0 < 0x80 })
            try tmux.clear()
            try tmux.type(#"publish hist:a {"é":"日"}"#)
            try tmux.waitForPrompt(#"practice> publish hist:a {"\U+00E9":"\U+65E5"}"#)
            try tmux.press("Enter")
            try tmux.wait(for: "ok published to hist:a - offset 1 - epoch")
            try tmux.enter("history hist:a limit=1")
            try tmux.wait(for: #"{"\u00e9":"\u65e5"}"#)
        }
    }
}
