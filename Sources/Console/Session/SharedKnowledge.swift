internal import Synchronization

/// What completion knows, shared between the session that learns it and the thread that reads keys.
package final class SharedKnowledge: Sendable {
    private let state = Mutex(CompletionEngine.Knowledge())

    /// What is known now.
    package var current: CompletionEngine.Knowledge { state.withLock { $0 } }

    func update(_ change: (inout CompletionEngine.Knowledge) -> Void) {
        state.withLock { change(&$0) }
    }
}
