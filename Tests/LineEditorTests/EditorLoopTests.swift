import Glibc
import Testing

@testable import LineEditor

extension TerminalTests {
    /// A signal and the closing reach the loop at once: it looks once, and must see both.
    @Suite struct EditorLoopTests {
        private let terminal: TestTerminal
        private let mailbox: Mailbox

        init() throws {
            terminal = try TestTerminal()
            mailbox = Mailbox(wake: try WakeSignal())
        }

        /// A loop that runs on the calling thread.
        ///
        /// A report wakes it, so that one that waits on after the report ends all the same, but has used the wake.
        private func makeLoop(report: @escaping (TerminalSignal) -> Void) -> EditorLoop {
            let configuration = Configuration(
                input: terminal.line, output: terminal.line, terminalType: "xterm-256color")
            let setup = EditorSetup(
                configuration: configuration, capabilities: Capabilities(), mailbox: mailbox, isUnicode: true)
            return EditorLoop(setup) { [mailbox] signal in
                report(signal)
                mailbox.wake.raise()
            }
        }

        /// Sends a signal to the process; its handler has run when this returns.
        private func deliver(_ number: Int32) throws {
            kill(getpid(), number)
            try #require(isWoken(within: 20_000))
        }

        private func isWoken(within milliseconds: Int32 = 0) -> Bool {
            var request = pollfd(fd: mailbox.wake.descriptor, events: Int16(POLLIN), revents: 0)
            var ready = poll(&request, 1, milliseconds)
            while ready < 0 && errno == EINTR { ready = poll(&request, 1, milliseconds) }
            return ready == 1
        }

        @Test(arguments: [(SIGHUP, TerminalSignal.hangup), (SIGTERM, .terminate)])
        func `closing is not lost behind a signal`(number: Int32, signal: TerminalSignal) throws {
            defer { terminal.hangUp() }
            var reported: [TerminalSignal] = []
            let loop = makeLoop { reported.append($0) }
            try deliver(number)
            mailbox.close()
            loop.run()
            #expect(reported == [signal])
            #expect(isWoken())
        }

        @Test func `a line asked for before a signal and the closing is refused`() async throws {
            defer { terminal.hangUp() }
            let loop = makeLoop { _ in }
            try deliver(SIGHUP)
            let result = await withCheckedContinuation { continuation in
                mailbox.submit(.line(Prompt("> "), .entry, continuation), id: mailbox.makeID())
                mailbox.close()
                loop.run()
            }
            #expect(result == .failure(.closed))
            #expect(isWoken())
        }
    }
}
