internal import Glibc
internal import Synchronization

/// Remembers how a terminal was found, and puts it back.
struct TerminalModes {
    private let descriptor: Int32
    let found: termios

    private init(descriptor: Int32, found: termios) {
        self.descriptor = descriptor
        self.found = found
    }

    /// Remembers the modes of a terminal; nil where the descriptor is none.
    init?(of descriptor: Int32) {
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { return nil }
        self.descriptor = descriptor
        found = modes
    }

    /// Puts the terminal back as it was found.
    func restore() {
        var modes = found
        while tcsetattr(descriptor, TCSADRAIN, &modes) == -1 && errno == EINTR {}
    }

    /// Puts it back from the middle of a line, where it tells what is pasted.
    private func restoreWholly() {
        let farewell = BracketedPaste.abandonment
        _ = write(descriptor, farewell.utf8Start, farewell.utf8CodeUnitCount)
        restore()
    }

    /// Lets keys through one by one, unseen, Ctrl-C among them.
    func enterSilentMode() {
        var modes = found
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        Self(descriptor: descriptor, found: modes).restore()
    }

    /// Keeps keys unseen and as they are for who reads later; those for signals are signals.
    func enterWaitingMode() {
        var modes = found
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        modes.c_iflag &= ~tcflag_t(ICRNL | INLCR)
        Self(descriptor: descriptor, found: modes).restore()
    }

    /// Has the terminal put back also where the process ends by `exit` in the middle of a line.
    func restoreAtExit() {
        modesAtExit.withLock { kept in
            if !kept.isRegistered { atexit { modesAtExit.withLock { $0.modes?.restoreWholly() } } }
            kept = (self, true)
        }
    }

    /// Takes back `restoreAtExit`, once the terminal is in order anyway.
    static func forgetAtExit() {
        modesAtExit.withLock { $0.modes = nil }
    }
}

// `atexit` takes a function without context, so what it needs cannot belong to an editor.
private let modesAtExit = Mutex<(modes: TerminalModes?, isRegistered: Bool)>((nil, false))
