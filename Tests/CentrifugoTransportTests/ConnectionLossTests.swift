import CentrifugoTransport
import Testing

@Suite struct ConnectionLossTests {
    @Test func `a server that closes while idle costs nothing: the next request opens a connection`() async throws {
        let (closed, hasClosed) = AsyncStream.makeStream(of: Void.self)
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first"))
                peer.close()
                hasClosed.finish()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("second"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "first")
            for await _ in closed {}
            #expect(try await connection.postForText() == "second")
        }
    }

    @Test func `a close that the event loop has not seen is found before the next request is written`() async throws {
        let (received, closed) = (try Gate(), try Gate())
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first"))
                received.wait()
                peer.close()
                closed.open()
            },
            { peer in
                #expect(try peer.readRequest().hasSuffix("once"))
                try peer.write(ok("second"))
                try peer.waitForEnd()
            },
        ]) { server async throws in
            let thread = NetworkThread()
            let connection = HTTPConnection(to: server.endpoint, on: thread)
            let texts = try await thread.run {
                let first = try await connection.postForText()
                // This stops the event loop itself, so that it cannot look at the socket meanwhile.
                received.open()
                closed.wait()
                return [first, try await connection.postForText("once")]
            }
            #expect(texts == ["first", "second"])
        }
    }

    @Test func `bytes nobody asked for make a connection unfit for the next request`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first") + "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
                try peer.waitForEnd()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("second"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "first")
            #expect(try await connection.postForText() == "second")
        }
    }

    @Test func `a close after the request was read is reported, and the request not repeated`() async throws {
        try await withServer([
            { try $0.readRequest() },
            { _ in Issue.record("the request was repeated") },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let error = await transportError { try await connection.post() }
            #expect(error == .closed(.waiting))
            #expect(error?.mayHaveReachedServer == true)
        }
    }

    @Test func `a close after a request on a kept connection was read is reported too`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(ok("first"))
                try peer.readRequest()
            },
            { _ in Issue.record("the request was repeated") },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "first")
            #expect(await transportError { try await connection.post() } == .closed(.waiting))
        }
    }

    @Test func `a reset after the request was read is told from a close`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            peer.reset()
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).post() }
            #expect(error == .reset(.waiting))
        }
    }

    @Test func `a connection closed before anything was read ends the request with what may have happened`()
        async throws
    {
        try await withServer({ $0.close() }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).post() }
            let isLoss = [
                TransportError.closed(.connected), .reset(.connected), .reset(.waiting), .closed(.waiting),
            ].contains(error)
            #expect(isLoss, "\(String(describing: error))")
        }
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nContent-"])
    func `a close within the reply is no reply`(part: String) async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(part)
        }) { server async throws in
            let error = await transportError { try await makeConnection(to: server.endpoint).postForText() }
            #expect([.closed(.reading), .closed(.waiting)].contains(error))
        }
    }

    @Test func `what came of a body before the connection broke is still given out`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            peer.close()
        }) { server async throws in
            var body = try await makeConnection(to: server.endpoint).post().body
            var text = ""
            let error = await transportError {
                while let piece = try await body.next() { text += String(decoding: piece, as: UTF8.self) }
            }
            #expect(text == "half")
            #expect(error == .closed(.reading))
        }
    }

    @Test func `a reply before the request was read whole is returned, and the connection not used again`()
        async throws
    {
        try await withServer([
            { peer in
                try peer.readHead()
                try peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig")
                try peer.waitForEnd()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("new"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let request = HTTPRequest(target: "/", body: [UInt8](repeating: 0, count: 50_000_000))
            let reply = try await connection.send(request, timeout: .seconds(100))
            #expect(reply.status == 413)
            #expect(try await reply.text() == "big")
            #expect(try await connection.postForText() == "new")
        }
    }

    @Test func `a connection lost while the request is being sent may have reached the server`() async throws {
        try await withServer({ peer in
            try peer.readHead()
            peer.reset()
        }) { server async throws in
            let request = HTTPRequest(target: "/", body: [UInt8](repeating: 0, count: 50_000_000))
            let error = await transportError {
                try await makeConnection(to: server.endpoint).send(request, timeout: .seconds(100))
            }
            #expect(error == .reset(.sending))
            #expect(error?.mayHaveReachedServer == true)
        }
    }
}
