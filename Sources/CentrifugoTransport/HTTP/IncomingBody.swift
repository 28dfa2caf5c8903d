internal import NIOCore

/// The reader's end of a body that is still arriving; letting go of it breaks off the transfer.
final class IncomingBody: Sendable {
    private let exchange: NIOLoopBound<Exchange>
    private let loop: any EventLoop

    /// On the event loop.
    init(_ exchange: Exchange, on loop: any EventLoop) {
        self.exchange = NIOLoopBound(exchange, eventLoop: loop)
        self.loop = loop
    }

    deinit {
        let exchange = exchange
        onLoop(loop) { exchange.value.abandon() }
    }

    /// Waits for the next piece; cancelling the task breaks off the transfer.
    func next() async throws(TransportError) -> [UInt8]? {
        if loop.inEventLoop, !Task.isCancelled, let piece = exchange.value.takePiece() { return try piece.get() }
        let exchange = exchange
        let loop = loop
        let piece = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                onLoop(loop) { exchange.value.waitForPiece { waiter.resume(returning: $0) } }
                if Task.isCancelled { onLoop(loop) { exchange.value.abandon() } }
            }
        } onCancel: {
            loop.execute { exchange.value.abandon() }
        }
        return try piece.get()
    }
}

/// Runs an action on the event loop: at once where this is its thread.
func onLoop(_ loop: any EventLoop, _ action: @escaping @Sendable () -> Void) {
    if loop.inEventLoop { action() } else { loop.execute(action) }
}
