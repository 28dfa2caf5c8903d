internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1

/// Asks a proxy for a tunnel to the endpoint, on a fresh connection to the proxy.
struct Tunnel {
    private let endpoint: Endpoint
    private let proxy: Proxy

    init(to endpoint: Endpoint, through proxy: Proxy) {
        self.endpoint = endpoint
        self.proxy = proxy
    }

    /// Sends CONNECT and calls the completion, with `nil` once bytes go through to the endpoint.
    ///
    /// On the event loop of the channel, whose pipeline must be empty and is empty again in the end.
    func open(on channel: any Channel, completion: @escaping (TransportError?) -> Void) {
        guard case .host(let host, let port) = endpoint.location else { return completion(nil) }
        let answered = channel.eventLoop.makePromise(of: Void.self)
        let watch = ProxyAnswerWatch()
        let handlers: [any RemovableChannelHandler] = [
            HTTPRequestEncoder(),
            ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes)),
            watch,
        ]
        let connect = NIOHTTP1ProxyConnectHandler(
            targetHost: bracketed(host), targetPort: port, headers: headers(host: bracketed(host), port: port),
            // The attempt to connect has a time limit of its own.
            deadline: .now() + .hours(24), promise: answered)
        let pipeline = channel.pipeline.syncOperations
        do {
            try pipeline.addHandlers(handlers)
            try pipeline.addHandler(connect)
        } catch {
            answered.fail(error)
        }
        answered.futureResult.assumeIsolated().flatMap {
            // The decoder leaves the pipeline only after it has let go of the bytes it is working on.
            EventLoopFuture.andAllSucceed(
                handlers.map { channel.pipeline.syncOperations.removeHandler($0) }, on: channel.eventLoop)
        }.whenComplete { result in
            switch result {
            case .success: completion(nil)
            case .failure: completion(failure(status: watch.status))
            }
        }
    }

    private func headers(host: String, port: Int) -> HTTPHeaders {
        var headers: HTTPHeaders = ["Host": "\(host):\(port)"]
        if let authorization = proxy.authorization { headers.add(name: "Proxy-Authorization", value: authorization) }
        return headers
    }

    private func failure(status: Int?) -> TransportError {
        guard let status, !(200..<300).contains(status) else { return .proxyBroken(proxy: proxy.authority) }
        return .proxyRefused(proxy: proxy.authority, status: status)
    }
}

/// Notes the status of the proxy's answer, which the CONNECT handler keeps to itself.
private final class ProxyAnswerWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart

    private(set) var status: Int?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { status = Int(head.status.code) }
        context.fireChannelRead(data)
    }

    /// Ends the wait for an answer that cannot come any more.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
