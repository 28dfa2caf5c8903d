internal import Glibc
internal import Synchronization

/// Turns process signals into flags that the editor's thread looks at.
///
/// A handler may do next to nothing: it sets a bit and ends the wait of the editor's thread. libedit's
/// own handlers are not used: they send the signal again, to the whole process group.
struct SignalRelay {
    /// What arrived since it was last asked.
    struct Arrivals: OptionSet {
        let rawValue: UInt64
        static let interrupt = Arrivals(signal: SIGINT)
        static let hangup = Arrivals(signal: SIGHUP)
        static let terminate = Arrivals(signal: SIGTERM)
        static let resize = Arrivals(signal: SIGWINCH)
        static let resume = Arrivals(signal: SIGCONT)
        static let stop = Arrivals(signal: SIGTSTP)

        init(rawValue: UInt64) {
            self.rawValue = rawValue
        }

        init(signal: Int32) {
            rawValue = 1 << UInt64(signal)
        }
    }

    private static let handled = [SIGINT, SIGHUP, SIGTERM, SIGWINCH, SIGCONT]
    private var former: [(signal: Int32, action: sigaction)] = []

    /// Installs the handlers, which from now on raise `wake`; nil while another relay is at work.
    init?(raising wake: WakeSignal) {
        let (isFree, _) = signalWakeDescriptor.compareExchange(
            expected: -1, desired: wake.raisingDescriptor, ordering: .sequentiallyConsistent)
        guard isFree else { return nil }
        arrivedSignals.store(0, ordering: .sequentiallyConsistent)
        for signal in Self.handled {
            var action = sigaction()
            sigaction(signal, nil, &action)
            if Self.isIgnored(action) { continue }
            former.append((signal, action))
            action = sigaction()
            action.__sigaction_handler.sa_handler = noteSignal
            action.sa_flags = SA_RESTART
            sigaction(signal, &action, nil)
        }
    }

    /// Puts the former handlers back.
    mutating func remove() {
        for (signal, action) in former {
            var action = action
            sigaction(signal, &action, nil)
        }
        former = []
        signalWakeDescriptor.store(-1, ordering: .sequentiallyConsistent)
    }

    /// Takes the signals that arrived.
    static func take() -> Arrivals {
        Arrivals(rawValue: arrivedSignals.exchange(0, ordering: .sequentiallyConsistent))
    }

    /// Whether the process was told to end, without taking the signal.
    static var isEnding: Bool {
        let arrived = Arrivals(rawValue: arrivedSignals.load(ordering: .relaxed))
        return !arrived.isDisjoint(with: [.hangup, .terminate])
    }

    /// The wish to stop, which comes as a flag too while this lives, as the terminal has to be given back first.
    struct Stop {
        private var former = sigaction()

        /// Installs the handler; nil where the signal is ignored, so that nobody can have the process stopped.
        init?() {
            sigaction(SIGTSTP, nil, &former)
            if SignalRelay.isIgnored(former) { return nil }
            var action = sigaction()
            action.__sigaction_handler.sa_handler = noteSignal
            action.sa_flags = SA_RESTART
            sigaction(SIGTSTP, &action, nil)
        }

        /// Puts the former handler back.
        func remove() {
            var former = former
            sigaction(SIGTSTP, &former, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}

// Signals belong to the process, so these two cannot belong to an editor. Both are atomic, which is all
// that a handler may touch, and `SignalRelay` lets one editor at a time use them.
private let arrivedSignals = Atomic<UInt64>(0)
private let signalWakeDescriptor = Atomic<Int32>(-1)

/// The handler: sets a bit, ends the wait, and leaves `errno` as the interrupted code had it.
private func noteSignal(_ signal: Int32) {
    let code = errno
    arrivedSignals.bitwiseOr(1 << UInt64(signal), ordering: .sequentiallyConsistent)
    let descriptor = signalWakeDescriptor.load(ordering: .sequentiallyConsistent)
    if descriptor >= 0 { WakeSignal.raise(descriptor) }
    errno = code
}
