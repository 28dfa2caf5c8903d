import LoopbackPeer
import NIOCore
import NIOPosix
import class NIOWebSocket.WebSocketFrameDecoder
import PracticeServer
import Synchronization
import Testing

/// Clients on sockets, one of which does not read.
struct SlowClientTests {
    @Test func `a client that does not read loses its connection, and nobody else anything`() async throws {
        let bench = Bench()
        let port = try await bench.listen()
        let lazy = try open(port)
        let eager = try open(port)
        let line = [UInt8](repeating: 0x78, count: 1000)
        // The buffers of the sockets take megabytes before the queue begins to fill.
        for _ in 0..<1000 where bench.service.calls(0).isEmpty {
            for _ in 0..<200 { for client in 0...1 { bench.outbox(client).send(.line(line)) } }
            #expect(bench.outbox(0).byteCount <= 1 << 20)
            #expect(try readLines(eager, 200) { $0 == line })
        }
        #expect(bench.service.calls(0) == [.slow])
        #expect(bench.outbox(0).byteCount == 0)
        lazy.finishWriting()
        _ = try lazy.readToEnd()
        await bench.stop()
        #expect(bench.service.calls(0) == [.slow, .close])
        #expect(bench.service.calls(1) == [.close])
    }

    @Test func `two hundred clients get all lines in order`() async throws {
        let bench = Bench()
        let port = try await bench.listen()
        let clients = try (0..<200).map { _ in try open(port) }
        for round in 0..<10 {
            let lines = (0..<20).map { Array("line \(round * 20 + $0)".utf8) }
            for line in lines { for client in clients.indices { bench.outbox(client).send(.line(line)) } }
            for client in clients {
                var expected = lines[...]
                #expect(try readLines(client, 20) { expected.popFirst() == $0 })
            }
        }
        await bench.stop()
    }

    /// Opens a connection and returns it when the server knows it.
    private func open(_ port: Int) throws -> LoopbackConnection {
        let connection = try LoopbackConnection(port: port)
        connection.write(WebSocketFrame.ping("hello").bytes())
        #expect(try connection.readFrame() == .pong("hello"))
        return connection
    }

    /// Reads some lines and returns whether they are right.
    private func readLines(
        _ client: LoopbackConnection, _ count: Int, _ isRight: ([UInt8]) -> Bool
    ) throws -> Bool {
        var left = count
        while left > 0, let frame = try client.readFrame() {
            for line in frame.payload.split(separator: 0x0A) {
                left -= 1
                guard isRight(Array(line)) else { return false }
            }
        }
        return left == 0
    }

    /// A server of frames alone, on an event loop of its own; it numbers its clients as they come.
    private final class Bench: Sendable {
        let service = RecordingService()
        private let outboxes = Mutex<[ClientOutbox]>([])
        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

        func listen() async throws -> Int {
            let bootstrap = ServerBootstrap(group: group)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try self.take(channel) } }
            let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
            return try #require(channel.localAddress?.port)
        }

        private func take(_ channel: any Channel) throws {
            let outbox = ClientOutbox(on: channel.eventLoop, limit: 1 << 20)
            let client = outboxes.withLock { outboxes in
                outboxes.append(outbox)
                return outboxes.count - 1
            }
            service.add(client, outbox)
            try channel.pipeline.syncOperations.addHandlers(
                ByteToMessageHandler(WebSocketFrameDecoder()),
                WebSocketHandler(service, client, outbox, messageLimit: 9))
        }

        func outbox(_ client: Int) -> ClientOutbox { outboxes.withLock { $0[client] } }

        func stop() async { try? await group.shutdownGracefully() }
    }
}
