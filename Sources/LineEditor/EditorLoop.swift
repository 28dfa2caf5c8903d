internal import Glibc

/// What the editor's thread does from its start to its end: shows texts, reads lines, waits.
final class EditorLoop {
    private let configuration: Configuration
    private let capabilities: Capabilities
    private let mailbox: Mailbox
    private let report: (TerminalSignal) -> Void
    private let isUnicode: Bool
    private let terminal: Terminal
    private let surroundings: Surroundings
    private let keys: KeyInput
    private let modes: TerminalModes?
    private var relay: SignalRelay?
    private var session: LibeditSession?
    private var isSessionTried = false

    /// Takes hold of the terminal; `report` is told of signals outside of a line.
    init(_ setup: EditorSetup, report: @escaping (TerminalSignal) -> Void) {
        configuration = setup.configuration
        capabilities = setup.capabilities
        isUnicode = setup.isUnicode
        let mailbox = setup.mailbox
        self.mailbox = mailbox
        self.report = report
        relay = configuration.handlesSignals ? SignalRelay(raising: mailbox.wake) : nil
        let handlesSignals = relay != nil
        terminal = Terminal(input: configuration.input, output: configuration.output) {
            mailbox.isClosed || handlesSignals && SignalRelay.isEnding
        }
        surroundings = Surroundings(mailbox: mailbox, handlesSignals: handlesSignals)
        keys = KeyInput(terminal: terminal, surroundings: surroundings)
        modes = TerminalModes(of: configuration.input)
    }

    /// Works until the mailbox is closed.
    func run() {
        modes?.restoreAtExit()
        while true {
            if let unwinding = surroundings.attend(on: self) { reportSignal(unwinding) }
            // Asked of the mailbox: a signal that came with the closing hides it from what was attended to.
            if mailbox.isClosed { break }
            if let request = mailbox.takeRequest() { serve(request) } else { wait() }
        }
        while mailbox.hasItems { _ = surroundings.attend(on: self) }
        session = nil
        modes?.restore()
        TerminalModes.forgetAtExit()
        relay?.remove()
        mailbox.takeRequest()?.fail(.closed)
        mailbox.finish()
    }

    private func wait() {
        var request = pollfd(fd: surroundings.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
    }

    /// Leaves it to the owner, as nothing is being read.
    private func reportSignal(_ unwinding: Unwinding) {
        switch unwinding {
        case .interrupted:
            // What was typed ahead of Ctrl-C is not meant any more.
            keys.discard()
            // The terminal has shown ^C where the cursor stood.
            if terminal.isInteractive { terminal.write("\n") }
            report(.interrupt)
        case .terminated(let signal): report(signal)
        case .cancelled, .closed: break
        }
    }

    private func serve(_ request: Mailbox.Request) {
        switch request {
        case .line(let prompt, let purpose, let continuation):
            let ending = readLine(prompt, purpose)
            if purpose == .entry { remember(ending) }
            mailbox.endRequest()
            continuation.resume(returning: ending.outcome)
        case .secret(let prompt, let continuation):
            let ending = readSecret(prompt)
            mailbox.endRequest()
            continuation.resume(returning: ending.secretOutcome)
        }
    }

    private func readLine(_ prompt: Prompt, _ purpose: Purpose) -> ReadEnding {
        if !isSessionTried {
            isSessionTried = true
            session = makeSession()
        }
        if let session {
            var deathGuard = relay == nil ? nil : modes.map { DeathGuard(over: configuration.input, found: $0.found) }
            defer { deathGuard?.standDown() }
            return session.readLine(prompt: prompt, purpose: purpose, capabilities: capabilities)
        }
        let plain = PlainReader(terminal: terminal, keys: keys)
        return plain.readLine(prompt: prompt, purpose: purpose, capabilities: capabilities)
    }

    private func makeSession() -> LibeditSession? {
        guard let type = configuration.terminalType, !["", "dumb", "unknown"].contains(type),
            terminal.isInteractive
        else { return nil }
        return LibeditSession(configuration, terminal: terminal, keys: keys, isUnicode: isUnicode)
    }

    private func readSecret(_ prompt: Prompt) -> ReadEnding {
        if let modes { return SecretReader(terminal: terminal, keys: keys, modes: modes).readSecret(prompt: prompt) }
        let plain = PlainReader(terminal: terminal, keys: keys)
        return plain.readLine(prompt: prompt, purpose: .answer, capabilities: Capabilities())
    }

    /// Nothing that was typed is lost, not even what was dropped.
    private func remember(_ ending: ReadEnding) {
        switch ending {
        case .line(let text), .unwound(.terminated, let text):
            let isSecret = capabilities.secretDetector?.containsSecret(text) ?? false
            configuration.history?.add(text, retention: isSecret ? .session : .saved)
        case .dropped(let text), .unwound(_, let text):
            configuration.history?.add(text, retention: .session)
        case .endOfFile: break
        }
    }
}

extension EditorLoop: Screen {
    func show(_ text: [UInt8]) {
        terminal.write(text)
    }

    func adaptToSize() {}

    func resume() {}
}

extension ReadEnding {
    fileprivate var outcome: Result<Outcome, LineEditorError> {
        switch self {
        case .line(let text): .success(.line(text))
        case .dropped(let text), .unwound(.interrupted, let text): .success(.interrupted(partialLine: text))
        case .endOfFile: .success(.endOfFile)
        case .unwound(.terminated(let signal), let partialLine):
            .success(.terminated(signal, partialLine: partialLine))
        case .unwound(.cancelled, _): .failure(.cancelled)
        case .unwound(.closed, _): .failure(.closed)
        }
    }

    fileprivate var secretOutcome: Result<SecretOutcome, LineEditorError> {
        switch self {
        case .line(let text): .success(.entered(Secret(text)))
        case .dropped, .unwound(.interrupted, _): .success(.interrupted)
        case .endOfFile: .success(.endOfFile)
        case .unwound(.terminated(let signal), _): .success(.terminated(signal))
        case .unwound(.cancelled, _): .failure(.cancelled)
        case .unwound(.closed, _): .failure(.closed)
        }
    }
}
