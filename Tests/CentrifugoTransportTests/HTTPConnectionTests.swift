import CentrifugoTransport
import Synchronization
import Testing

@Suite struct HTTPConnectionTests {
    @Test func `a request arrives as it was given, with the host and length added`() async throws {
        let seen = Mutex("")
        try await withServer({ peer in
            let request = try peer.readRequest()
            seen.withLock { $0 = request }
            try peer.write(ok("hi"))
        }) { server async throws in
            let request = HTTPRequest(
                target: "/api/publish?x=1", headers: ["X-API-Key": "secret"], body: Array("{\"a\":1}".utf8))
            let reply = try await makeConnection(to: server.endpoint).send(request, timeout: .seconds(100))
            #expect(reply.status == 200)
            #expect(reply.headers["content-LENGTH"] == "2")
            #expect(try await reply.text() == "hi")
            let expected =
                "POST /api/publish?x=1 HTTP/1.1\r\nHost: \(server.endpoint.authority)\r\nX-API-Key: secret\r\n"
                + "Content-Length: 7\r\n\r\n{\"a\":1}"
            #expect(seen.withLock { $0 } == expected)
        }
    }

    @Test func `requests one after the other go over the same connection`() async throws {
        try await withServer({ peer in
            for index in 0..<3 {
                try peer.readRequest()
                try peer.write(ok("\(index)"))
            }
            try peer.waitForEnd()
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            for index in 0..<3 { #expect(try await connection.postForText() == "\(index)") }
        }
    }

    @Test func `requests made at the same time take turns`() async throws {
        try await withServer({ peer in
            for _ in 0..<20 {
                let request = try peer.readRequest()
                try peer.write(ok("reply to \(request.split(separator: "\r\n").last ?? "")"))
            }
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let text = try await connection.postForText("\(index)")
                        #expect(text == "reply to \(index)")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `calls on the network thread itself work like those from elsewhere`() async throws {
        try await withServer({ peer in
            for _ in 0..<3 {
                try peer.readRequest()
                try peer.write(ok("here"))
            }
        }) { server async throws in
            let thread = NetworkThread()
            let connection = HTTPConnection(to: server.endpoint, on: thread)
            let texts = try await thread.run {
                [
                    try await connection.postForText(), try await connection.postForText(),
                    try await connection.postForText(),
                ]
            }
            #expect(texts == ["here", "here", "here"])
            connection.close()
            await thread.shutDown()
        }
    }

    @Test func `a chunked reply is put together`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            try peer.write("6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n")
            try peer.readRequest()
            try peer.write(ok("same connection"))
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "hello world")
            #expect(try await connection.postForText() == "same connection")
        }
    }

    @Test func `interim replies are skipped`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 100 Continue\r\n\r\n")
            try peer.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + ok("final"))
        }) { server async throws in
            #expect(try await makeConnection(to: server.endpoint).postForText() == "final")
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nend",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nend",
        "HTTP/1.0 200 OK\r\n\r\nend",
        "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nend",
    ])
    func `a reply that ends its connection is read, and the next request opens another`(reply: String) async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write(reply)
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("new"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "end")
            #expect(try await connection.postForText() == "new")
        }
    }

    @Test func `an HTTP 1_0 reply that keeps the connection is followed by another on it`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n1")
            try peer.readRequest()
            try peer.write(ok("2"))
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "1")
            #expect(try await connection.postForText() == "2")
        }
    }

    @Test(arguments: [("GET", 204, ""), ("GET", 304, "Content-Length: 9\r\n"), ("HEAD", 200, "Content-Length: 9\r\n")])
    func `replies without a body have none, whatever they say`(
        method: String, status: Int, field: String
    ) async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 \(status) X\r\n\(field)\r\n")
            try peer.readRequest()
            try peer.write(ok("next"))
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            let reply = try await connection.send(HTTPRequest(method: method, target: "/"), timeout: .seconds(100))
            #expect(reply.status == status)
            #expect(try await reply.text() == "")
            #expect(try await connection.postForText() == "next")
        }
    }

    @Test func `a redirect is returned as it came`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        }) { server async throws in
            let reply = try await makeConnection(to: server.endpoint).post()
            #expect(reply.status == 307)
            #expect(reply.headers["Location"] == "http://127.0.0.1:1/")
        }
    }

    @Test func `a request of 10 MB arrives whole`() async throws {
        let text = String(repeating: "0123456789", count: 1_000_000)
        try await withServer({ peer in
            let request = try peer.readRequest()
            #expect(request.contains("Content-Length: 10000000\r\n"))
            try peer.write(ok(request.hasSuffix("\r\n\r\n" + text) ? "whole" : "broken"))
        }) { server async throws in
            #expect(try await makeConnection(to: server.endpoint).postForText(text) == "whole")
        }
    }

    @Test func `letting go of a connection closes it`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("bye"))
            try peer.waitForEnd()
        }) { server async throws in
            #expect(try await makeConnection(to: server.endpoint).postForText() == "bye")
        }
    }

    @Test func `a body can be read after its connection was let go of`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
            try peer.write("1\r\nb\r\n0\r\n\r\n")
            try peer.waitForEnd()
        }) { server async throws in
            let thread = NetworkThread()
            func reply() async throws -> HTTPResponse {
                try await HTTPConnection(to: server.endpoint, on: thread).post()
            }
            let response = try await reply()
            #expect(try await response.text() == "ab")
        }
    }

    @Test func `a closed connection refuses requests`() async throws {
        try await withServer({ _ in }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            connection.close()
            #expect(await transportError { try await connection.post() } == .cancelled(.queued))
        }
    }
}
