import Foundation
import Glibc
import Testing
import TmuxTerminal

extension TmuxTests.EditingBarTests {
    /// The keys that stop, drop, clear and leave, and those of one's own.
    @Suite struct KeysTests {
        @Test func `Ctrl-C drops a line, and says what leaves only where there was nothing to drop`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.type("one")
            try tmux.press("C-c")
            try tmux.waitForPrompt("practice>")
            try tmux.type("two")
            try tmux.press("C-c", "C-c")
            try tmux.wait(for: "practice> one^C\npractice> two^C\npractice> ^C\npractice>")
            #expect(try tmux.screen().contains("leaves") == false)
            try tmux.press("C-c")
            try tmux.wait(for: "practice> ^C\nCtrl-D or quit leaves.\npractice>")
            try tmux.press("Up", "Up")
            try tmux.waitForPrompt("practice> one")
        }

        @Test func `Ctrl-L clears the screen and keeps the line, the cursor and the bar`() throws {
            let tmux = try TmuxTests.EditingBarTests.console()
            try tmux.enter("status")
            try tmux.waitForPrompt("practice>")
            try tmux.type("history hist:a limit=5")
            try tmux.press("C-Left", "C-l")
            try tmux.wait(
                forMarks: """
                    ‹36|practice›> ‹1;36|history› hist:a ‹36|limit›=‹35|5›
                    ‹1|limit›‹2| · integer from -1 · how many; 0 or none: only the position; -1: all›
                    """)
        }

        @Test func `Ctrl-D deletes, leaves an empty line, and asks once where something is pending`() throws {
            let tmux = try TmuxTests.EditingBarTests.console(columns: 40)
            try tmux.enter("add publish hist:a 1")
            try tmux.waitForPrompt("practice [1]>")
            try tmux.type("ab")
            try tmux.press("Left", "C-d")
            try tmux.waitForPrompt("practice [1]> a")
            try tmux.press("BSpace", "C-d")
            try tmux.wait(
                for: """
                    1 command pending, kept for the next
                    time. Ctrl-D once more leaves; send
                    sends, pending shows.
                    practice [1]>
                    """)
            try tmux.press("C-d")
            try tmux.wait(for: "status 0")
        }

        @Test func `the mode of vi stands in the prompt, and bindings of the editrc file hold`() throws {
            let editrc = "bind -v\ncentsh:bind -s ^T info\nother:bind -s ^T wrong\n"
            let folder = try TmuxTests.EditingBarTests.folder([".editrc": editrc])
            let tmux = try Tmux("--practice --seed 1 -q", state: folder)
            try tmux.wait(forMarks: "‹2|(ins) ›‹36|practice›>")
            try tmux.press("C-t")
            try tmux.waitForPrompt("(ins) practice> info")
            try tmux.press("Escape")
            try tmux.wait(forMark: "‹2|(cmd) ›‹36|practice›> ‹1;36|info›")
            try tmux.press("0")
            try tmux.type("cwhelp")
            try tmux.wait(forMark: "‹2|(ins) ›‹36|practice›> ‹1;36|help›")
            try tmux.press("Escape")
            try tmux.wait(forMark: "‹2|(cmd) ›")
            try tmux.press("Enter")
            try tmux.wait(for: "help COMMAND")
            try tmux.wait(for: "typing again") { $0.hasSuffix("(ins) practice>") }
        }

        @Test func `Ctrl-Z hands the terminal to the shell, and fg brings the line back`() throws {
            let tmux = try Tmux.shell()
            try tmux.enter("clear; stty -g > before; centsh --practice --seed 1 -q")
            try tmux.waitForPrompt("practice>")
            try tmux.type("publish hist:a 12")
            try tmux.press("Left")
            try tmux.press("C-z")
            try tmux.waitForPrompt("$")
            try tmux.enter("clear; stty -g | cmp - before && echo as it was")
            // The words are on the screen as soon as they are typed, and cleared after that.
            try tmux.wait(for: "as it was\n$")
            try tmux.paste("echo pasted")
            try tmux.waitForPrompt("$ echo pasted")
            try tmux.press("Enter")
            try tmux.waitForPrompt("$")
            try tmux.enter("fg")
            try tmux.waitForPrompt("practice> publish hist:a 1")
            try tmux.wait(forMark: "‹36|practice›> ‹1;36|publish› hist:a ‹35|12›\n‹1|data›‹2| · JSON")
            try tmux.press("Enter")
            try tmux.wait(for: "✓ published to hist:a · offset 1")
        }

