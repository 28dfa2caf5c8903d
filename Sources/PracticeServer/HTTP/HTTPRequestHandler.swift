import NIOCore
import NIOHTTP1

/// Has requests decided, collects the bodies that are wanted, and sends answers.
///
/// One request of a connection is answered at a time, and the next only when the socket has taken the answer: the
/// handler before this one, which keeps what a client sends meanwhile, is told of the end of an answer no earlier.
final class HTTPRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let router: Router
    private let timer: RequestTimer
    private let handover: HTTPHandover
    /// The request that is coming.
    private var request: IncomingRequest?
    /// Whether an answer is on its way.
    private var isAnswering = false
    /// Whether no further request is answered.
    private var isDone = false
    /// Whether the last answer was given with some of its request still to come.
    private var isCutShort = false
    /// Whether the client has said all.
    private var isInputClosed = false

    init(_ router: Router, _ timer: RequestTimer, _ handover: HTTPHandover) {
        self.router = router
        self.timer = timer
        self.handover = handover
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isDone else { return dismiss(part, context) }
        switch part {
        case .head(let head): begin(head, context)
        case .body(let part):
            request?.take(part)
            answerEarly(context)
        case .end: answer(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        timer.headCame()
        let asked = HTTPRequest(method: head.method, target: head.uri, headers: head.headers)
        let request = IncomingRequest(head, head.isNamed ? router.decide(asked) : .answer(.malformed), at: .now())
        self.request = request
        guard !answerEarly(context), request.needsGoAhead else { return }
        let goOn = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }

    /// Answers the request where nothing of its rest is waited for, and returns whether that was so.
    @discardableResult
    private func answerEarly(_ context: ChannelHandlerContext) -> Bool {
        guard let request, let answer = request.earlyAnswer else { return false }
        isCutShort = true
        send(answer, to: request.head, since: request.start, context)
        return true
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let request = request.take() else { return }
        switch request.decision {
        case .answer(let response): send(response, to: request.head, since: request.start, context)
        case .call(let call):
            send(router.answer(call, body: request.body), to: request.head, since: request.start, context)
        case .upgrade(let acceptance): upgrade(acceptance, request, context)
        }
    }

    /// Drops what comes after the last answer; when its request is over, nothing is waited for.
    private func dismiss(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard isCutShort, case .end = part else { return }
        isCutShort = false
        if !isAnswering { context.close(promise: nil) }
    }

    /// Who is only waited for is not read from.
    func read(context: ChannelHandlerContext) { if !isCutShort { context.read() } }

    /// A client that has said all still gets the answer that is on its way.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            if !isAnswering { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// What is no HTTP is answered once, in the way of a server that can still speak.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case is HTTPParserError, is ByteToMessageDecoderError:
            guard !isDone, context.channel.isActive else { return }
            isCutShort = true
            send(.malformed, to: HTTPRequestHead(version: .http1_1, method: .POST, uri: "/"), since: .now(), context)
        default: context.close(promise: nil)
        }
    }

    // MARK: Answers

    private func send(
        _ response: HTTPResponse, to head: HTTPRequestHead, since start: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        request = nil
        isDone = isCutShort || !response.isFollowed(after: head)
        isAnswering = true
        timer.answerBegan()
        router.log.note(head, response.status, since: start)
        let taken = context.eventLoop.makePromise(of: Void.self)
        taken.futureResult.assumeIsolated().whenComplete { [self] in answerEnded($0, context) }
        let first = HTTPServerResponsePart.head(response.head(answering: head, isKept: !isDone))
        if response.body.isEmpty || head.method == .HEAD {
            context.write(wrapOutboundOut(first), promise: taken)
        } else {
            context.write(wrapOutboundOut(first), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: taken)
        }
        context.flush()
    }

    private func answerEnded(_ result: Result<Void, any Error>, _ context: ChannelHandlerContext) {
        // Where the connection broke off there is nobody left to be told.
        guard case .success = result else { return }
        isAnswering = false
        if isCutShort, !isInputClosed {
            linger(context)
        } else if isDone || isInputClosed {
            context.close(promise: nil)
        } else {
            timer.answerEnded()
            context.write(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    /// Leaves the client half a second to take its answer, which a socket takes back that is closed with bytes unread
    /// (RFC 9112 §9.6).
    private func linger(_ context: ChannelHandlerContext) {
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(500)) { [channel = context.channel] in
            channel.close(promise: nil)
        }
    }
}

// MARK: Other protocols

extension HTTPRequestHandler {
    /// Gives the connection to a client, if the server takes another one.
    private func upgrade(
        _ acceptance: WebSocketHandshake.Acceptance, _ request: IncomingRequest, _ context: ChannelHandlerContext
    ) {
        guard let client = router.clients.open(acceptance.opening, on: context.channel) else {
            return send(.empty(.serviceUnavailable), to: request.head, since: request.start, context)
        }
        isDone = true
        acceptance.headers(on: context.channel).assumeIsolated().whenComplete { [self] result in
            do {
                sayGoodbye(try result.get(), context)
                try handover.giveOver(
                    from: self, to: client, messageLimit: router.clients.messageLimit, in: context.pipeline)
                router.log.note(request.head, .switchingProtocols, since: request.start)
                router.log.noteClient(on: context.channel)
            } catch {
                // The connection broke off meanwhile.
                client.forget()
                context.close(promise: nil)
            }
        }
    }

    private func sayGoodbye(_ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
        let answer = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
