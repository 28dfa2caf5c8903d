import LoopbackPeer
import NIOCore
import NIOEmbedded
import class NIOWebSocket.WebSocketFrameDecoder
import PracticeServer
import Testing

/// A client's connection without sockets, its time moved by hand.
private final class Bench {
    let service = RecordingService()
    let channel = EmbeddedChannel()
    let outbox: ClientOutbox
    private let socket = Socket()

    init(messageLimit: Int = 100, queueLimit: Int = 1000, sendsInRounds: Bool = false) throws {
        let rounds = sendsInRounds ? SendingRounds(on: channel.eventLoop) : nil
        outbox = ClientOutbox(on: channel.eventLoop, limit: queueLimit, rounds: rounds)
        service.add(0, outbox)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.pipeline.syncOperations.addHandlers(
            socket, ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: max(messageLimit, 125))),
            WebSocketHandler(service, 0, outbox, messageLimit: messageLimit))
    }

    func receive(_ frames: WebSocketFrame...) { receive(frames.flatMap { $0.bytes() }) }

    func receive(_ bytes: [UInt8]) {
        // Bytes for a connection that has ended are lost, as on a socket.
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    func send(_ messages: Outgoing...) {
        for message in messages { outbox.send(message) }
        channel.embeddedEventLoop.run()
    }

    /// What went out since the last time.
    func sent() throws -> [WebSocketFrame] {
        channel.embeddedEventLoop.run()
        var bytes: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += Array(buffer: buffer) }
        return try WebSocketFrame.all(in: bytes)
    }

    /// Lets the socket take nothing more, or again.
    func block(_ isBlocked: Bool) {
        socket.isBlocked = isBlocked
        channel.isWritable = !isBlocked
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.run()
    }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    /// A socket that keeps to itself what it is given while its peer does not read.
    private final class Socket: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        var isBlocked = false { didSet { if !isBlocked { release() } } }
        private var held: [(ByteBuffer, EventLoopPromise<Void>?)] = []
        private var context: ChannelHandlerContext?

        func handlerAdded(context: ChannelHandlerContext) { self.context = context }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            held.append((unwrapOutboundIn(data), promise))
        }

        func flush(context: ChannelHandlerContext) { if !isBlocked { release() } }

        private func release() {
            for (buffer, promise) in held { context?.write(wrapOutboundOut(buffer), promise: promise) }
            held = []
            context?.flush()
        }
    }
}

/// From frames to the service's calls and back.
struct WebSocketHandlerTests {
    private func line(_ text: String) -> Outgoing { .line(Array(text.utf8)) }

    // MARK: From the client

    @Test func `a message is handed over line by line`() throws {
        let bench = try Bench()
        bench.receive(.text("a\n\nb\n"), .text("\n"))
        #expect(bench.service.calls() == ["a", "", "b", ""].map { .command(Array($0.utf8)) })
    }

    @Test func `a message that asks for more than the client takes is not answered to its end`() throws {
        let bench = try Bench(messageLimit: 1000)
        bench.service.answer = .line([UInt8](repeating: 0x78, count: 600))
        bench.block(true)
        bench.receive(.text(String(repeating: "x\n", count: 400)))
        #expect(bench.service.calls().filter { $0 != .slow }.count < 100)
        #expect(bench.service.calls().contains(.slow))
    }

    @Test func `who has asked is answered at once, and told of the rest in rounds`() throws {
        let bench = try Bench(sendsInRounds: true)
        bench.service.answer = line("answer")
        bench.send(line("first"))
        #expect(try bench.sent() == [.text("first")])
        bench.send(line("second"))
        #expect(try bench.sent().isEmpty)
        bench.receive(.text("ask"))
        #expect(try bench.sent() == [.text("second\nanswer")])
        bench.send(line("third"), line("fourth"))
        #expect(try bench.sent().isEmpty)
        bench.pass(.milliseconds(2))
        #expect(try bench.sent() == [.text("third\nfourth")])
    }

