import Foundation
import Testing
import TmuxTerminal

/// The real program in a real terminal.
@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct TmuxTests {
    @Test func `a newcomer publishes, completes with Tab, reads history`() throws {
        let tmux = try Tmux("")
        try tmux.wait(for: "No server was named. Yours: --url URL or CENTSH_URL. Start with: help")
        try tmux.waitForPrompt("practice>")
        try tmux.type("publ")
        try tmux.press("Tab")
        try tmux.waitForPrompt("practice> publish")
        try tmux.enter(#"hist:news {"text":"hi"}"#)
        try tmux.wait(for: "✓ published to hist:news · offset 1 · epoch ")
        try tmux.type("history hist:n")
        try tmux.press("Tab")
        try tmux.type("li")
        try tmux.press("Tab")
        try tmux.waitForPrompt("practice> history hist:news limit=")
        try tmux.enter("10")
        let screen = try tmux.wait(for: "1 publication · top offset 1")
        #expect(screen.contains("  offset  data\n       1  {\"text\":\"hi\"}\n"))
    }

    @Test func `a batch is composed, sent, and what failed is there at the next start`() throws {
        let first = try Tmux("--practice -q")
        try first.waitForPrompt("practice>")
        try first.enter(#"add publish hist:a {"n":1}"#)
        try first.waitForPrompt("practice [1]>")
        try first.enter("add publish nope:x 2")
        try first.waitForPrompt("practice [2]>")
        try first.enter("send")
        let screen = try first.wait(for: "1 succeeded, 1 failed and stays in the batch")
        #expect(screen.contains("  1  ✓ publish  hist:a  offset 1\n  2  ✗ publish  nope:x  102 unknown channel\n"))
        try first.waitForPrompt("practice [1]>")
        try first.press("C-d")
        try first.wait(for: "1 command pending, kept for the next time. Ctrl-D once more leaves")
        try first.press("C-d")
        try first.wait(for: "status 0")
        let second = try Tmux("--practice -q", state: first.state)
        try second.wait(for: "1 command pending from before, composed for practice: see pending")
        try second.waitForPrompt("practice [1]>")
        let third = try Tmux("--practice -q", state: first.state)
        try third.waitForPrompt("practice>")
    }

    @Test func `Ctrl-C drops the line, which Up brings back, and never the session`() throws {
        let tmux = try Tmux("--practice -q")
        try tmux.waitForPrompt("practice>")
        try tmux.type("publish half a")
        try tmux.press("C-c")
        try tmux.waitForPrompt("practice>")
        try tmux.press("Up")
        try tmux.waitForPrompt("practice> publish half a")
        try tmux.press("C-u")
        try tmux.enter("quit")
        try tmux.wait(for: "status 0")
    }

    @Test func `an input error has its carets under the line on the screen`() throws {
        let tmux = try Tmux("--practice -q")
        try tmux.waitForPrompt("practice>")
        try tmux.enter("history hist:a limt=5")
        let screen = try tmux.wait(for: "nothing was sent")
        #expect(screen.contains("practice> history hist:a limt=5\n                         ^^^^\nhistory has no field"))
    }

    @Test func `an open bracket goes on in the next row, and the whole is one entry`() throws {
        let tmux = try Tmux("--practice -q")
        try tmux.waitForPrompt("practice>")
        try tmux.enter("publish hist:a {")
        try tmux.wait(for: "…")
        try tmux.enter(#""n": 1}"#)
        try tmux.wait(for: "✓ published to hist:a · offset 1")
        try tmux.press("Up")
        try tmux.wait(for: "the entry again") { screen in
            screen.split(separator: "\n").count { $0.contains(#""n": 1}"#) } == 2
        }
    }

    @Test func `what destroys asks, and a line that wraps survives a resize`() throws {
        let tmux = try Tmux("--practice -q", columns: 40, rows: 20)
        try tmux.waitForPrompt("practice>")
        try tmux.enter("history_remove hist:a")
        try tmux.wait(for: "[y/N]")
        try tmux.enter("n")
        try tmux.wait(for: "nothing was sent")
        try tmux.waitForPrompt("practice>")
        try tmux.type("publish plain:a aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd")
        try tmux.wait(for: "dddd")
        try tmux.resize(columns: 90, rows: 20)
        try tmux.waitForPrompt("practice> publish plain:a aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd")
        try tmux.press("Enter")
        try tmux.wait(for: "✓ published to plain:a")
    }

    @Test func `without a server the prompt comes all the same and the error says where to look`() throws {
        let tmux = try Tmux("-q --url http://127.0.0.1:1")
        try tmux.waitForPrompt("127.0.0.1:1>")
        try tmux.enter("info")
        try tmux.wait(for: "✗ connection refused by 127.0.0.1:1")
        try tmux.wait(for: "The address comes from --url.")
        try tmux.waitForPrompt("127.0.0.1:1>")
    }
}
