internal import Synchronization

/// What SIGINT and SIGTERM mean for a script: the call that is under way ends and says what is known of it.
enum Interruption {
    typealias Outcome = Result<ExitStatus, SinkClosed>

    /// Returns how a script went, or that it was interrupted.
    ///
    /// A script that only waits for more input is left waiting: nothing of it is under way.
    static func outcome(of work: Task<Outcome, Never>, in session: Session) async -> Outcome {
        let waitForSignal = Signals.catchInterrupt()
        let (outcomes, first) = AsyncStream.makeStream(of: Outcome.self)
        let interrupted = Interrupted()
        let finishing = Task {
            let outcome = await work.value
            first.yield(interrupted.status.map { .success($0) } ?? outcome)
        }
        let watcher = Task {
            guard let signal = await waitForSignal() else { return }
            let status: ExitStatus = signal == Signals.terminate ? .terminated : .interrupted
            interrupted.note(status)
            work.cancel()
            guard !(await session.isRunning) else { return }
            try? await session.tellUnsent()
            first.yield(.success(status))
        }
        var iterator = outcomes.makeAsyncIterator()
        let outcome = await iterator.next() ?? .success(.fault)
        finishing.cancel()
        watcher.cancel()
        return outcome
    }
}

/// The status that an interrupted script ends with, once it is.
private final class Interrupted: Sendable {
    private let state = Mutex<ExitStatus?>(nil)

    var status: ExitStatus? { state.withLock { $0 } }

    func note(_ status: ExitStatus) {
        state.withLock { $0 = status }
    }
}
