import CentrifugoTransport
import Synchronization
import Testing

@Suite struct HTTPBodyTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world",
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n",
    ])
    func `a body over the limit is refused as soon as that is known`(reply: String) async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(reply)
            try peer.waitForEnd()
        }) { server async throws in
            let error = await transportError {
                try await makeConnection(to: server.endpoint).post().body.collect(upTo: 10)
            }
            #expect(error == .replyTooLarge(limit: 10))
        }
    }

    @Test func `a body of just the limit is accepted`() async throws {
        #expect(try await HTTPBody([1, 2, 3]).collect(upTo: 3) == [1, 2, 3])
        #expect(await transportError { try await HTTPBody([1, 2, 3]).collect(upTo: 2) } == .replyTooLarge(limit: 2))
    }

    @Test func `a body from a function is read until it returns nil`() async throws {
        let left = Mutex([[UInt8(1)], [2, 3]])
        let body = HTTPBody { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        #expect(try await body.collect(upTo: 10) == [1, 2, 3])
    }

    @Test func `a reader who does not read holds the server back`() async throws {
        let whole = 200_000_000
        let (blocked, isBlocked) = AsyncStream.makeStream(of: Int.self)
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(whole)\r\n\r\n")
            let written = try peer.writeUntilBlocked(upTo: whole)
            isBlocked.yield(written)
            isBlocked.finish()
            try peer.write([UInt8](repeating: UInt8(ascii: "x"), count: whole - written))
        }) { server async throws in
            var body = try await makeConnection(to: server.endpoint).post(timeout: .seconds(60)).body
            var received = 0
            // Beyond what the two sockets hold, which is some megabytes, only a small window is taken in.
            for await written in blocked { #expect(written < whole / 4) }
            while let piece = try await body.next() {
                #expect(piece.count < whole / 4)
                received += piece.count
            }
            #expect(received == whole)
        }
    }

    @Test func `letting go of a body before its end closes the connection`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write("HTTP/1.1 500 X\r\nContent-Length: 1000\r\n\r\npart")
                try peer.waitForEnd()
            },
            { peer in
                try peer.readRequest()
                try peer.write(ok("next"))
            },
        ]) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.post().status == 500)
            #expect(try await connection.postForText() == "next")
        }
    }

    @Test func `a small reply that nobody reads keeps its connection`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("unread"))
            try peer.readRequest()
            try peer.write(ok("same connection"))
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            _ = try await connection.post()
            #expect(try await connection.postForText() == "same connection")
        }
    }

    @Test func `a piece comes out before the next has arrived`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
            try peer.waitForEnd()
        }) { server async throws in
            var body = try await makeConnection(to: server.endpoint).post().body
            #expect(try await body.next() == Array("one".utf8))
        }
    }
}
