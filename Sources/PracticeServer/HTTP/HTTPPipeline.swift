import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The handlers of a connection, from its bytes to its requests, and from there to the messages of a client.
enum HTTPPipeline {
    /// Puts those of HTTP in place.
    ///
    /// The decoder hands back what it has not read yet, so that another protocol can take the connection over.
    static func install(on channel: any Channel, _ router: Router) throws {
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
        let order = HTTPServerPipelineHandler()
        let requests = HTTPRequestHandler(router, after: decoder, with: [encoder, order])
        try channel.pipeline.syncOperations.addHandlers(encoder, decoder, order, requests)
    }

    /// Puts a client's handlers in place.
    fileprivate static func add<Service>(
        _ client: WebSocketHandler<Service>, messageLimit: Int, to pipeline: ChannelPipeline
    ) throws {
        // Frames that control the connection have their own limit, 125 bytes.
        let decoder = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: max(messageLimit, 125)))
        try pipeline.syncOperations.addHandlers(decoder, client)
    }
}

/// Collects requests and sends answers.
///
/// One request of a connection is answered at a time; those sent meanwhile wait in the handler before this one.
final class HTTPRequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let router: Router
    private let decoder: any RemovableChannelHandler
    /// The other handlers of HTTP.
    private let others: [any RemovableChannelHandler]
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    /// When the request began to come.
    private var start = NIODeadline.now()
    /// The end of the latest answer on its way.
    private var sending: EventLoopFuture<Void>?
    /// Whether the connection ends with the answer that was given.
    private var isDone = false
    /// Whether a read waits until the client takes its answers.
    private var isReadHeld = false

    init(
        _ router: Router, after decoder: any RemovableChannelHandler, with others: [any RemovableChannelHandler]
    ) {
        self.router = router
        self.decoder = decoder
        self.others = others
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(var part): body.writeBuffer(&part)
        case .end: answer(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.head = head
        start = .now()
        body.clear()
        guard head.headers["Expect"].contains(where: { $0.lowercased() == "100-continue" }) else { return }
        let goOn = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let head else { return }
        self.head = nil
        let bytes = body.readBytes(length: body.readableBytes) ?? []
        // RFC 9112 §3.2: a request names its host once.
        let isNamed = head.isOld || head.headers["Host"].count == 1
        let request = HTTPRequest(method: head.method, target: head.uri, headers: head.headers, body: bytes)
        switch isNamed ? router.decide(request) : .answer(.malformed) {
        case .answer(let response): send(response, to: head, context)
        case .upgrade(let acceptance): upgrade(acceptance, head, context)
        }
    }

    private func send(_ response: HTTPResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var headers = response.headers
        headers.add(name: "Content-Length", value: String(response.body.count))
        let isKept = head.isKeepAlive && !head.isLast && !headers.contains(name: "Connection")
        if !isKept {
            headers.replaceOrAdd(name: "Connection", value: "close")
        } else if head.isOld {
            headers.add(name: "Connection", value: "keep-alive")
        }
        let version: HTTPVersion = head.isOld ? .http1_0 : .http1_1
        let answer = HTTPResponseHead(version: version, status: response.status, headers: headers)
        router.log.note(head, response.status, since: start)
        // Before the first part goes out: the handler before this one lets the next request in with the last.
        isDone = !isKept
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        if !response.body.isEmpty, head.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: nil)
        }
        sending = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !isKept { closeWhenSent(context) }
    }

    private func closeWhenSent(_ context: ChannelHandlerContext) {
        guard let sending else {
            context.close(promise: nil)
            return
        }
        sending.assumeIsolated().whenComplete { [channel = context.channel] _ in channel.close(promise: nil) }
    }

    /// A client that has said all still gets its answers.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { closeWhenSent(context) }
        context.fireUserInboundEventTriggered(event)
    }

    /// What is no HTTP is answered once, in the way of a server that can still speak.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, context.channel.isActive, !isDone else {
            context.close(promise: nil)
            return
        }
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
        send(.malformed, to: head, context)
    }
}

// MARK: Clients that do not read

extension HTTPRequestHandler {
    /// Who does not take its answers may ask no more, so that they do not pile up.
    func read(context: ChannelHandlerContext) {
        isReadHeld = !context.channel.isWritable
        if !isReadHeld { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { releaseRead(context) }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) { releaseRead(context) }

    private func releaseRead(_ context: ChannelHandlerContext) {
        guard isReadHeld else { return }
        isReadHeld = false
        context.read()
    }
}

// MARK: Other protocols

extension HTTPRequestHandler {
    /// Gives the connection to a client, if the server takes another one.
    private func upgrade(
        _ acceptance: WebSocketHandshake.Acceptance, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        guard let client = router.clients.open(acceptance.opening, on: context.channel) else {
            send(.empty(.serviceUnavailable), to: head, context)
            return
        }
        isDone = true
        acceptance.headers(on: context.channel).assumeIsolated().whenComplete { result in
            do {
                try self.handOver(to: client, with: result.get(), context)
                self.router.log.note(head, .switchingProtocols, since: self.start)
                self.router.log.noteClient(on: context.channel)
            } catch {
                // The connection broke off meanwhile.
                client.forget()
                context.close(promise: nil)
            }
        }
    }

    /// Says goodbye to HTTP and gives all of its handlers up.
    private func handOver(
        to client: WebSocketHandler<Engine>, with headers: HTTPHeaders, _ context: ChannelHandlerContext
    ) throws {
        let pipeline = context.pipeline
        let answer = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        for handler in [self] + others { pipeline.syncOperations.removeHandler(handler, promise: nil) }
        try HTTPPipeline.add(client, messageLimit: router.clients.messageLimit, to: pipeline)
        // The last to go: it hands the bytes after the request to who comes after it.
        pipeline.syncOperations.removeHandler(decoder, promise: nil)
    }
}

extension HTTPRequestHead {
    /// Whether it speaks HTTP/1.0, where connections end by themselves and hosts have one name.
    fileprivate var isOld: Bool { version.major == 1 && version.minor == 0 }

    /// Whether the decoder may take what follows for another protocol, and reads no further request.
    ///
    /// It is said of more requests than the decoder stops at; they lose no more than their connection.
    fileprivate var isLast: Bool {
        guard method != .CONNECT else { return true }
        guard headers.contains(name: "Upgrade") else { return false }
        return ["Connection", "Proxy-Connection"].contains { name in
            headers[name].contains { $0.lowercased().contains("upgrade") }
        }
    }
}
