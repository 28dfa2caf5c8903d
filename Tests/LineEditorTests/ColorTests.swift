import LineEditor
import Testing

extension Outcome {
    fileprivate var line: String? {
        if case .line(let text) = self { text } else { nil }
    }
}

/// Every `b` is red, every wide character green.
private struct Letters: Highlighter {
    static func style(of scalar: Unicode.Scalar) -> TextStyle? {
        scalar == "b" ? TextStyle(color: .red) : scalar.value > 0x2E80 ? TextStyle(color: .green) : nil
    }

    func highlights(in line: String, cursor: Int) -> [Highlight] {
        var offset = 0
        return line.unicodeScalars.compactMap { scalar in
            let start = offset
            offset += UTF8.width(scalar)
            return Self.style(of: scalar).map { Highlight(start..<offset, $0) }
        }
    }
}

extension TerminalTests {
    @Suite struct ColorTests {
        private static let columns = 20
        private static let line = "a b 频道 abb  bbbb c\nb 道b频 bab bb abababab bb b\n  b"

        /// How a line looks on a fresh screen.
        private static func looks(of line: String) -> String {
            var screen = ScreenModel(columns: columns, rows: 10)
            var look = ""
            let scalars = Array(line.unicodeScalars)
            let size = TerminalSize(columns: columns, rows: 10)
            let layout = InputLayout(promptWidth: 2, text: scalars, cursorIndex: 0, size: size)
            var row = 0
            screen.feed("> ".utf8)
            for (scalar, place) in zip(scalars, layout.places) {
                // Behind a full row libedit leaves an empty one for a line feed.
                if row < place.row, scalar == "\n" { screen.feed("\r\n".utf8) }
                row = place.row
                let next = Letters.style(of: scalar)?.replacing(.plain) ?? "\u{1B}[0m"
                if next != look { screen.feed("\u{1B}[0m\(next)".utf8) }
                look = next
                screen.feed((scalar == "\n" ? "\r\n" : String(scalar)).utf8)
            }
            return screen.looks
        }

        @Test(arguments: [
            "x", "b", "bb频", Keys.backspace, Keys.delete, Keys.control("k"), Keys.control("t"), Keys.control("w"),
            Keys.alt("d"), Keys.alt("c"), Keys.control("u"), Keys.control("l"), Keys.pasted("b\nb"),
        ])
        func `colours are right wherever a key changes the line`(key: String) async throws {
            var capabilities = Capabilities()
            capabilities.highlighter = Letters()
            let steps = Self.line.unicodeScalars.count
            try await EditorFixture.use(columns: Self.columns, capabilities: capabilities) { fixture in
                for position in stride(from: 0, through: steps, by: 3) {
                    let outcome = try await fixture.read { terminal in
                        terminal.type(Keys.pasted(Self.line))
                        try await terminal.wait(for: "the line as it was pasted") {
                            $0.looks.hasSuffix(Self.looks(of: Self.line))
                        }
                        terminal.type(String(repeating: Keys.left, count: steps - position), key, Keys.enter)
                    }
                    let text = try #require(outcome.line)
                    let expected = Self.looks(of: text)
                    try await fixture.terminal.wait(for: "\(key.debugDescription) at \(position) gives\n\(expected)") {
                        $0.looks.hasSuffix(expected)
                    }
                }
            }
        }
    }
}
