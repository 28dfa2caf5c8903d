internal import Glibc
internal import Synchronization

/// Puts the terminal back where a signal ends the process in the middle of a line.
///
/// Signals that somebody else handles or ignores are left alone, as are those of `SignalRelay`. Signals of a crash
/// are not: whoever handles them, as Swift's own backtraces do, gets them once the terminal is in order.
struct DeathGuard {
    // Those from 34 on are the real-time signals, of which the two before are the C library's own.
    private static let orders =
        [
            SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGSYS, SIGPOLL, SIGPWR, SIGSTKFLT,
        ] + Array(34...64)
    private static let crashes = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

    private var taken: [Int32] = []

    /// Stands guard over a terminal that was found with some modes.
    init(over descriptor: Int32, found modes: termios) {
        keptModes.pointee = modes
        guardedTerminal.store(descriptor, ordering: .sequentiallyConsistent)
        for signal in Self.orders { take(signal) { $0 == 0 } }
        for signal in Self.crashes { take(signal) { $0 != 1 } }
    }

    /// Takes a signal whose handler, 0 for the default and 1 for none, is one to stand before.
    private mutating func take(_ signal: Int32, where isOurs: (Int) -> Bool) {
        let found = foundActions + Int(signal)
        sigaction(signal, nil, found)
        guard isOurs(unsafeBitCast(found.pointee.__sigaction_handler.sa_handler, to: Int.self)) else { return }
        var action = sigaction()
        action.__sigaction_handler.sa_sigaction = restoreTerminal
        // Where a stack was set aside for handlers, the usual one may be what overflowed.
        action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK
        sigaction(signal, &action, nil)
        taken.append(signal)
    }

    /// Lets the signals do what they did before.
    mutating func standDown() {
        guardedTerminal.store(-1, ordering: .sequentiallyConsistent)
        for signal in taken { sigaction(signal, foundActions + Int(signal), nil) }
        taken = []
    }
}

extension BracketedPaste {
    /// Has the terminal tell no more, and takes what was around the line off the screen, for others to write there.
    static let abandonment: StaticString = "\u{1B}[?2004l\r\n\u{1B}[J"
}

// Signals belong to the process, and a handler may touch next to nothing: a number that is atomic, and memory that was
// filled before the handlers were there, and is only read by them.
private let guardedTerminal = Atomic<Int32>(-1)
nonisolated(unsafe) private let keptModes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
nonisolated(unsafe) private let foundActions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

/// The handler: the modes, the way of pasting, and the signal once more, for whoever had it before.
private func restoreTerminal(_ signal: Int32, _ facts: UnsafeMutablePointer<siginfo_t>?, _: UnsafeMutableRawPointer?) {
    let descriptor = guardedTerminal.exchange(-1, ordering: .sequentiallyConsistent)
    if descriptor >= 0 {
        tcsetattr(descriptor, TCSANOW, keptModes)
        let farewell = BracketedPaste.abandonment
        _ = write(descriptor, farewell.utf8Start, farewell.utf8CodeUnitCount)
    }
    sigaction(signal, foundActions + Int(signal), nil)
    // An instruction that failed is about to fail again, which tells the next handler more than a signal sent would.
    let isFault = signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE
    if isFault, let facts, facts.pointee.si_code > 0 { return }
    raise(signal)
    // Whoever returns counts on an instruction that fails again, of which there is none.
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
}
