internal import Synchronization

/// Ends at once what a first Ctrl-C leaves to finish.
final class Brake: Sendable {
    private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

    func hold<Success: Sendable>(_ task: Task<Success, Never>) {
        cancel.withLock { $0 = { task.cancel() } }
    }

    func release() {
        cancel.withLock { $0 = nil }
    }

    /// Cancels what is held, if anything is.
    func pull() {
        cancel.withLock { $0 }?()
    }
}
