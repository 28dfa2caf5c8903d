package import NIOCore
import Synchronization

/// Takes what the engine has for a client and keeps it until the client's event loop comes for it.
package final class ClientOutbox: ClientSink {
    private let queue: Mutex<OutgoingQueue>
    private let eventLoop: any EventLoop
    /// `nil`: everything goes out at once.
    private let rounds: SendingRounds?
    /// Who comes for the messages.
    private let taker: NIOLoopBoundBox<(() -> Void)?>

    /// Makes an outbox of at most `limit` bytes for a client that does not read; to be called on its event loop.
    ///
    /// Where there are `rounds` it is emptied in them, with others of its event loop.
    package init(on eventLoop: any EventLoop, limit: Int, rounds: SendingRounds? = nil) {
        self.rounds = rounds
        queue = Mutex(OutgoingQueue(limit: limit))
        taker = NIOLoopBoundBox(nil, eventLoop: eventLoop)
        self.eventLoop = eventLoop
    }

    package func send(_ message: Outgoing) {
        let isNew = queue.withLock { $0.append(message) }
        switch message {
        case .line, .ping:
            guard isNew else { return }
            guard let rounds else { return eventLoop.execute { self.empty() } }
            rounds.add(self)
        // The event loop may end soon after the connection, so this waits for no round.
        case .close, .hangUp: eventLoop.execute { self.empty() }
        }
    }

    /// Has what waits taken; to be called on the event loop.
    func empty() { taker.value?() }

    /// How many bytes of lines wait.
    package var byteCount: Int { queue.withLock { $0.byteCount } }

    /// Has `take` called on the event loop whenever there is something new, which is never more than once ahead.
    func attach(_ take: @escaping () -> Void) { taker.value = take }

    /// Lets go of what waits and of who came for it.
    func detach() {
        taker.value = nil
        queue.withLock { $0.shut() }
    }

    /// Runs `body` on the queue.
    func with<Value: Sendable>(_ body: (inout OutgoingQueue) -> Value) -> Value { queue.withLock { body(&$0) } }
}
