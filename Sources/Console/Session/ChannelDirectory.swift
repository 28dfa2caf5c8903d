internal import Synchronization

/// Has the channels of the server listed for completion, in the background and not too often.
///
/// Asking costs nothing and waits for nothing: what comes of it is there at the next key.
package final class ChannelDirectory: Sendable {
    /// What became of an attempt to list the channels.
    package enum Outcome: Sendable {
        /// They are known now.
        case listed
        /// The server could not do it in time.
        case failed
        /// There was something better to do.
        case postponed
    }

    /// Whose channels were to be listed, and what became of it.
    package struct Listing: Sendable {
        /// The server, by its number among those that were talked to.
        package var server: Int
        /// What became of the attempt.
        package var outcome: Outcome
    }

    /// How old a list may get before it is asked for again.
    private static let lifetime = Duration.seconds(10)
    /// How long a server that could not list its channels in time is left alone.
    private static let pause = Duration.seconds(60)

    private struct State {
        /// How often another server was chosen.
        var server = 0
        /// When the next list may be asked for.
        var due: ContinuousClock.Instant?
        var isAsking = false
    }

    private let state = Mutex(State())
    private let requests: AsyncStream<Void>
    private let request: AsyncStream<Void>.Continuation
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Makes a directory that goes by a clock.
    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
        (requests, request) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Asks for a list, unless one is on its way or the last one is young; returns whether it did.
    @discardableResult package func ask() -> Bool {
        let isDue = state.withLock { state in
            guard !state.isAsking, state.due.map({ $0 <= now() }) ?? true else { return false }
            state.isAsking = true
            return true
        }
        if isDue { request.yield() }
        return isDue
    }

    /// Has lists made as they are asked for, until the task is cancelled.
    package func run(_ list: @Sendable () async -> Listing) async {
        for await _ in requests { note(await list()) }
    }

    /// What becomes of a list of a server that was left says nothing of the present one.
    private func note(_ listing: Listing) {
        state.withLock { state in
            guard listing.server == state.server else { return }
            state.isAsking = false
            switch listing.outcome {
            case .listed: state.due = now() + Self.lifetime
            case .failed: state.due = now() + Self.pause
            case .postponed: state.due = nil
            }
        }
    }

    /// The number of the present server.
    package var server: Int { state.withLock { $0.server } }

    /// Starts anew, because there is another server: the next one who asks has a list made.
    package func changeServer() {
        state.withLock { state in state = State(server: state.server + 1) }
    }
}