    @Test func `messages of text and of bytes are handed over alike, whatever they hold`() throws {
        let bench = try Bench()
        bench.receive(.text("{}"), WebSocketFrame(.binary, [1, 0xFF]), WebSocketFrame(.text, [0xC3, 0x28]), .text(""))
        #expect(
            bench.service.calls()
                == [.command([0x7B, 0x7D]), .command([1, 0xFF]), .command([0xC3, 0x28]), .command([])])
        #expect(bench.channel.isActive)
    }

    @Test func `a message may come in pieces, with a ping between them`() throws {
        let bench = try Bench()
        bench.receive(
            WebSocketFrame(.text, [1, 2], isFinal: false), WebSocketFrame(.continuation, [3], isFinal: false),
            .ping("p"), WebSocketFrame(.continuation, [4]))
        #expect(bench.service.calls() == [.command([1, 2, 3, 4])])
        #expect(try bench.sent() == [.pong("p")])
    }

    @Test func `a frame may come byte by byte`() throws {
        let bench = try Bench()
        for byte in WebSocketFrame.text("abc").bytes() { bench.receive([byte]) }
        #expect(bench.service.calls() == [.command(Array("abc".utf8))])
    }

    @Test(arguments: [
        ([WebSocketFrame(.text, reserved: 4)], "RSV1 set"),
        ([WebSocketFrame(.text, reserved: 7)], "RSV1 set, RSV2 set, RSV3 set"),
        ([WebSocketFrame(WebSocketFrame.Opcode(rawValue: 3))], "bad opcode 3"),
        ([WebSocketFrame(WebSocketFrame.Opcode(rawValue: 15))], "bad opcode 15"),
        ([WebSocketFrame(.continuation)], "continuation after FIN"),
        ([WebSocketFrame(.text, isFinal: false), .text("")], "data before FIN"),
        ([WebSocketFrame(.ping, isFinal: false)], "FIN not set on control"),
        ([WebSocketFrame(.ping, [UInt8](repeating: 1, count: 126))], "len > 125 for control"),
        ([.close(999)], "bad close code 999"), ([.close(1005)], "bad close code 1005"),
        ([.close(5000)], "bad close code 5000"),
        ([WebSocketFrame(.close, [3, 0xE8, 0xFF])], "invalid utf8 payload in close frame"),
    ])
    func `what the protocol does not allow ends the connection and is named`(
        _ frames: [WebSocketFrame], _ reason: String
    ) throws {
        let bench = try Bench(messageLimit: 1000)
        bench.receive(frames.flatMap { $0.bytes() } + WebSocketFrame.text("late").bytes())
        #expect(try bench.sent() == [.close(1002, reason)])
        #expect(bench.service.calls() == [.close])
        #expect(!bench.channel.isActive)
    }

    @Test func `a frame without a mask ends the connection`() throws {
        let bench = try Bench()
        bench.receive(WebSocketFrame.text("x").bytes(mask: nil))
        #expect(try bench.sent() == [.close(1002, "bad MASK")])
    }

    @Test func `a message may be as long as the limit and no longer`() throws {
        let bench = try Bench(messageLimit: 10)
        let (whole, part) = ([UInt8](repeating: 7, count: 10), [UInt8](repeating: 7, count: 6))
        bench.receive(WebSocketFrame(.binary, whole), .ping("longer than ten"))
        #expect(bench.service.calls() == [.command(whole)])
        #expect(try bench.sent() == [.pong("longer than ten")])
        bench.receive(WebSocketFrame(.binary, part, isFinal: false), WebSocketFrame(.continuation, part))
        #expect(try bench.sent() == [.close(1009)])
        #expect(bench.service.calls() == [.command(whole), .close])
    }

    @Test(arguments: [UInt64(126), 1 << 40, .max])
    func `a frame that is too long is refused when its length is known`(_ length: UInt64) throws {
        let bench = try Bench()
        let size = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * (7 - $0))) }
        bench.receive([0x82, 0xFF] + size + [1, 2, 3, 4])
        #expect(try bench.sent() == [.close(1009)])
        #expect(bench.service.calls() == [.close])
    }

    @Test func `of pings that cannot be answered in time the last is answered`() throws {
        let bench = try Bench()
        bench.block(true)
        for number in 0..<1000 { bench.receive(.ping("\(number)")) }
        bench.block(false)
        #expect(try bench.sent() == [.pong("999")])
        bench.receive(.pong("any"))
        #expect(bench.service.calls() == [.pong])
    }

    @Test(arguments: [
        (WebSocketFrame.close(1000, "bye"), WebSocketFrame.close(1000)), (.close(4999), .close(4999)),
        (WebSocketFrame(.close), WebSocketFrame(.close)), (WebSocketFrame(.close, [3]), WebSocketFrame(.close)),
    ])
    func `a goodbye is answered with its code`(_ goodbye: WebSocketFrame, _ answer: WebSocketFrame) throws {
        let bench = try Bench()
        bench.receive(goodbye, .text("late"))
        #expect(try bench.sent() == [answer])
        #expect(bench.service.calls() == [.close])
    }

    @Test func `a client that has said all gets what waits for it`() throws {
        let bench = try Bench()
        bench.outbox.send(line("answer"))
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(try bench.sent() == [.text("answer")])
        #expect(bench.service.calls() == [.close])
        #expect(!bench.channel.isActive)
    }

    @Test func `the end of a connection is told once`() throws {
        let bench = try Bench()
        bench.receive(.close(1000))
        _ = try? bench.channel.finish()
        #expect(bench.service.calls() == [.close])
        bench.send(line("late"), .ping, .close(code: 3000, reason: ""))
        #expect(bench.outbox.byteCount == 0)
    }

    // MARK: To the client

    @Test func `lines that are ready together share messages of sixteen`() throws {
        let bench = try Bench()
        for number in 0..<40 { bench.outbox.send(line("\(number)")) }
        let sent = try bench.sent()
        #expect(sent.map { $0.text.split(separator: "\n").count } == [16, 16, 8])
        #expect(sent.flatMap { $0.text.split(separator: "\n") }.compactMap { Int($0) } == Array(0..<40))
    }

    @Test func `pings keep their place between lines`() throws {
        let bench = try Bench()
        bench.send(line("a"), .ping, line("b"), line("c"))
        #expect(try bench.sent() == [.text("a"), .ping(), .text("b\nc")])
    }

    @Test(arguments: [0, 1, 125, 126, 65_535, 65_536, 200_000])
    func `a line of any length is one message`(_ length: Int) throws {
        let bench = try Bench(queueLimit: 1 << 20)
        let text = String(repeating: "x", count: length)
        bench.send(line(text))
        #expect(try bench.sent() == [.text(text)])
    }

    @Test func `the server's goodbye is its last word, and the client's ends the connection`() throws {
        let bench = try Bench()
        bench.send(line("a"), .close(code: 3503, reason: "force disconnect"), line("b"), .hangUp)
        #expect(try bench.sent() == [.text("a"), .close(3503, "force disconnect")])
        bench.receive(.text("ignored"), .ping())
        #expect(bench.channel.isActive)
        #expect(bench.service.calls().isEmpty)
        bench.receive(.close(3503))
        #expect(!bench.channel.isActive)
        #expect(try bench.sent().isEmpty)
        #expect(bench.service.calls() == [.close])
    }

    @Test func `a client that does not say goodbye is waited for five seconds`() throws {
        let bench = try Bench()
        bench.send(.close(code: 3000, reason: "connection closed"))
        bench.pass(.milliseconds(4999))
        #expect(bench.channel.isActive)
        bench.pass(.milliseconds(1))
        #expect(!bench.channel.isActive)
    }

    @Test func `a server that hangs up says nothing`() throws {
        let bench = try Bench()
        bench.send(line("a"), .hangUp)
        #expect(try bench.sent() == [.text("a")])
        #expect(!bench.channel.isActive)
    }

    @Test func `a reason that is too long for a frame is not said`() throws {
        let bench = try Bench()
        bench.send(.close(code: 3503, reason: String(repeating: "x", count: 124)))
        #expect(try bench.sent().isEmpty)
        #expect(!bench.channel.isActive)
        let other = try Bench()
        let longest = String(repeating: "x", count: 123)
        other.send(.close(code: 3503, reason: longest))
        #expect(try other.sent() == [.close(3503, longest)])
    }

    // MARK: Slow clients

    @Test func `what waits for a client that does not read is bounded, and then dropped`() throws {
        let bench = try Bench(queueLimit: 1000)
        bench.block(true)
        for _ in 0..<100 { bench.send(line("0123456789")) }
        #expect(bench.outbox.byteCount == 1000)
        #expect(bench.service.calls().isEmpty)
        bench.outbox.send(line("x"))
        #expect(bench.outbox.byteCount == 0)
        #expect(bench.service.calls().isEmpty, "not from inside of send")
        bench.send(line("y"))
        #expect(bench.service.calls() == [.slow])
        bench.pass(.milliseconds(999))
        #expect(bench.channel.isActive)
        bench.pass(.milliseconds(1))
        #expect(!bench.channel.isActive)
        #expect(bench.service.calls() == [.slow, .close])
    }

    @Test func `a slow client that reads again is told that it was slow`() throws {
        let bench = try Bench(queueLimit: 10)
        bench.block(true)
        bench.send(line("0123456789"), line("0123456789"))
        bench.block(false)
        #expect(try bench.sent() == [.close(3008, "slow")])
        bench.receive(.close(3008))
        #expect(!bench.channel.isActive)
    }

    @Test func `a burst is no slowness where the client reads`() throws {
        let bench = try Bench(queueLimit: 1000)
        for _ in 0..<1000 { bench.outbox.send(line("0123456789")) }
        #expect(try bench.sent().flatMap { $0.text.split(separator: "\n") }.count == 1000)
        #expect(bench.service.calls().isEmpty)
    }

    @Test func `no client is fast enough for a line that is longer than the queue`() throws {
        let bench = try Bench(queueLimit: 10)
        bench.send(line("a"), line("0123456789+"))
        #expect(try bench.sent() == [.close(3008, "slow")])
        #expect(bench.service.calls() == [.slow])
    }

    @Test func `what waited goes on when the client reads again`() throws {
        let bench = try Bench()
        bench.block(true)
        bench.send(line("a"), line("b"))
        #expect(try bench.sent().isEmpty)
        #expect(bench.outbox.byteCount == 2)
        bench.block(false)
        #expect(try bench.sent() == [.text("a\nb")])
        bench.send(line("c"))
        #expect(try bench.sent() == [.text("c")])
    }

    @Test func `the end does not wait for ever behind what nobody reads`() throws {
        let bench = try Bench()
        bench.block(true)
        bench.send(line("a"), .close(code: 3503, reason: ""))
        bench.pass(.milliseconds(999))
        #expect(bench.channel.isActive)
        bench.pass(.milliseconds(1))
        #expect(!bench.channel.isActive)
    }
}
