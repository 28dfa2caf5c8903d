import CentrifugoTransport
import Glibc
import NIOCore
import Synchronization
import Testing

/// What happens between the look at a socket and the write cannot be timed from outside, so here the write itself
/// fails as the system would let it fail.
@Suite struct WriteFailureTests {
    @Test func `a kept connection that takes nothing of a request is replaced, because no server can have read it`()
        async throws
    {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first"))
                #expect(try peer.read()?.isEmpty != false, "nothing of the second request went out")
            },
            { peer in
                #expect(try peer.readRequest().hasSuffix("second"))
                try peer.write(ok("replaced"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint, network: network(failingWrites: [2]))
            #expect(try await connection.postForText("first") == "first")
            #expect(try await connection.postForText("second") == "replaced")
        }
    }

    @Test func `a new connection that takes nothing of a request is an error that says so`() async throws {
        try await withServer({ peer throws in #expect(try peer.read()?.isEmpty != false) }) { server async throws in
            let connection = makeConnection(to: server.endpoint, network: network(failingWrites: [1]))
            let error = await transportError { try await connection.post() }
            #expect(error == .reset(.connected))
            #expect(error?.mayHaveReachedServer == false)
        }
    }

    @Test func `a request is tried on one new connection, not on ever more of them`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first"))
                try peer.waitForEnd()
            },
            { try $0.waitForEnd() },
            { _ in Issue.record("a third connection") },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint, network: network(failingWrites: [2, 3]))
            #expect(try await connection.postForText() == "first")
            #expect(await transportError { try await connection.post() } == .reset(.connected))
        }
    }

    /// A network on which the writes with these numbers, counted over all connections, fail.
    private func network(failingWrites numbers: Set<Int>) -> Network {
        let count = Counter()
        return Network(dial: { address, loop, opened in
            Network.systemDial(address, loop, opened).flatMap { channel in
                channel.pipeline.addHandler(WriteSaboteur(numbers, count)).map { channel }
            }
        })
    }
}

private final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
}

private final class WriteSaboteur: ChannelOutboundHandler, Sendable {
    typealias OutboundIn = ByteBuffer

    private let numbers: Set<Int>
    private let count: Counter

    init(_ numbers: Set<Int>, _ count: Counter) {
        self.numbers = numbers
        self.count = count
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard numbers.contains(count.next()) else { return context.write(data, promise: promise) }
        promise?.fail(IOError(errnoCode: EPIPE, reason: "write"))
        context.close(promise: nil)
    }
}
