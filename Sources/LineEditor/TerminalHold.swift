internal import Glibc

/// Holds a terminal from the first edited line to the end, and lends it to others meanwhile.
///
/// While it is held, nothing is echoed but what the editor draws, and what is pasted is told from what is typed, also
/// between lines: so keys that come while the owner works are keys of the next line. Ctrl-C and Ctrl-Z are signals
/// then. The process does not stop, and does not die of a signal but SIGKILL, with the terminal in this state.
final class TerminalHold {
    private let modes: TerminalModes
    private let terminal: Terminal
    private let handlesSignals: Bool
    private var deathGuard: DeathGuard?
    private var stopRelay: SignalRelay.Stop?

    private(set) var isHeld = false

    /// Holds nothing yet; without `handlesSignals` nothing is done about the signals of the process.
    init(of terminal: Terminal, found modes: TerminalModes, handlesSignals: Bool) {
        self.modes = modes
        self.terminal = terminal
        self.handlesSignals = handlesSignals
    }

    /// Takes the terminal, which another program may have left in any state.
    func take() {
        if !isHeld, handlesSignals {
            deathGuard = DeathGuard(over: terminal.input, found: modes.found)
            stopRelay = SignalRelay.Stop()
        }
        isHeld = true
        modes.enterWaitingMode()
        terminal.write(control: BracketedPaste.on)
    }

    /// Puts the terminal into the modes that it has between lines.
    func settle() {
        if isHeld { modes.enterWaitingMode() } else { modes.restore() }
    }

    /// Lets the process stop as SIGTSTP would have it.
    func suspend() {
        let wasHeld = isHeld
        giveUp()
        JobControl.suspend()
        if wasHeld { take() }
    }

    /// Leaves the terminal to others as it was found.
    func giveUp() {
        guard isHeld else { return }
        isHeld = false
        terminal.write(control: BracketedPaste.off)
        modes.restore()
        deathGuard?.standDown()
        stopRelay?.remove()
        (deathGuard, stopRelay) = (nil, nil)
    }
}
