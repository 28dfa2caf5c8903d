import Foundation
import LineEditor

@testable import Console

/// One example of `highlights.txt`.
struct HighlightingCase: Sendable, CustomStringConvertible {
    /// The input as the file writes it, with the cursor in it.
    var input: String
    var expected: String
    var lineNumber: Int

    private static let cursorSign: Character = "▮"

    private static let letters: [(HighlightingRole, Character)] = [
        (.command, "c"), (.field, "f"), (.key, "k"), (.string, "s"), (.number, "n"), (.constant, "t"), (.file, "@"),
        (.comment, "#"), (.wrong, "!"), (.bracket, "("), (.bracketAtCursor, "("),
    ]

    /// All examples of the file.
    static func all() throws -> [HighlightingCase] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "highlights.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.filter { lines[$0].hasPrefix("> ") }.map { index in
            let input = String(lines[index].dropFirst(2))
            let looks = index + 1 < lines.count ? lines[index + 1].dropFirst(2) : ""
            var columns = looks.map { $0 == " " ? "." : $0 }
            while columns.count < input.count { columns.append(".") }
            if let cursor = input.firstIndex(of: cursorSign) {
                columns.remove(at: input.distance(from: input.startIndex, to: cursor))
            }
            return HighlightingCase(input: input, expected: String(columns), lineNumber: index + 1)
        }
    }

    var description: String { input }

    /// The text that is typed.
    var text: String { input.filter { $0 != Self.cursorSign }.replacing("⏎", with: "\n") }

    /// Where the cursor stands, in bytes of the text.
    var cursor: Int {
        input.firstIndex(of: Self.cursorSign).map { input[..<$0].replacing("⏎", with: "\n").utf8.count }
            ?? text.utf8.count
    }

    /// One letter for how each character of the text looks; `?` where it does not look the same all over.
    func shown(_ highlights: [Highlight]) -> String {
        var offset = 0
        return String(
            text.map { character in
                let range = offset..<offset + character.utf8.count
                offset = range.upperBound
                let styles = Set(range.map { byte in highlights.first { $0.range.contains(byte) }?.style ?? .plain })
                guard styles.count == 1, let style = styles.first else { return "?" }
                if style == .plain { return "." }
                return Self.letters.first { $0.0.style == style }?.1 ?? "?"
            })
    }

    /// What the language says about each line of the text.
    var problems: [LanguageError?] {
        let bytes = Array(text.utf8)
        var found: [LanguageError?] = []
        var position = 0
        while position < bytes.count {
            switch Tokenizer.line(in: bytes, from: position) {
            case .line(let line, let next):
                position = next
                do throws(LanguageError) {
                    _ = try CommandTable.standard.parser.parse(line)
                    found.append(nil)
                } catch {
                    found.append(error)
                }
            case .open(let opening, _): return found + [.unclosed(opening.byte, at: opening.offset)]
            case .joined(let offset, let next):
                position = next
                found.append(.joined(at: offset))
            }
        }
        return found
    }
}