        @Test func `who stops the console from elsewhere gets a terminal in order, in a line and between two`() throws {
            let server = try ScriptedServer([.held(#"{"result":{"channels":{}}}"#)])
            let prompt = "127.0.0.1:\(server.port)>"
            let tmux = try Tmux.shell()
            try start(tmux, server: "--url http://127.0.0.1:\(server.port)", prompt: prompt)
            try tmux.type("channels")
            try tmux.waitForPrompt("\(prompt) channels")
            try stopAndContinue(tmux)
            try tmux.waitForPrompt("\(prompt) channels")
            try tmux.press("Enter")
            try tmux.wait(for: "the request") { _ in server.requests.count == 1 }
            try stopAndContinue(tmux)
            server.release()
            try tmux.wait(for: "0 channels with subscribers")
            try tmux.waitForPrompt(prompt)
        }

        private func stopAndContinue(_ tmux: Tmux) throws {
            try kill(tmux, with: SIGTSTP)
            try tmux.waitForPrompt("$")
            try tmux.enter("clear; stty -g | cmp - before && echo as it was")
            try tmux.wait(for: "as it was\n$")
            try tmux.enter("fg")
        }

        @Test func `what is typed and pasted while a line runs is the next line, which waits for Enter`() throws {
            let server = try ScriptedServer([.held(#"{"result":{"channels":{}}}"#)])
            let prompt = "127.0.0.1:\(server.port)>"
            let tmux = try Tmux("--url http://127.0.0.1:\(server.port) --api-key k -q")
            try tmux.waitForPrompt(prompt)
            try tmux.enter("channels")
            try tmux.wait(for: "the request") { _ in server.requests.count == 1 }
            try tmux.type("publish ")
            try tmux.paste("a 1\nchannels\n")
            server.release()
            try tmux.wait(for: "the paste") { $0.contains("\n\(prompt) publish a 1\nchannels") }
            try tmux.wait(for: "0 channels with subscribers")
            #expect(server.requests.count == 1)
        }

        @Test func `the terminal is left as it was found, whatever ends the console`() throws {
            let tmux = try Tmux.shell(variables: ["SWIFT_BACKTRACE=enable=no"])
            let endings: [(ending: String, status: Int32)] = [
                ("quit", 0), ("HUP", 129), ("QUIT", 131), ("ILL", 132), ("ABRT", 134), ("USR1", 138), ("SEGV", 139),
                ("PWR", 158), ("RTMIN", 162),
                ("TERM", 143),
            ]
            for (ending, status) in endings {
                try check(tmux, ending: ending, status: status)
            }
        }

        @Test func `the terminal is in order before a backtrace is written`() throws {
            let tmux = try Tmux.shell(variables: [
                "SWIFT_BACKTRACE=enable=yes,interactive=no,symbolicate=off,threads=crashed,registers=none,images=none"
            ])
            try check(tmux, ending: "SEGV", status: 139)
        }

        @Test(arguments: [SIGTERM, SIGHUP])
        func `what was half typed when the console was told to end comes back with Up`(signal: Int32) throws {
            let tmux = try Tmux.shell()
            try start(tmux)
            try tmux.type("history half")
            try tmux.wait(for: "lists publications")
            try kill(tmux, with: signal)
            try tmux.wait(for: "status \(128 + signal)")
            try start(tmux)
            try tmux.press("Up")
            try tmux.waitForPrompt("practice> history half")
        }

        /// Checks that the shell has its terminal back after an ending: a number of a signal, or `quit`.
        private func check(_ tmux: Tmux, ending: String, status: Int32) throws {
            try start(tmux)
            if ending == "quit" {
                try tmux.enter("quit")
            } else {
                try tmux.type("publish half")
                try tmux.wait(for: "sends data")
                try kill(tmux, with: status - 128)
            }
            try tmux.wait(for: "status \(status)")
            try tmux.enter("clear; stty -g | cmp - before && echo as it was")
            try tmux.wait(for: "the same") { $0.hasSuffix("\nas it was\n$") || $0.hasPrefix("as it was\n$") }
            // What is pasted is not marked as such any more.
            try tmux.paste("echo pasted")
            try tmux.waitForPrompt("$ echo pasted")
            try tmux.press("Enter")
            try tmux.waitForPrompt("$")
        }

        /// Starts the console from the shell, which then knows its number.
        private func start(
            _ tmux: Tmux, server: String = "--practice --seed 1", prompt: String = "practice>"
        ) throws {
            try tmux.enter(
                "clear; stty -g > before; (exec sh -c 'echo $$ > pid; exec centsh \(server) -q'); echo status $?")
            try tmux.waitForPrompt(prompt)
        }

        private func kill(_ tmux: Tmux, with signal: Int32) throws {
            let file = try String(contentsOf: tmux.state.appending(path: "pid"), encoding: .utf8)
            let identifier = try #require(pid_t(file.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(Glibc.kill(identifier, signal) == 0)
        }
    }
}
