import CentrifugoTransport
import NIOCore
import Testing

@Suite struct DeadlineTests {
    private let short = Duration.milliseconds(50)

    @Test func `a server that never answers runs into the time limit while waiting`() async throws {
        let script: ScriptedServer.Script = { peer in
            try peer.readRequest()
            try peer.waitForEnd()
        }
        try await withServer(limits.map { _ in script }) { server async throws in
            await expectTimeout(in: .waiting) { limit, _ in
                try await makeConnection(to: server.endpoint).post(timeout: limit)
            }
        }
    }

    @Test func `a body that does not come to its end runs into the time limit while reading`() async throws {
        let script: ScriptedServer.Script = { peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\ndrip")
            try peer.waitForEnd()
        }
        try await withServer(limits.map { _ in script }) { server async throws in
            await expectTimeout(in: .reading) { limit, _ in
                try await makeConnection(to: server.endpoint).post(timeout: limit).text()
            }
        }
    }

    @Test func `a server that reads nothing runs into the time limit while sending`() async throws {
        let gates = try limits.map { _ in try Gate() }
        let scripts = gates.map { gate -> ScriptedServer.Script in
            { peer in
                try peer.readHead()
                gate.wait()
            }
        }
        try await withServer(scripts) { server async throws in
            let request = HTTPRequest(target: "/", body: [UInt8](repeating: 0, count: 50_000_000))
            await expectTimeout(in: .sending) { limit, attempt in
                defer { gates[attempt].open() }
                return try await makeConnection(to: server.endpoint).send(request, timeout: limit)
            }
        }
    }

    @Test func `a request behind another one runs into its own time limit`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            #expect(try peer.readRequest().hasSuffix("first"))
            hasRead.finish()
            try peer.waitForEnd()
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let first = Task { try await connection.post("first") }
            for await _ in read {}
            let error = await transportError { try await connection.post("second", timeout: short) }
            #expect(error == .timedOut(.queued, after: short))
            #expect(error?.mayHaveReachedServer == false)
            first.cancel()
        }
    }

    @Test func `an address that does not answer runs into the time limit while connecting`() async throws {
        let network = Network(dial: { _, loop, _ in loop.makePromise(of: (any Channel).self).futureResult })
        let endpoint = Endpoint(location: .host("192.0.2.1", port: 80))
        let connection = makeConnection(to: endpoint, network: network)
        let error = await transportError { try await connection.post(timeout: short) }
        #expect(error == .timedOut(.connecting, after: short))
        #expect(error?.mayHaveReachedServer == false)
    }

    @Test func `the time for connecting has a limit of its own`() async throws {
        let network = Network(dial: { _, loop, _ in loop.makePromise(of: (any Channel).self).futureResult })
        let connection = makeConnection(
            to: Endpoint(location: .host("192.0.2.1", port: 80)), options: ConnectionOptions(connectTimeout: short),
            network: network)
        let error = await transportError { try await connection.post() }
        #expect(error == .timedOut(.connecting, after: short))
    }

    @Test func `after a request that ran out of time the next one has a new connection`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.waitForEnd()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("better"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            _ = await transportError { try await connection.post(timeout: short) }
            #expect(try await connection.postForText() == "better")
        }
    }

    @Test func `a time limit of ages is no trouble`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("fine"))
        }) { server async throws in
            let reply = try await makeConnection(to: server.endpoint).post(timeout: .seconds(Int64.max))
            #expect(try await reply.text() == "fine")
        }
    }

    private let limits: [Duration] = [.milliseconds(50), .milliseconds(500), .seconds(5)]

    /// Expects a call to run out of time in a step, and gives a busy machine more time to get there.
    private func expectTimeout(in step: Step, _ call: (Duration, Int) async throws -> some Any) async {
        for (attempt, limit) in limits.enumerated() {
            let error = await transportError { try await call(limit, attempt) }
            if case .timedOut(let reached, limit)? = error, reached < step, limit != limits.last { continue }
            #expect(error == .timedOut(step, after: limit))
            #expect(error?.mayHaveReachedServer == true)
            return
        }
    }
}
