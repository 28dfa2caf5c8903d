import CentrifugoAPI
import CentrifugoTransport
import Testing

@Suite struct CancellationTests {
    /// Never answers; says when a request has come, and honours cancellation as every transport must.
    private struct SilentTransport: Transport {
        let requested = AsyncStream<Void>.makeStream()
        private let never = AsyncStream<Void>.makeStream()
        var answersHead = false

        func wait() async { for await _ in never.stream {} }

        func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
            if answersHead {
                return HTTPResponse(
                    status: 200,
                    body: HTTPBody { () async throws(TransportError) in
                        requested.continuation.yield()
                        await wait()
                        throw .cancelled(.reading)
                    })
            }
            requested.continuation.yield()
            await wait()
            throw .cancelled(.waiting)
        }
    }

    @Test(arguments: [false, true])
    func `cancelling ends a call that gets no answer, or only the head of one`(answersHead: Bool) async throws {
        var transport = SilentTransport()
        transport.answersHead = answersHead
        let client = Client(try ClientConfiguration("localhost"), transport: transport)
        let call = Task { await failure { () async throws(APIError) in try await client.info() } }
        for await _ in transport.requested.stream { break }
        call.cancel()
        #expect(await call.value == .cancelled(mayHaveReachedServer: true))
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#))
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure { () async throws(APIError) in try await client.publish(channel: "a", data: 1) }
        }
        #expect(await call.value == .cancelled(mayHaveReachedServer: false))
        #expect(transport.requests.isEmpty)
    }

    @Test func `a connection that was closed is no cancellation of the caller's task`() async throws {
        let transport = ScriptedTransport([.failure(.cancelled(.queued))])
        let client = Client(try ClientConfiguration("localhost"), transport: transport)
        let error = await failure { () async throws(APIError) in try await client.info() }
        #expect(error == .transport(.cancelled(.queued)))
    }
}
