import Glibc
import LineEditor
import Testing

extension TerminalTests {
    @Suite struct SignalTests {
        @Test func `SIGINT between lines is told to the owner and the session goes on`() async throws {
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                _ = try await fixture.read(keys: "request")
                kill(getpid(), SIGINT)
                var signals = fixture.editor.signals.makeAsyncIterator()
                let signal = await signals.next()
                #expect(signal == .interrupt)
                let line = try await fixture.read(keys: "next")
                #expect(line == .line("next"))
            }
        }

        @Test func `SIGINT between lines is shown, as nothing else that is typed there`() async throws {
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                _ = try await fixture.read(keys: "request")
                fixture.terminal.type("unseen", Keys.control("c"))
                kill(getpid(), SIGINT)
                try await fixture.terminal.wait(forScreen: "> request\n^C", cursor: (2, 0))
            }
        }

        @Test func `SIGINT forgets what was typed ahead`() async throws {
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                _ = try await fixture.read(keys: "request\rtyped ahead")
                kill(getpid(), SIGINT)
                var signals = fixture.editor.signals.makeAsyncIterator()
                _ = await signals.next()
                let line = try await fixture.read(keys: "next")
                #expect(line == .line("next"))
            }
        }

        @Test func `SIGTERM hands over the half-typed line and leaves the terminal in order`() async throws {
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("half typed")
                    try await terminal.wait(forScreen: "> half typed")
                    kill(getpid(), SIGTERM)
                }
                #expect(outcome == .terminated(.terminate, partialLine: "half typed"))
                #expect(fixture.history.lines == ["half typed"])
                await fixture.editor.close()
                #expect(fixture.terminal.isCooked)
            }
        }

        @Test func `SIGHUP between lines is told to the owner`() async throws {
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                _ = try await fixture.read(keys: "request")
                kill(getpid(), SIGHUP)
                var signals = fixture.editor.signals.makeAsyncIterator()
                let signal = await signals.next()
                #expect(signal == .hangup)
            }
        }

        @Test func `SIGWINCH and SIGCONT draw the line anew`() async throws {
            try await EditorFixture.use(columns: 30, adjust: { $0.handlesSignals = true }) { fixture in
                let outcome = try await fixture.read { terminal in
                    terminal.type("0123456789abcdefghij")
                    try await terminal.wait(forScreen: "> 0123456789abcdefghij")
                    terminal.setSize(columns: 16, rows: 10)
                    kill(getpid(), SIGWINCH)
                    try await terminal.wait(for: "two rows") { $0.text.hasSuffix("> 0123456789abcd\nefghij") }
                    kill(getpid(), SIGCONT)
                    terminal.type("k")
                    try await terminal.wait(for: "two rows") { $0.text.hasSuffix("> 0123456789abcd\nefghijk") }
                    terminal.type(Keys.enter)
                }
                #expect(outcome == .line("0123456789abcdefghijk"))
            }
        }

        @Test func `the former handlers come back`() async throws {
            var former = sigaction()
            sigaction(SIGTERM, nil, &former)
            try await EditorFixture.use(adjust: { $0.handlesSignals = true }) { fixture in
                _ = try await fixture.read(keys: "line")
                var during = sigaction()
                sigaction(SIGTERM, nil, &during)
                #expect(during.handlerAddress != former.handlerAddress)
            }
            var after = sigaction()
            sigaction(SIGTERM, nil, &after)
            #expect(after.handlerAddress == former.handlerAddress)
        }
    }
}

extension sigaction {
    fileprivate var handlerAddress: Int {
        unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
    }
}
