internal import Synchronization

/// Shows what is taller than the screen in a pager, and anything else as it is.
final class PagerOutlet: Outlet {
    private struct State {
        var kept: [UInt8] = []
        var pager: ShellOutlet?
    }

    private let rows: Int
    private let next: any Sink
    private let start: @Sendable () -> ShellOutlet?
    private let state = Mutex(State())

    /// Hands what has more than so many rows to what `start` starts.
    init(rows: Int, to next: any Sink, start: @escaping @Sendable () -> ShellOutlet?) {
        self.rows = rows
        self.next = next
        self.start = start
    }

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        let (pager, text) = state.withLock { state -> (ShellOutlet?, [UInt8]) in
            if let pager = state.pager { return (pager, bytes) }
            state.kept += bytes
            guard state.kept.count(where: { $0 == UInt8(ascii: "\n") }) >= rows, let pager = start() else {
                return (nil, [])
            }
            state.pager = pager
            defer { state.kept = [] }
            return (pager, state.kept)
        }
        try await pager?.write(text)
    }

    func finish() async throws(SinkClosed) -> OutletEnding {
        let (pager, kept) = state.withLock { ($0.pager, $0.kept) }
        guard let pager else {
            try await next.write(kept)
            return .ok
        }
        return try await pager.finish()
    }
}
