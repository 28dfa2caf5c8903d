internal import Synchronization

/// What the editing bar knows, shared between the session that learns it and the thread that reads keys.
///
/// The thread that reads keys waits for nobody: what takes time to learn is worked out on a copy.
package final class SharedKnowledge: Sendable {
    /// Where the channels of the server come from.
    package let directory = ChannelDirectory()

    private let state = Mutex(Knowledge())
    /// Held by the one who learns, so that nothing that another learns meanwhile is lost.
    private let learning = Mutex(())

    /// Makes the knowledge of a new session.
    package init() {}

    /// What is known now.
    package var current: Knowledge { state.withLock { $0 } }

    /// Changes what is known.
    package func update(_ change: (inout Knowledge) -> Void) {
        learning.withLock { _ in
            var known = current
            change(&known)
            // The old value leaves the lock before it is given back, which may take time too.
            _ = state.withLock { state in
                defer { state = known }
                return state
            }
        }
    }

    /// Adds a command to those that are pending, at the cost of its own text.
    package func append(pending command: String) {
        learning.withLock { _ in state.withLock { $0.pending.append(command) } }
    }
}
