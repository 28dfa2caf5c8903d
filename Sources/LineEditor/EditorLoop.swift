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
    private let hold: TerminalHold?
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
        let terminal = terminal
        hold = modes.map { TerminalHold(of: terminal, found: $0, handlesSignals: handlesSignals) }
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
        hold?.giveUp()
        modes?.restore()
        TerminalModes.forgetAtExit()
        relay?.remove()
        mailbox.takeRequest()?.fail(.closed)
        mailbox.finish()
    }

    /// Waits for something to do; what is typed meanwhile is taken off the terminal, which would take no Ctrl-C any
    /// more once its buffer is full.
    private func wait() {
        keys.waitBetweenLines(takingKeys: hold?.isHeld ?? false)
    }

    /// Leaves it to the owner, as nothing is being read.
    private func reportSignal(_ unwinding: Unwinding) {
        switch unwinding {
        case .interrupted:
            // What was typed ahead of Ctrl-C is not meant any more.
            keys.discard()
            // A terminal that is not held has shown ^C where the cursor stood.
            if terminal.isInteractive { terminal.write(hold?.isHeld ?? false ? "^C\n" : "\n") }
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
        case .loan(let body, let continuation):
            surroundings.showTexts(on: self)
            let wasHeld = hold?.isHeld ?? false
            hold?.giveUp()
            body()
            if wasHeld { hold?.take() }
            terminal.noteLineFeed()
            mailbox.endRequest()
            continuation.resume(returning: .success(()))
        }
    }

    private func readLine(_ prompt: Prompt, _ purpose: Purpose) -> ReadEnding {
        if !isSessionTried {
            isSessionTried = true
            session = makeSession()
            if session == nil { hold?.settle() }
        }
        if let session {
            return session.readLine(prompt: prompt, purpose: purpose, capabilities: capabilities)
        }
        let plain = PlainReader(terminal: terminal, keys: keys)
        return plain.readLine(prompt: prompt, purpose: purpose, capabilities: capabilities)
    }

    private func makeSession() -> LibeditSession? {
        guard let type = configuration.terminalType, !["", "dumb", "unknown"].contains(type),
            terminal.isInteractive, let hold
        else { return nil }
        return LibeditSession(configuration, terminal: terminal, keys: keys, hold: hold, isUnicode: isUnicode)
    }

    private func readSecret(_ prompt: Prompt) -> ReadEnding {
        if let modes, let hold {
            return SecretReader(terminal: terminal, keys: keys, modes: modes, hold: hold).readSecret(prompt: prompt)
        }
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

    func suspend() {
        terminal.write("^Z\n")
        hold?.suspend()
    }

    func resume() {
        if hold?.isHeld ?? false { hold?.take() }
    }
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
