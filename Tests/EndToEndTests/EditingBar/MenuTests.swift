import Foundation
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// What Tab does.
    @Suite struct MenuTests {
        @Test func `Tab completes the common part, Tab again opens a menu that typing narrows`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.type("map_r")
            try tmux.press("Tab")
            try tmux.waitForPrompt("practice> map_re")
            try tmux.press("Tab")
            try tmux.wait(
                forMarks: """
                    ‹36|practice›> map_re‹2|move ›
                     ‹7| map_remove       Removes a key from a map channel.›
                      map_read_state   Lists the keys and values of a map channel.
                      map_read_stream  Lists the latest changes of a map channel.
                    ‹2|  Tab, arrows choose · Enter takes it · Esc leaves›
                    """)
            try tmux.press("Down", "Tab", "Up")
            try tmux.wait(forMark: "\n ‹7| map_read_state   Lists the keys and values of a map channel.›\n")
            try tmux.type("ad_")
            try tmux.wait(forMark: "> map_read_‹2|state ›\n ‹7| map_read_state ")
            #expect(try tmux.screen().contains("map_remove") == false)
            try tmux.press("Escape")
            try tmux.wait(for: "no menu") { !$0.contains("map_read_stream") }
            try tmux.waitForPrompt("practice> map_read_")
            try tmux.press("Tab", "Tab", "Down", "Enter")
            try tmux.waitForPrompt("practice> map_read_stream")
            try tmux.wait(for: "no menu") { !$0.contains("Lists the") }
        }

        @Test(arguments: [
            (20, "  map_remove\n  map_read_state\n  map_read_stream"),
            (
                40,
                """
                  map_remove       Removes a key from …
                  map_read_state   Lists the keys and …
                  map_read_stream  Lists the latest ch…
                """
            ),
        ])
        func `a menu keeps its columns on a narrow screen`(columns: Int, menu: String) throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: columns)
            try tmux.type("map_re")
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: menu) { $0.contains("\n\(menu)\n  Tab, arrows choo") }
            try tmux.resize(columns: 80, rows: 24)
            try tmux.wait(for: "the descriptions") { $0.contains("  Lists the latest changes of a map channel.\n") }
            #expect(try tmux.screen().components(separatedBy: "practice>").count == 2)
        }

        @Test func `channels of the server come as soon as they are known, with their clients`() throws {
            let tmux = try TmuxTests.EditingBarTests.console("--practice --seed 1")
            try tmux.clear()
            try tmux.type("history hist:")
            // Whether the list is there at the first Tab is a matter of time; where it is not, it opens by itself.
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: "the channels") { $0.contains("\n  hist:news  12 clients\n  hist:room  3 clients") }
            try tmux.type("r")
            try tmux.wait(for: "the room alone") { !$0.contains("hist:news") && $0.contains("hist:room  3 clients") }
            try tmux.press("Enter")
            try tmux.waitForPrompt("practice> history hist:room")
        }

        @Test func `where the server's channels could not be listed Tab says why, until the next key`() throws {
            let prompt = "unix:/nonexistent/socket>"
            let tmux = try Tmux("--url unix:/nonexistent/socket -q")
            try tmux.waitForPrompt(prompt)
            try tmux.type("history ne")
            try tmux.press("Tab")
            try tmux.wait(forMark: "\n‹2|channels could not be listed: ")
            #expect(try tmux.screen().contains("/nonexistent/socket"))
            try tmux.waitForPrompt("\(prompt) history ne")
            try tmux.type("w")
            try tmux.wait(for: "the usual row") {
                !$0.contains("could not be listed") && $0.contains("channel [limit]")
            }
            try tmux.press("Tab")
            try tmux.wait(for: "channels could not be listed: ")
            try tmux.waitForPrompt("\(prompt) history new")
        }

        @Test func `users, clients and epochs that were seen are offered where they fit`() throws {
            let tmux = try TmuxTests.EditingBarTests.console("--practice --seed 1")
            try tmux.settle("presence hist:room", answer: "3 clients · 3 users")
            try tmux.settle("history hist:room limit=1", answer: "epoch")
            try tmux.type("disconnect 4")
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: "\n  42  seen in hist:room\n  43  seen in hist:room\n  44  seen in hist:room")
            try tmux.press("Enter")
            try tmux.waitForPrompt("practice> disconnect 42")
            try tmux.type("client=")
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: "  43, seen in hist:room")
            try tmux.press("C-c")
            try tmux.clear()
            try tmux.type("history hist:room since.epoch=")
            try tmux.press("Tab")
            try tmux.wait(for: "the epoch") { $0.contains(#/since\.epoch=[A-Za-z]{8} /#) }
        }

        @Test func `fields, their choices, files and items of the batch are offered`() throws {
            let folder = try TmuxTests.EditingBarTests.folder(["payload.json": "{}", "payload.txt": "x"])
            let tmux = try TmuxTests.EditingBarTests.console(state: folder)
            try tmux.type("publish a 1 skip")
            try tmux.press("Tab")
            try tmux.waitForPrompt("practice> publish a 1 skip_history=")
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: "\n  true   Do not keep it in the history.\n  false")
            try tmux.press("C-c")
            try tmux.clear()
            try tmux.type("publish a data=@\(folder.path())/pay")
            try tmux.press("Tab")
            try tmux.wait(for: "payload.")
            try tmux.press("Tab")
            try tmux.wait(for: "payload.json  2 bytes")
            try tmux.press("C-c")
            try tmux.clear()
            try tmux.settle("add history hist:a", answer: "[1]", prompt: "practice [1]>")
            try tmux.settle("add history hist:b", answer: "[2]", prompt: "practice [2]>")
            try tmux.type("drop ")
            try tmux.press("Tab", "Tab")
            try tmux.wait(for: "\n  1  history hist:a\n  2  history hist:b")
        }
    }
}
