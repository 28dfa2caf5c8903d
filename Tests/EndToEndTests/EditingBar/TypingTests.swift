import Foundation
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// Colours, ghosts, and the row of documentation.
    @Suite struct TypingTests {
        private static let prompt = "‹36|practice›> "

        @Test(arguments: [
            (
                20,
                """
                ‹1;36|publish› hi
                st:a {‹1;34|"a"›:[‹35|1›,‹1;35|null›]}
                ‹4;31|skip_histroy›=true
                ‹31|publish has no fie…›
                """
            ),
            (
                40,
                """
                ‹1;36|publish› hist:a {‹1;34|"a"›:[‹35|1›,‹1;35|null›]}
                ‹4;31|skip_histroy›=true
                ‹31|publish has no field "skip_histroy": d…›
                """
            ),
            (80, wide),
        ])
        func `a line has its colours at every width, and keeps them when that changes`(columns: Int, looks: String)
            throws
        {
            let tmux = try TmuxTests.EditingBarTests.console(columns: columns)
            try tmux.type(#"publish hist:a {"a":[1,null]} skip_histroy=true"#)
            try tmux.wait(forMarks: Self.prompt + looks)
            try tmux.resize(columns: 70, rows: 24)
            try tmux.wait(forMarks: Self.prompt + Self.wide)
            try tmux.resize(columns: columns, rows: 24)
            try tmux.wait(forMarks: Self.prompt + looks)
            for _ in 0..<8 { try tmux.press("BSpace") }
            try tmux.type("ory=true")
            try tmux.wait(forMark: "‹36|skip_history›=‹1;35|true›")
            try tmux.press("Enter")
            try tmux.wait(for: "✓")
        }

        private static let wide = """
            ‹1;36|publish› hist:a {‹1;34|"a"›:[‹35|1›,‹1;35|null›]} ‹4;31|skip_histroy›=true
            ‹31|publish has no field "skip_histroy": did you mean skip_history?›
            """

        @Test func `an unknown command is red at once, and the bracket at the cursor has its partner`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.type("x")
            try tmux.wait(forMarks: Self.prompt + "‹4;31|x›\n‹31|there is no command \"x\"›")
            try tmux.press("BSpace")
            try tmux.wait(forMarks: "‹36|practice›>")
            try tmux.type(#"publish a {"a":[1]}"#)
            try tmux.wait(forMark: #" a ‹1;7|{›‹1;34|"a"›:[‹35|1›]‹1;7|}›"#)
            try tmux.press("Left", "Left")
            try tmux.wait(forMark: #" a {‹1;34|"a"›:‹1;7|[›‹35|1›‹1|]›}"#)
        }

        @Test(arguments: [
            (20, " …"), (40, " channel data [tags.……"),
            (80, " channel data [tags.…] [skip_history] [idempotency_key] [delt…"),
        ])
        func `the schema's ghost ends before the edge, follows the cursor, and goes with Enter`(
            columns: Int, ghost: String
        ) throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: columns)
            try tmux.type("publish")
            try tmux.wait(forMark: "‹1;36|publish›‹2|\(ghost)›\n")
            try tmux.press("Left")
            try tmux.wait(forMark: "‹1;36|publish›\n")
            try tmux.press("Right")
            try tmux.wait(forMark: "‹1;36|publish›‹2|\(ghost)›\n")
            try tmux.press("BSpace")
            try tmux.wait(forMark: "publis‹2|h")
            try tmux.enter("h")
            try tmux.wait(for: "nothing was sent")
            #expect(try tmux.marks().contains("‹1;36|publish›\n"))
        }

        @Test func `the rest of an earlier line is taken whole or by words, after Backspace too`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.settle("history hist:news limit=5", answer: "top offset")
            try tmux.type("hi")
            try tmux.wait(forMark: "> hi‹2|story hist:news limit=5›\n")
            try tmux.press("M-f")
            try tmux.waitForPrompt("practice> history")
            try tmux.press("M-f")
            try tmux.wait(forMark: "‹1;36|history› hist:news‹2| limit=5›\n")
            try tmux.press("BSpace")
            try tmux.wait(forMark: "‹1;36|history› hist:new‹2|s limit=5›\n")
            try tmux.press("C-f")
            try tmux.waitForPrompt("practice> history hist:news limit=5")
            try tmux.press("BSpace")
            try tmux.wait(forMark: "‹2|5›")
            try tmux.press("Right")
            try tmux.waitForPrompt("practice> history hist:news limit=5")
            try tmux.press("Enter")
            try tmux.wait(for: "an answer") { $0.components(separatedBy: "top offset").count == 2 }
        }

        @Test func `the row under the line explains where the cursor stands, until it is switched off`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.type("history hist:a limit=5")
            try tmux.wait(
                forMark: "\n‹1|limit›‹2| · integer from -1 · how many; 0 or none: only the position; -1: all›")
            try tmux.press("C-a")
            try tmux.wait(forMark: "\n‹1|history›‹2| channel [limit] [since.offset] [since.epoch] … · lists")
            try tmux.press("C-u", "C-k")
            try tmux.type("publish news ")
            try tmux.wait(for: "\nstill needed: data · JSON")
            try tmux.press("C-u")
            try tmux.settle("bar hints", answer: "hints")
            try tmux.type("history")
            try tmux.wait(
                forMarks: Self.prompt + "‹1;36|history›‹2| channel [limit] [since.offset] [since.epoch] [reverse]›")
            try tmux.press("C-u")
            try tmux.settle("bar off", answer: "off")
            // Lines of the history are hints too.
            try tmux.type("bar o")
            try tmux.wait(forMarks: Self.prompt + "‹1;36|bar› o")
            try tmux.press("C-u")
            try tmux.type("history")
            try tmux.wait(forMarks: Self.prompt + "‹1;36|history›")
        }

        @Test func `what is logged stands above the line, which stays whole`() throws {
            let tmux = try TmuxTests.EditingBarTests.console("--practice --seed 1 -q --verbose")
            try tmux.type("history hi")
            try tmux.press("Tab")
            try tmux.wait(for: "debug: ")
            let rows = try tmux.screen().split(separator: "\n")
            #expect(rows.contains { $0.hasPrefix("practice> history hi") })
            #expect(rows.filter { $0.contains("debug: ") }.allSatisfy { $0.hasPrefix("debug: ") })
        }

        @Test func `with NO_COLOR nothing has a colour, and what is wrong stands out all the same`() throws {
            let tmux = try TmuxTests.EditingBarTests.console(variables: ["NO_COLOR=1"])
            try tmux.type("history a limt=5")
            try tmux.wait(
                forMarks: "practice> ‹1|history› a ‹4|limt›=5\nhistory has no field \"limt\": did you mean limit?")
        }

        @Test func `a terminal of which nothing is known gets lines and nothing else`() throws {
            let tmux = try TmuxTests.EditingBarTests.console(variables: ["TERM=dumb"])
            try tmux.type("history a limt=5")
            try tmux.wait(forMarks: "practice> history a limt=5")
            try tmux.press("Enter")
            try tmux.wait(for: "did you mean limit?")
            #expect(try tmux.marks().contains("‹") == false)
        }
    }
}
