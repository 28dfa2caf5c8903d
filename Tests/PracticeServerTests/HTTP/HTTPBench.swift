import NIOCore
import NIOEmbedded

@testable import PracticeServer

/// A connection without sockets, its time moved by hand, to a server with the key `k` and a history of 1000.
final class HTTPBench {
    let router: Router
    private let engine: Engine
    let channel = EmbeddedChannel()
    let socket = Socket()

    init(_ client: String = "") throws {
        let json = """
            {"http_api":{"key":"k"},"client":{\(client)},
            "channel":{"without_namespace":{"history_size":1000,"history_ttl":"9s"}}}
            """
        let configuration = try PracticeConfiguration.parse(Array(json.utf8))
        engine = Engine(configuration, clock: PracticeClock(stoppedAt: 0), seed: 7)
        router = Router(engine, configuration, [.api, .clients])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.pipeline.syncOperations.addHandler(socket)
        try HTTPPipeline.install(on: channel, router)
    }

    /// How many of the calls made by ``publish`` were answered, whoever has got the answers.
    var answerCount: Int { engine.publicationCount }

    var isActive: Bool { channel.isActive }

    func receive(_ text: String) {
        // Bytes for a connection that has ended are lost, as on a socket.
        _ = try? channel.writeInbound(ByteBuffer(string: text))
        channel.embeddedEventLoop.run()
    }

    /// What the socket took since the last time.
    func sent() throws -> String {
        channel.embeddedEventLoop.run()
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
        return text
    }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    /// Whether the connection lives for a time and no longer.
    func ends(after time: TimeAmount) -> Bool {
        pass(time - .milliseconds(1))
        guard channel.isActive, !socket.isOutputClosed else { return false }
        pass(.milliseconds(1))
        return !channel.isActive
    }
}

extension HTTPBench {
    /// The head of a call with the right key.
    static func head(_ method: String, _ fields: String...) -> String {
        "POST /api/\(method) HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// A call that leaves a publication behind.
    static let publish = head("publish", "Content-Length: 24") + #"{"channel":"a","data":1}"#
}

/// A socket that keeps to itself what it is given while its peer does not read, and whose output closes by itself.
final class Socket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var isBlocked = false { didSet { if !isBlocked { release() } } }
    private(set) var isOutputClosed = false
    /// How often it was to be read.
    private(set) var readCount = 0
    private var held: [(ByteBuffer, EventLoopPromise<Void>?)] = []
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        for (_, promise) in held { promise?.fail(ChannelError.ioOnClosedChannel) }
        held = []
        self.context = nil
    }

    func read(context: ChannelHandlerContext) {
        readCount += 1
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        held.append((unwrapOutboundIn(data), promise))
    }

    func flush(context: ChannelHandlerContext) { if !isBlocked { release() } }

    private func release() {
        let released = held
        held = []
        for (buffer, promise) in released { context?.write(wrapOutboundOut(buffer), promise: promise) }
        context?.flush()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .output else { return context.close(mode: mode, promise: promise) }
        isOutputClosed = true
        promise?.succeed()
    }
}
