import NIOCore
import NIOHTTP1

/// The handlers of a connection, from its bytes to its requests.
enum HTTPPipeline {
    /// Puts them in place.
    ///
    /// The decoder hands back what it has not read yet, so that another protocol can take the connection over.
    static func install(on channel: any Channel, _ router: Router) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers(
            HTTPResponseEncoder(),
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)),
            HTTPServerPipelineHandler(),
            HTTPRequestHandler(router))
    }
}

/// Collects requests and sends answers.
///
/// One request of a connection is answered at a time; those sent meanwhile wait in the handler before this one.
final class HTTPRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let router: Router
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    /// The end of the latest answer on its way.
    private var sending: EventLoopFuture<Void>?

    init(_ router: Router) { self.router = router }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(var part): body.writeBuffer(&part)
        case .end: answer(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.head = head
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
        send(isNamed ? router.answer(request) : .malformed, to: head, context)
    }

    private func send(_ response: HTTPResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var headers = response.headers
        headers.add(name: "Content-Length", value: String(response.body.count))
        let isKept = head.isKeepAlive && !headers.contains(name: "Connection")
        if !isKept {
            headers.replaceOrAdd(name: "Connection", value: "close")
        } else if head.isOld {
            headers.add(name: "Connection", value: "keep-alive")
        }
        let version: HTTPVersion = head.isOld ? .http1_0 : .http1_1
        let answer = HTTPResponseHead(version: version, status: response.status, headers: headers)
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
        guard error is HTTPParserError, context.channel.isActive else {
            context.close(promise: nil)
            return
        }
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
        send(.malformed, to: head, context)
    }
}

extension HTTPRequestHead {
    /// Whether it speaks HTTP/1.0, where connections end by themselves and hosts have one name.
    fileprivate var isOld: Bool { version.major == 1 && version.minor == 0 }
}
