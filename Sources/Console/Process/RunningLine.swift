internal import LineEditor
internal import Synchronization

/// The line that runs now, so that Ctrl-C can cancel it.
final class RunningLine: Sendable {
    private struct State {
        var task: Task<Result<ExitStatus, SinkClosed>, Never>?
        var brake: Brake?
        var ending: TerminalSignal?
    }

    private let state = Mutex(State())

    /// The signal that asked the process to end, if one came.
    var ending: TerminalSignal? { state.withLock(\.ending) }

    /// Notes what runs; `brake` ends what goes on after it was cancelled.
    func start(_ task: Task<Result<ExitStatus, SinkClosed>, Never>, brake: Brake) {
        state.withLock { state in
            state.task = task
            state.brake = brake
            if state.ending != nil { task.cancel() }
        }
    }

    func finish() {
        state.withLock { $0.task = nil }
    }

    /// Cancels what runs, the second time at once; all signals but Ctrl-C also end the sitting.
    func receive(_ signal: TerminalSignal) {
        state.withLock { state in
            if signal != .interrupt { state.ending = signal }
            guard let task = state.task else { return }
            if task.isCancelled { state.brake?.pull() }
            task.cancel()
        }
    }
}
