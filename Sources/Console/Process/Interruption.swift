internal import Synchronization

/// What SIGINT and SIGTERM mean for a script: the call that is under way ends and says what is known of it.
enum Interruption {
    typealias Outcome = Result<ExitStatus, SinkClosed>

    /// Runs a script, on an executor of its own, and returns how it went or that it was interrupted, if it returns.
    ///
    /// A script that only waits for more input is left waiting: nothing of it is under way. With `leave` the process ends
    /// where the script does, with all that it holds: the way back to another thread would cost as much as a call.
    static func outcome(
        in session: Session, on executor: any TaskExecutor, leave: (@Sendable (ExitStatus) -> Void)?,
        of work: @escaping @Sendable () async -> Outcome
    ) async -> Outcome {
        await withCheckedContinuation { continuation in
            let race = Race { continuation.resume(returning: $0) }
            // Before the work begins, or a signal could come where nobody listens yet.
            Signals.onInterrupt { signal in
                let status: ExitStatus = signal == Signals.terminate ? .terminated : .interrupted
                race.interrupt(with: status)
                Task {
                    guard !(await session.isRunning) else { return }
                    try? await session.tellUnsent()
                    race.finish(.success(status))
                }
            }
            race.begin(
                Task(executorPreference: executor) {
                    race.finish(await work(), leave: leave)
                })
        }
    }

    /// The end of a script, which comes once, by itself or by a signal.
    private final class Race: Sendable {
        private struct State {
            /// Who is told the end; `nil` behind it.
            var receiver: (@Sendable (Outcome) -> Void)?
            var interruption: ExitStatus?
            var task: Task<Void, Never>?
        }

        private let state: Mutex<State>

        init(_ receiver: @escaping @Sendable (Outcome) -> Void) {
            state = Mutex(State(receiver: receiver))
        }

        func begin(_ task: Task<Void, Never>) {
            let isInterrupted = state.withLock { state in
                state.task = task
                return state.interruption != nil
            }
            if isInterrupted { task.cancel() }
        }

        func interrupt(with status: ExitStatus) {
            let task = state.withLock { state in
                state.interruption = status
                return state.task
            }
            task?.cancel()
        }

        /// Ends the script, unless it has ended: an outcome counts as interrupted if it was.
        func finish(_ outcome: Outcome, leave: (@Sendable (ExitStatus) -> Void)? = nil) {
            let (receiver, verdict) = state.withLock { state in
                (state.receiver.take(), state.interruption.map { .success($0) } ?? outcome)
            }
            guard let receiver else { return }
            if let leave, case .success(let status) = verdict { leave(status) }
            receiver(verdict)
        }
    }
}
