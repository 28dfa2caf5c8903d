import Foundation
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// Earlier lines.
    @Suite struct HistoryTests {
        private static let file = "centsh/history.jsonl"

        /// What stands on the screen, wherever rows were broken.
        private static func words(on tmux: Tmux) throws -> String {
            try tmux.screen().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        @Test func `Up looks for what the line starts with, Ctrl-R for what it contains`() throws {
            let lines = ["info", "history hist:a limit=1", "status", "history hist:b limit=2"]
            let records = lines.map { #"{"time":1,"context":"practice","line":"\#($0)"}"# + "\n" }.joined()
            let folder = try TmuxTests.EditingBarTests.folder([Self.file: records])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            try tmux.type("hist")
            try tmux.press("Up")
            try tmux.waitForPrompt("practice> history hist:b limit=2")
            try tmux.press("Up")
            try tmux.waitForPrompt("practice> history hist:a limit=1")
            try tmux.press("Down", "Down")
            try tmux.waitForPrompt("practice> hist")
            try tmux.press("C-u", "C-r")
            try tmux.type("limit")
            try tmux.wait(forMarks: "search 'limit': history hist:b ‹1;4|limit›=2")
            try tmux.press("C-r")
            try tmux.wait(forMarks: "search 'limit': history hist:a ‹1;4|limit›=1")
            try tmux.type("x")
            try tmux.wait(for: "no match 'limitx'")
            try tmux.press("C-g")
            try tmux.waitForPrompt("practice>")
            try tmux.press("C-r")
            try tmux.type("b l")
            try tmux.press("Enter")
            try tmux.wait(for: "top offset")
            #expect(try tmux.marks().hasPrefix("‹36|practice›> ‹1;36|history› hist:b ‹36|limit›=‹35|2›\n"))
        }

        @Test func `lines of this server are suggested before those of another`() throws {
            let records = """
                {"time":1,"context":"practice","line":"history hist:ours"}
                {"time":2,"context":"prod.example:8000","line":"history hist:theirs"}

                """
            let folder = try TmuxTests.EditingBarTests.folder([Self.file: records])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            try tmux.type("history h")
            try tmux.wait(forMark: "‹2|ist:ours›")
            try tmux.type("ist:t")
            try tmux.wait(forMark: "‹2|heirs›")
        }

        @Test func `two consoles share their lines, and neither loses one`() throws {
            let first = try TmuxTests.EditingBarTests.console()
            let second = try TmuxTests.EditingBarTests.console(state: first.state)
            try first.settle("history hist:first", answer: "top offset")
            try second.settle("history hist:second", answer: "top offset")
            try first.settle("history hist:third", answer: "top offset")
            try second.settle("status", answer: "practice")
            try second.press("Up", "Up")
            try second.waitForPrompt("practice> history hist:third")
            try second.press("Up", "Up")
            try second.waitForPrompt("practice> history hist:first")
            let kept = try String(contentsOf: first.state.appending(path: Self.file), encoding: .utf8)
            #expect(kept.split(separator: "\n").count == 4)
        }

        @Test func `lines of the file that cannot be read are left out, and told once before the first prompt`() throws
        {
            let records = """
                {"time":1,"context":"practice","line":"history hist:a"}
                {"time":1,"li
                \u{0}

                """
            let folder = try TmuxTests.EditingBarTests.folder([Self.file: records])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            let start = try Self.words(on: tmux)
            #expect(start.hasPrefix("2 lines of "))
            #expect(start.contains("history.jsonl could not be read Left out. The others are there;"))
            try tmux.settle("status", answer: "practice server")
            try tmux.enter("status")
            try tmux.wait(for: "practice server")
            try tmux.waitForPrompt("practice>")
            #expect(try !tmux.screen().contains("could not be read"))
            try tmux.press("Up", "Up")
            try tmux.waitForPrompt("practice> history hist:a")
        }

        @Test func `a folder in the place of the file is told once, and lines are kept for the session`() throws {
            let folder = try TmuxTests.EditingBarTests.folder([Self.file + "/a": ""])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            let start = try Self.words(on: tmux)
            #expect(start.hasPrefix("✗ the lines typed before could not be read from "))
            #expect(start.contains("history.jsonl: it is a folder What is typed here is kept until the end"))
            try tmux.clear()
            try tmux.settle("info", answer: "6.9.1 OSS")
            try tmux.enter("status")
            try tmux.wait(for: "practice server")
            try tmux.waitForPrompt("practice>")
            #expect(try !tmux.screen().contains("it is a folder"))
            try tmux.press("Up", "Up")
            try tmux.waitForPrompt("practice> info")
        }
    }
}
