internal import Synchronization

/// Keeps what is written, until it is known whether anybody should see it.
final class BufferSink: Sink {
    private let kept = Mutex<[UInt8]>([])

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        kept.withLock { $0 += bytes }
    }

    /// Returns what is kept, which is then gone.
    func take() -> [UInt8] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}
