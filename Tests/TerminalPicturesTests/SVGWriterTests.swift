import Foundation
import Testing

@testable import TerminalPictures

@Suite struct SVGWriterTests {
    private func svg(_ text: String, cursor: CellPlace? = nil, title: String = "T") -> String {
        SVGWriter(CellGrid(captured: text, columns: 20, rows: 3, cursor: cursor), title: title).text
    }

    /// The lines that differ from those of an empty screen.
    private func drawn(_ text: String, cursor: CellPlace? = nil) -> [String] {
        let empty = Set(svg("").split(separator: "\n"))
        return svg(text, cursor: cursor).split(separator: "\n").filter { !empty.contains($0) }.map(String.init)
    }

    @Test func `each run is a span on the grid, with its blanks`() {
        let first = #"<tspan x="12" textLength="27">a  </tspan>"#
        let second = #"<tspan x="39" textLength="9" class="c1 b u">b</tspan>"#
        #expect(
            drawn("a  \u{1B}[1;4;31mb\u{1B}[0m   ") == [
                #"<text xml:space="preserve" y="27">"# + first + second + "</text>"
            ]
        )
    }

    @Test func `the size follows from columns and rows alone`() {
        #expect(svg("").contains(#"width="204" height="84" viewBox="0 0 204 84""#))
        #expect(svg("a\nb\nc\nd\ne").contains(#"width="204" height="84" viewBox="0 0 204 84""#))
    }

    @Test func `colours that are reversed lie behind the text`() {
        #expect(
            drawn("\u{1B}[7;36mab") == [
                #"<rect class="c6" x="12" y="12" width="18" height="20"/>"#,
                #"<text xml:space="preserve" y="27"><tspan x="12" textLength="18" class="paper">ab</tspan></text>"#,
            ])
        #expect(drawn("\u{1B}[7mab").first == #"<rect class="ink" x="12" y="12" width="18" height="20"/>"#)
    }

    @Test func `a colour that is none of the palette's is written out`() {
        #expect(drawn("\u{1B}[38;2;1;2;255ma").first?.contains(#"style="fill:#0102ff""#) == true)
        #expect(
            drawn("\u{1B}[48;2;1;2;255m ").first
                == #"<rect style="fill:#0102ff" x="12" y="12" width="9" height="20"/>"#)
    }

    @Test func `the cursor is drawn where it stands, and only if it is shown`() {
        #expect(
            drawn("", cursor: CellPlace(column: 2, row: 1))
                == [#"<rect class="cursor" x="30" y="32" width="9" height="20"/>"#])
        #expect(drawn("").isEmpty)
    }

    @Test func `signs of XML are spelled out, in the title too`() {
        #expect(svg(#"<a & "b">"#).contains(">&lt;a &amp; &quot;b&quot;&gt;</tspan>"))
        #expect(svg("", title: "a < b").contains("<title>a &lt; b</title>"))
    }

    @Test func `a wide character is stretched to its two columns`() {
        #expect(drawn("日").first?.contains(#"textLength="18">日<"#) == true)
    }

    @Test func `every colour of the palette has a rule for dark and for light pages`() {
        let parts = SVGPalette.css.components(separatedBy: "@media(prefers-color-scheme:light)")
        #expect(parts.count == 2)
        for part in parts {
            for number in 0..<16 { #expect(part.contains(".c\(number){fill:#")) }
            #expect(part.contains(".paper{fill:#") && part.contains("text,.ink,.cursor{fill:#"))
        }
    }

    @Test func `the picture is well-formed, whatever stands on the screen`() throws {
        let picture = svg("\u{1B}[1;31;7m<&>\"'\u{1B}[0m 日本 e\u{301} \u{1}", cursor: CellPlace(column: 0, row: 0))
        let names = try Regex("<(/?)([a-z]+)[^>]*?(/?)>")
        var open: [Substring] = []
        for match in picture.matches(of: names) {
            let name = try #require(match.output[2].substring)
            if match.output[1].substring == "/" {
                #expect(open.popLast() == name)
            } else if match.output[3].substring != "/" {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
        #expect(!picture.contains("<script") && !picture.contains("href"))
        #expect(!picture.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
}
