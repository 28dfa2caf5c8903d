internal import Glibc
internal import Synchronization

/// Puts the terminal back where a signal ends the process in the middle of a line.
///
/// Signals that somebody else handles or ignores are left alone, as are those of `SignalRelay`.
struct DeathGuard {
    private static let deadly = [
        SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
        SIGXCPU, SIGXFSZ, SIGSYS, SIGPOLL,
    ]

    private var taken: [Int32] = []

    /// Stands guard over a terminal that was found with some modes.
    init(over descriptor: Int32, found modes: termios) {
        keptModes.pointee = modes
        guardedTerminal.store(descriptor, ordering: .sequentiallyConsistent)
        for signal in Self.deadly {
            var action = sigaction()
            sigaction(signal, nil, &action)
            guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0 else { continue }
            action = sigaction()
            action.__sigaction_handler.sa_handler = restoreTerminal
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
            sigaction(signal, &action, nil)
            taken.append(signal)
        }
    }

    /// Lets the signals end the process as they always do.
    mutating func standDown() {
        guardedTerminal.store(-1, ordering: .sequentiallyConsistent)
        for signal in taken { Glibc.signal(signal, SIG_DFL) }
        taken = []
    }
}

// Signals belong to the process, and a handler may touch next to nothing: a number that is atomic, and memory that was
// filled before the number was set.
private let guardedTerminal = Atomic<Int32>(-1)
// Written before the handlers are there, and only read by them.
nonisolated(unsafe) private let keptModes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
private let pasteOff: StaticString = "\u{1B}[?2004l"

/// The handler: the modes, the way of pasting, and the signal once more, which finds no handler.
private func restoreTerminal(_ signal: Int32) {
    let descriptor = guardedTerminal.exchange(-1, ordering: .sequentiallyConsistent)
    if descriptor >= 0 {
        tcsetattr(descriptor, TCSANOW, keptModes)
        _ = write(descriptor, pasteOff.utf8Start, pasteOff.utf8CodeUnitCount)
    }
    raise(signal)
}
