import Synchronization

/// Counts, and lets others wait for a count.
final class Counter: Sendable {
    private let state = Mutex<(value: Int, waiting: [(Int, CheckedContinuation<Void, Never>)])>((0, []))

    var value: Int { state.withLock { $0.value } }

    func increment() {
        let reached = state.withLock { state in
            state.value += 1
            let reached = state.waiting.filter { $0.0 <= state.value }
            state.waiting.removeAll { $0.0 <= state.value }
            return reached
        }
        for (_, continuation) in reached { continuation.resume() }
    }

    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.value < count { state.waiting.append((count, continuation)) }
                return state.value >= count
            }
            if isReached { continuation.resume() }
        }
    }
}
