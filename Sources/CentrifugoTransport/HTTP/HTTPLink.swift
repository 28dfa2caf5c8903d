internal import Glibc
internal import NIOCore
internal import NIOHTTP1

/// Who is told what becomes of a connection and of the exchange on it.
protocol HTTPLinkOwner: AnyObject {
    /// The reply is whole and the connection may serve another request.
    func linkIsFree(_ link: HTTPLink)
    /// The connection is closed or closing; an exchange on it has ended or, with `unsent`, has not begun.
    func linkIsGone(_ link: HTTPLink, unsent: Exchange?)
}

/// One open connection, as the last handler of its channel.
///
/// It writes one request at a time, and gives each batch of what arrives to the exchange at once, so that
/// a small reply wakes its task once. Lives on the event loop.
final class HTTPLink: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    /// How much of a body may wait for its reader before no more is read from the socket, which
    /// then may still deliver what one round of reading brings.
    private static let window = 64 * 1024

    let channel: any Channel
    var eventLoop: any EventLoop { channel.eventLoop }
    /// Kept alive by the connection until it is gone, so that a body can outlive the `HTTPConnection` it came over.
    var owner: (any HTTPLinkOwner)?

    private let opening = ReplyOpening()
    private let decoder = HTTPResponseDecoder()
    /// Where the bytes of requests go past the handlers of HTTP.
    ///
    /// NIO's own encoder would write head and body apart, and take the head to pieces to put it together again;
    /// that is a measurable part of a small request.
    private var wire: ChannelHandlerContext?
    private lazy var probe = SocketProbe(channel)
    private var exchange: Exchange?
    private var isReused = false
    private var isRequestWritten = false
    private var isWriteRefused = false
    private var keepsAlive = true
    private var isReplyComplete = false
    private var isReadHeld = false
    private var isGone = false
    private var lastError: TransportError?

    private init(_ channel: any Channel) {
        self.channel = channel
    }

    /// Makes a connection speak HTTP, on the event loop of its channel.
    static func onto(_ channel: any Channel) throws -> HTTPLink {
        let link = HTTPLink(channel)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(link.opening)
        try pipeline.addHandler(ByteToMessageHandler(link.decoder))
        try pipeline.addHandler(link)
        link.wire = try pipeline.context(handler: link.opening)
        return link
    }

    // MARK: Sending

    /// Whether another request may be written: it is free, what was sent has left, and nothing has come from the
    /// server meanwhile, be it the end of the connection or bytes nobody asked for.
    var canServeAnother: Bool {
        !isGone && exchange == nil && channel.isActive && probe.isReady
    }

    /// Writes a request and gives the exchange its reply.
    func perform(_ exchange: Exchange, _ request: OutgoingRequest) {
        self.exchange = exchange
        exchange.link = self
        exchange.reach(.connected)
        isRequestWritten = false
        isReplyComplete = false
        keepsAlive = true
        opening.expectReply()
        write(request, exchange)
    }

    private func write(_ request: OutgoingRequest, _ exchange: Exchange) {
        // It needs to know what was asked for, to know how the reply ends.
        decoder.write(data: request.part)
        if isReused, request.rest == nil {
            writeAtOnce(request.head, exchange)
        } else {
            writeInParts(request, exchange)
        }
    }

    /// Writes a small request to a connection that was found ready, which takes it as a whole while it is flushed.
    ///
    /// One that refuses it has ended by then, and the request goes over another: a promise would tell no more, and
    /// costs more than the writing.
    private func writeAtOnce(_ request: ByteBuffer, _ exchange: Exchange) {
        wire?.write(NIOAny(request), promise: nil)
        wire?.flush()
        guard exchange === self.exchange else { return }
        isRequestWritten = true
        exchange.reach(.waiting)
    }

    private func writeInParts(_ request: OutgoingRequest, _ exchange: Exchange) {
        let headWritten = eventLoop.makePromise(of: Void.self)
        let isWhole = request.rest == nil
        headWritten.futureResult.assumeIsolated().whenComplete { self.wrote($0, isWhole, exchange) }
        wire?.write(NIOAny(request.head), promise: headWritten)
        if let rest = request.rest {
            let restWritten = eventLoop.makePromise(of: Void.self)
            restWritten.futureResult.assumeIsolated().whenComplete { self.wrote($0, true, exchange) }
            wire?.write(NIOAny(rest), promise: restWritten)
        }
        wire?.flush()
        // Where the socket has not taken or refused all of it by now, it may have taken some.
        if exchange === self.exchange, !isRequestWritten, !isWriteRefused { exchange.reach(.sending) }
    }

    /// Notes what became of a part of the request: `isLast` says that nothing of it is left after that part.
    private func wrote(_ result: Result<Void, any Error>, _ isLast: Bool, _ exchange: Exchange) {
        guard exchange === self.exchange else { return }
        switch result {
        case .success:
            isRequestWritten = isLast
            exchange.reach(isLast ? .waiting : .sending)
        case .failure(let error):
            isWriteRefused = true
            // The failure is told when the channel has given away what it received before.
            noteLoss(error)
        }
    }

    // MARK: Receiving

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let exchange else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            opening.replyBegan()
            // After 101 it would not be HTTP any more; nothing here asks for that.
            keepsAlive = head.isKeepAlive && head.status != .switchingProtocols
            exchange.receiveHead(status: Int(head.status.code), headers: HTTPFields(head.headers))
        case .body(let part):
            exchange.receive(part)
        case .end:
            isReplyComplete = true
            exchange.receiveEnd()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        handOver()
        context.fireChannelReadComplete()
    }

    /// Asks the socket for more only when the reader has taken most of what there is.
    func read(context: ChannelHandlerContext) {
        if let exchange, exchange.unreadCount >= Self.window {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    /// Reads on, when it is the exchange under way that had too much unread.
    func readerMadeRoom(_ exchange: Exchange) {
        if exchange === self.exchange { releaseRead() }
    }

    private func releaseRead() {
        guard isReadHeld, !isGone else { return }
        isReadHeld = false
        channel.read()
    }

    private func handOver() {
        guard let exchange else { return }
        guard isReplyComplete else { return exchange.handOver() }
        self.exchange = nil
        releaseRead()
        if keepsAlive, isRequestWritten, !isGone {
            owner?.linkIsFree(self)
        } else {
            disappear(unsent: nil)
        }
        exchange.handOver()
    }

    // MARK: Ends

    /// Ends the exchange with an error, and the connection, on which the rest of the reply would be in the way.
    func breakOff(_ error: TransportError) {
        let exchange = exchange.take()
        disappear(unsent: nil)
        exchange?.fail(error)
    }

    /// Closes the connection without a word to the owner.
    func close() {
        owner = nil
        exchange = nil
        isGone = true
        channel.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isReplyComplete {
            // What came after the reply is of no concern to it, and makes the connection unfit for another.
            keepsAlive = false
            handOver()
        }
        if let parserError = error as? HTTPParserError, parserError != .invalidEOFState {
            breakOff(opening.isForeign ? .notHTTP(excerpt: opening.bytes) : .malformedReply(detail: "\(parserError)"))
        } else if let alert = TransportError(alertAfterHandshake: error) {
            breakOff(alert)
        } else {
            noteLoss(error)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        connectionEnded()
    }

    /// Of a channel that closes while it becomes active, this is all that is told.
    func channelUnregistered(context: ChannelHandlerContext) {
        connectionEnded()
    }

    private func connectionEnded() {
        handOver()
        guard let exchange = exchange.take() else { return disappear(unsent: nil) }
        if exchange.step == .connected, isReused {
            disappear(unsent: exchange)
        } else {
            disappear(unsent: nil)
            exchange.fail(opening.isForeign ? .notHTTP(excerpt: opening.bytes) : lastError ?? .closed(exchange.step))
        }
    }

    private func noteLoss(_ error: any Error) {
        guard let exchange, lastError == nil, error is IOError else { return }
        lastError = .reset(exchange.step)
    }

    private func disappear(unsent: Exchange?) {
        guard !isGone else { return }
        isGone = true
        let owner = owner.take()
        channel.close(promise: nil)
        owner?.linkIsGone(self, unsent: unsent)
    }

    /// Marks that the server may have closed the connection unseen before the next request.
    func becomeReused() {
        isReused = true
    }
}
