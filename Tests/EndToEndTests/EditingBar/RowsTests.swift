import Foundation
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// Entries of several rows, pastes, and the editor of one's own.
    @Suite struct RowsTests {
        @Test(arguments: [
            (80, "{\n…           ‹1;34|\"n\"›: [\n…             ‹35|1›"),
            (20, "\nst:a {\n…           ‹1;34|\"n\"›: [\n…             ‹35|1›"),
        ])
        func `an open bracket goes on in marked and indented rows, recalled and edited as a whole`(
            columns: Int, rows: String
        ) throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: columns)
            try tmux.enter("publish hist:a {")
            try tmux.enter(#""n": ["#)
            try tmux.type("1")
            try tmux.wait(forMark: rows.replacing("… ", with: "‹2|… ›"))
            try tmux.enter("]}")
            try tmux.wait(for: "offset 1")
            try tmux.clear()
            try tmux.press("Up")
            try tmux.wait(for: "all rows") { $0.contains("…             1]}") }
            try tmux.press("Up", "End")
            try tmux.enter("0,")
            try tmux.wait(for: "offset 2")
            try tmux.resize(columns: 80, rows: 24)
            try tmux.enter("history hist:a limit=-1")
            try tmux.wait(for: #"{"n":[0,1]}"#)
        }

        @Test func `Alt-Enter starts a row anywhere, and Enter sends them all`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.type("publish hist:a 1")
            try tmux.press("M-Enter")
            try tmux.type("publish hist:b 'x")
            try tmux.press("M-Enter")
            try tmux.enter("y'")
            try tmux.wait(for: "✓ published to hist:b")
            try tmux.clear()
            try tmux.enter("history hist:b limit=1 ")
            try tmux.wait(for: #""x\ny""#)
        }

        @Test func `a paste is put in whole, with its rows and without its control characters, and waits for Enter`()
            throws
        {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.paste("publish hist:a 1\r\npublish hist:b 2\rpublish hist:c \"\u{3}\u{1B}[2J\u{4}\"\n")
            try tmux.wait(
                for: "three rows and what is open"
            ) {
                $0.hasPrefix("practice> publish hist:a 1\npublish hist:b 2\npublish hist:c \"^C^[[2J^D\"")
            }
            #expect(try tmux.screen().contains("✓") == false)
            try tmux.press("C-c")
            try tmux.clear()
            try tmux.paste("publish hist:a 1\r\npublish hist:b 2")
            try tmux.waitForPrompt("publish hist:b 2")
            try tmux.press("Enter")
            try tmux.wait(
                for: "one answer each"
            ) {
                $0.contains("✓ published to hist:a · offset 1") && $0.contains("✓ published to hist:b · offset 1")
            }
        }

        @Test func `60,000 characters are pasted at once, and arrive`() throws {
            let folder = try TmuxTests.EditingBarTests.folder([
                "paste": #"publish hist:a {"text":""# + text(60_000) + #""}"#
            ])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            try tmux.paste(from: folder.appending(path: "paste"))
            try tmux.wait(for: "the end of it") { $0.hasSuffix("xyz\"}") }
            try tmux.press("Enter")
            try tmux.wait(for: "✓ published to hist:a · offset 1")
            let kept = try String(contentsOf: folder.appending(path: "centsh/history.jsonl"), encoding: .utf8)
            #expect(kept.contains(text(60_000)))
        }

        private func text(_ count: Int) -> String { String(repeating: "abcdefghi ", count: count / 10) + "xyz" }

        @Test func `Ctrl-C ends an editor, and the line is still there`() throws {
            let folder = try TmuxTests.EditingBarTests.folder(["editor": "echo waiting\nread line\n"])
            let tmux = try TmuxTests.EditingBarTests.console(
                state: folder, variables: ["VISUAL='sh \(folder.appending(path: "editor").path())'"])
            try tmux.type("publish hist:a 'one'")
            try tmux.press("C-x", "C-e")
            try tmux.wait(for: "waiting")
            try tmux.press("C-c")
            try tmux.wait(for: "the line is as it was\npractice> publish hist:a 'one'")
            try tmux.press("Enter")
            try tmux.wait(for: "✓ published to hist:a · offset 1")
        }

        @Test func `Ctrl-X Ctrl-E has the line edited elsewhere, and nothing is sent before Enter`() throws {
            let editor = "#!/bin/sh\nsed -i 's/one/two\\nrows/' \"$1\"\n"
            let folder = try TmuxTests.EditingBarTests.folder(["editor": editor])
            let tmux = try TmuxTests.EditingBarTests.console(
                state: folder, variables: ["VISUAL='sh \(folder.appending(path: "editor").path())'"])
            try tmux.type("publish hist:a 'one'")
            try tmux.press("C-x", "C-e")
            try tmux.wait(for: "practice> publish hist:a 'two\nrows'")
            #expect(try tmux.screen().contains("✓") == false)
            try tmux.press("Enter")
            try tmux.wait(for: "✓ published to hist:a · offset 1")
        }
    }
}
