internal import NIOCore
internal import Synchronization

extension NetworkThread {
    /// Waits for a time; where the task is cancelled meanwhile, no longer.
    ///
    /// - Returns: Whether the whole time has passed.
    package func pause(for duration: Duration) async -> Bool {
        let pause = Pause()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                pause.begin(continuation)
                let timer = eventLoop.scheduleTask(in: TimeAmount(duration)) { pause.end(true) }
                pause.hold(timer)
            }
        } onCancel: {
            pause.end(false)
        }
    }
}

/// Whoever waits, and what ends that.
private final class Pause: Sendable {
    private struct State {
        var continuation: CheckedContinuation<Bool, Never>?
        var timer: Scheduled<Void>?
        var outcome: Bool?
    }

    private let state = Mutex(State())

    func begin(_ continuation: CheckedContinuation<Bool, Never>) {
        let outcome = state.withLock { state in
            if state.outcome == nil { state.continuation = continuation }
            return state.outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    func hold(_ timer: Scheduled<Void>) {
        let isOver = state.withLock { state in
            state.timer = timer
            return state.outcome != nil
        }
        if isOver { timer.cancel() }
    }

    /// Ends the wait, unless it is over.
    func end(_ hasPassed: Bool) {
        let (continuation, timer) = state.withLock { state in
            guard state.outcome == nil else {
                return (nil, nil) as (CheckedContinuation<Bool, Never>?, Scheduled<Void>?)
            }
            state.outcome = hasPassed
            defer { state.continuation = nil }
            return (state.continuation, state.timer)
        }
        continuation?.resume(returning: hasPassed)
        if !hasPassed { timer?.cancel() }
    }
}
