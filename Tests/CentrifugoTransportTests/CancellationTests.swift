import CentrifugoTransport
import NIOCore
import Testing

@Suite struct CancellationTests {
    @Test func `cancelling while waiting ends the call and closes the connection`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            try peer.readRequest()
            hasRead.finish()
            try peer.waitForEnd()
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let call = Task { await transportError { try await connection.post() } }
            for await _ in read {}
            call.cancel()
            #expect(await call.value == .cancelled(.waiting))
        }
    }

    @Test func `cancelling while reading ends the call and closes the connection`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\npart")
            try peer.waitForEnd()
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let call = Task {
                var body = try await connection.post().body
                _ = try await body.next()
                hasRead.finish()
                return await transportError { try await body.next() }
            }
            for await _ in read {}
            call.cancel()
            #expect(try await call.value == .cancelled(.reading))
        }
    }

    @Test func `cancelling while connecting ends the call`() async throws {
        let (dialled, hasDialled) = AsyncStream.makeStream(of: Void.self)
        let network = Network(dial: { _, loop, _ in
            hasDialled.finish()
            return loop.makePromise(of: (any Channel).self).futureResult
        })
        let connection = makeConnection(to: Endpoint(location: .host("192.0.2.1", port: 80)), network: network)
        let call = Task { await transportError { try await connection.post() } }
        for await _ in dialled {}
        call.cancel()
        #expect(await call.value == .cancelled(.connecting))
    }

    @Test func `cancelling one that waits for its turn leaves the others alone`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        let (cancelled, hasCancelled) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            try peer.readRequest()
            hasRead.finish()
            #expect(try peer.read()?.isEmpty == true, "only the first request was sent")
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let first = Task { await transportError { try await connection.post() } }
            for await _ in read {}
            let second = Task {
                hasCancelled.finish()
                return await transportError { try await connection.post() }
            }
            for await _ in cancelled {}
            second.cancel()
            #expect(await second.value == .cancelled(.queued))
            first.cancel()
            #expect(await first.value == .cancelled(.waiting))
        }
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let connection = makeConnection(to: Endpoint(location: .host("127.0.0.1", port: 1)))
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await transportError { try await connection.post() }
        }
        #expect(await call.value == .cancelled(.queued))
    }

    @Test func `close ends the request under way`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            try peer.readRequest()
            hasRead.finish()
            try peer.waitForEnd()
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let call = Task { await transportError { try await connection.post() } }
            for await _ in read {}
            connection.close()
            #expect(await call.value == .cancelled(.waiting))
        }
    }
}
