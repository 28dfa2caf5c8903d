/// Reads a line of which nothing is shown, on any kind of terminal.
final class SecretReader: Screen {
    private let terminal: Terminal
    private let keys: KeyInput
    private let modes: TerminalModes
    private let hold: TerminalHold
    private var prompt = ""
    /// Whether SIGCONT will tell of a suspension that is over already.
    private var expectsContinuation = false

    init(terminal: Terminal, keys: KeyInput, modes: TerminalModes, hold: TerminalHold) {
        self.terminal = terminal
        self.keys = keys
        self.modes = modes
        self.hold = hold
    }

    /// Reads until Enter; Backspace and Ctrl-U work unseen.
    func readSecret(prompt: Prompt) -> ReadEnding {
        self.prompt = prompt.text
        terminal.endRow()
        terminal.write(self.prompt)
        modes.enterSilentMode()
        defer {
            hold.settle()
            terminal.endRow()
        }
        var secret = ""
        while true {
            switch keys.next(on: self, take: { $0.next(isFinal: $1) }) {
            case .value(let key):
                if let ending = handle(key, &secret) { return ending }
            case .ended: return .unwound(.terminated(.hangup), partialLine: "")
            case .unwound(.interrupted): return .dropped("")
            case .unwound(let unwinding): return .unwound(unwinding, partialLine: "")
            }
        }
    }

    private func handle(_ key: Key, _ secret: inout String) -> ReadEnding? {
        switch key {
        case .character("\r"), .character("\n"): return .line(secret)
        case .character(.control("c")): return .dropped("")
        case .character(.control("d")) where secret.isEmpty: return .endOfFile
        case .character(.control("z")): suspend()
        case .character(.control("u")): secret = ""
        case .character("\u{7F}"), .character(.control("h")): _ = secret.popLast()
        case .character(let scalar) where !scalar.isUnsafeOnTerminal: secret.unicodeScalars.append(scalar)
        case .paste(let text): secret += text.withoutControlCharacters
        default: break
        }
        return nil
    }

    func show(_ text: [UInt8]) {
        terminal.endRow()
        terminal.write(text)
        terminal.endRow()
        terminal.write(prompt)
    }

    func adaptToSize() {}

    func suspend() {
        terminal.write("^Z\r\n")
        // Also where no line has been edited yet, so that the shell gets the terminal as it was.
        modes.restore()
        hold.suspend()
        continueReading()
        expectsContinuation = true
    }

    func resume() {
        if expectsContinuation { expectsContinuation = false } else { continueReading() }
    }

    private func continueReading() {
        modes.enterSilentMode()
        terminal.noteLineFeed()
        terminal.write(prompt)
    }
}
