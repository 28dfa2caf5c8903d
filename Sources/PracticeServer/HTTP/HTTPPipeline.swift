import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The handlers of a connection, from its bytes to its requests, and from there to the messages of a client.
enum HTTPPipeline {
    /// Puts those of HTTP in place.
    ///
    /// The decoder hands back what it has not read yet, so that another protocol can take the connection over.
    static func install(on channel: any Channel, _ router: Router) throws {
        let timer = RequestTimer(on: channel.eventLoop)
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
        let order = HTTPServerPipelineHandler()
        let handover = HTTPHandover(others: [timer, encoder, order], decoder: decoder)
        let requests = HTTPRequestHandler(router, timer, handover)
        try channel.pipeline.syncOperations.addHandlers(timer, encoder, decoder, order, requests)
    }

    /// Puts a client's in place.
    fileprivate static func add<Service>(
        _ client: WebSocketHandler<Service>, messageLimit: Int, to pipeline: ChannelPipeline
    ) throws {
        // Frames that control the connection have their own limit, 125 bytes.
        let decoder = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: max(messageLimit, 125)))
        try pipeline.syncOperations.addHandlers(decoder, client)
    }
}

/// Gives a connection over from HTTP to a client.
struct HTTPHandover {
    /// The handlers of HTTP beside the decoder and the one that gives over.
    fileprivate let others: [any RemovableChannelHandler]
    fileprivate let decoder: any RemovableChannelHandler

    /// Takes the handlers of HTTP away, `requests` among them, and puts those of a client in their place.
    func giveOver(
        from requests: any RemovableChannelHandler, to client: WebSocketHandler<Engine>, messageLimit: Int,
        in pipeline: ChannelPipeline
    ) throws {
        for handler in [requests] + others { pipeline.syncOperations.removeHandler(handler, promise: nil) }
        try HTTPPipeline.add(client, messageLimit: messageLimit, to: pipeline)
        // The last to go: it hands the bytes after the request to who comes after it.
        pipeline.syncOperations.removeHandler(decoder, promise: nil)
    }
}
