import NIOCore
import NIOPosix
import Testing

@testable import CentrifugoTransport

@Suite struct SocketProbeTests {
    /// Connects to a server that reads nothing, writes, and asks whether the connection is ready.
    private func isReady(afterWriting count: Int) async throws -> Bool {
        let end = try Gate()
        let thread = NetworkThread()
        var answer = false
        try await withServer({ _ in end.wait() }) { server async throws in
            guard case .host(let host, let port) = server.endpoint.location else { return }
            let channel = try await ClientBootstrap(group: thread.eventLoop).connect(host: host, port: port).get()
            answer = try await channel.eventLoop.submit {
                channel.writeAndFlush(ByteBuffer(repeating: 0, count: count), promise: nil)
                return SocketProbe(channel).isReady
            }.get()
            end.open()
            try? await channel.close()
        }
        return answer
    }

    @Test func `a connection that took what was written is ready for more`() async throws {
        #expect(try await isReady(afterWriting: 4096))
    }

    @Test func `a connection that takes no more is not ready, though nothing came from the server`() async throws {
        #expect(try await !isReady(afterWriting: 64 << 20))
    }
}
