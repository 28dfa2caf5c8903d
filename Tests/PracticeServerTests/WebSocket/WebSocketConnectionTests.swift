import PracticeServer
import Testing

/// Clients of the server on its sockets.
struct WebSocketConnectionTests {
    private static func call(_ method: String, _ body: String) -> String {
        "POST /api/\(method) HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static let connect = Frame.text(#"{"id":1,"connect":{}}"#)

    private func with(
        _ client: String = "", _ body: (PracticeServer) async throws -> Void
    ) async throws {
        let channels = #"{"without_namespace":{"history_size":9,"history_ttl":"60s"}}"#
        let json = #"{"http_api":{"key":"k"},"client":{"insecure":true\#(client)},"channel":\#(channels)}"#
        let server = try await PracticeServer.start(.parse(Array(json.utf8)), PracticeOptions(port: 0))
        do {
            try await body(server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func isConnected(_ frame: Frame?) -> Bool { frame?.text.contains(#""id":1,"connect":"#) == true }

    @Test func `a client is answered`() async throws {
        try await with { server in
            let client = try Connection.webSocket(port: server.port)
            client.send(Self.connect.bytes())
            #expect(isConnected(client.readFrame()))
            client.send(Frame.ping("p").bytes() + Frame.close(1000, "bye").bytes())
            #expect(client.readFrame() == .pong("p"))
            #expect(client.readFrame() == .close(1000))
            #expect(client.readFrame() == nil)
        }
    }

    @Test func `what follows the handshake at once is not lost`() async throws {
        try await with { server in
            let client = try Connection(port: server.port)
            client.send(Array(Connection.handshake().utf8) + Self.connect.bytes() + Frame.ping().bytes())
            let head = client.read(through: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
            #expect(head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
            let frames = [client.readFrame(), client.readFrame()]
            #expect(frames.contains(.pong()))
            #expect(frames.contains { isConnected($0) })
        }
    }

    @Test func `the handshake may come in pieces, after other requests`() async throws {
        try await with { server in
            let call = Self.call("channels", "{}")
            let client = try Connection(port: server.port)
            client.send(call)
            #expect(client.read(through: "}}}").hasPrefix("HTTP/1.1 200"))
            for byte in (call + Connection.handshake()).utf8 { client.send([byte]) }
            #expect(client.read(through: "}}}").hasPrefix("HTTP/1.1 200"))
            #expect(client.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101"))
            client.send(Self.connect.bytes())
            #expect(isConnected(client.readFrame()))
        }
    }

    @Test(arguments: [
        "GET /connection/websocket HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "POST /api/channels HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n",
        "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n",
    ])
    func `a connection that wanted another protocol and got none ends with the answer`(
        _ request: String
    ) async throws {
        try await with { server in
            let client = try Connection(port: server.port)
            client.send(request + Connection.handshake())
            let answer = client.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 40"))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.split(separator: "HTTP/1.1").count == 1)
        }
    }

    @Test(arguments: [
        "POST /api/nope HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "POST /api/nope HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    ])
    func `nothing is done after the last request of a connection`(_ last: String) async throws {
        try await with { server in
            let client = try Connection(port: server.port)
            client.send(last + Self.call("publish", #"{"channel":"a","data":1}"#))
            #expect(client.readToEnd().split(separator: "HTTP/1.1").count == 1)
            let other = try Connection(port: server.port)
            other.send(Self.call("history", #"{"channel":"a","limit":9}"#))
            other.finish()
            #expect(other.readToEnd().contains(#""publications":[]"#))
        }
    }

    @Test func `every way of asking for an upgrade is understood or refused`() async throws {
        try await with { server in
            var random = Random(seed: 11)
            let pieces = ["upgrade", "Upgrade", "keep-alive", "close", ",", ",", " ", " ", "\t", "x", "é", ";"]
            for _ in 0..<100 {
                let list = (0...random.number(below: 6)).map { _ in pieces[random.number(below: pieces.count)] }
                let client = try Connection(port: server.port)
                client.send(
                    Array(Connection.handshake(connection: list.joined()).utf8) + Frame.ping("here").bytes()
                        + Frame.close(1000).bytes())
                client.finish()
                let head = client.read(through: "\r\n\r\n")
                guard head.hasPrefix("HTTP/1.1 101") else {
                    #expect(head.hasPrefix("HTTP/1.1 400"), "\(list)")
                    continue
                }
                #expect(Frame.all(in: client.readBytesToEnd()).allSatisfy { $0.first == 0x88 || $0.text == "here" })
            }
        }
    }

    @Test func `a full server takes no client until one goes`() async throws {
        try await with(#","connection_limit":1"#) { server in
            let first = try Connection.webSocket(port: server.port)
            first.send(Self.connect.bytes())
            #expect(isConnected(first.readFrame()))
            let second = try Connection(port: server.port)
            second.send(Connection.handshake())
            let answer = second.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(answer.hasSuffix("Content-Length: 0\r\nConnection: close\r\n\r\n"))
            first.send(Frame.close(1000).bytes())
            #expect(first.readFrame() == .close(1000))
            _ = try Connection.webSocket(port: server.port)
        }
    }

    @Test func `a client learns that its message was too long though it sends on`() async throws {
        try await with { server in
            let client = try Connection.webSocket(port: server.port)
            client.send(Frame(first: 0x81, [UInt8](repeating: 0x20, count: 3_000_000)).bytes())
            #expect(client.readFrame() == .close(1009))
            #expect(client.readFrame() == nil)
            #expect(!client.isReset)
        }
    }

    @Test func `a client that has said all is answered, and the connection ends`() async throws {
        try await with { server in
            let client = try Connection.webSocket(port: server.port)
            client.send(Self.connect.bytes())
            client.finish()
            #expect(isConnected(client.readFrame()))
            #expect(client.readFrame() == nil)
        }
    }

    @Test func `clients are told when the server stops, and are gone`() async throws {
        let server = try await PracticeServer.start(PracticeConfiguration(), PracticeOptions(port: 0))
        let client = try Connection.webSocket(port: server.port)
        await server.stop()
        #expect(client.readFrame() == .close(3001, "shutdown"))
        #expect(client.readFrame() == nil)
    }
}
