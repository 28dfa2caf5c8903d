import NIOCore

/// Ends the connection of a client that takes too long, without a word, as a real server does.
///
/// It sees the bytes before anybody else and is told the rest. Requests only move the deadline; a task that comes back
/// at least as often as a deadline can be due looks whether it has passed.
final class RequestTimer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let eventLoop: any EventLoop
    private var times: RequestTimes
    private var look: Scheduled<Void>?

    /// Begins with a connection, on its event loop.
    init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        times = RequestTimes(at: eventLoop.now)
    }

    func handlerAdded(context: ChannelHandlerContext) { planLook(context) }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if times.isIdle { times.bytesCame(at: eventLoop.now) }
        context.fireChannelRead(data)
    }

    func headCame() { times.headCame(at: eventLoop.now) }

    func answerBegan() { times.answerBegan(at: eventLoop.now) }

    func answerEnded() { times.answerEnded(at: eventLoop.now) }

    private func planLook(_ context: ChannelHandlerContext) {
        let time = min(times.deadline, eventLoop.now + RequestTimes.shortest)
        look = eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
            guard times.deadline <= eventLoop.now else { return planLook(context) }
            context.close(promise: nil)
        }
    }
}
