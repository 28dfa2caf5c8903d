import LoopbackPeer
import PracticePeer
import PracticeServer
import SeededRandom
import Testing

/// Clients of the server on its sockets.
struct WebSocketConnectionTests {
    private static func call(_ method: String, _ body: String) -> String {
        "POST /api/\(method) HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static let handshake = LoopbackWebSocket.handshake().bytes(port: 1)
    private static let connect = WebSocketFrame.text(#"{"id":1,"connect":{}}"#)

    private func with(
        _ client: String = "", _ body: (PracticeServer) async throws -> Void
    ) async throws {
        let channels = #"{"without_namespace":{"history_size":9,"history_ttl":"60s"}}"#
        let json = #"{"http_api":{"key":"k"},"client":{"insecure":true\#(client)},"channel":\#(channels)}"#
        try await PracticeServer.with(json) { try await body($0) }
    }

    private func isConnected(_ frame: WebSocketFrame?) -> Bool { frame?.text.contains(#""id":1,"connect":"#) == true }

    @Test func `a client is answered`() async throws {
        try await with { server in
            let client = try LoopbackWebSocket(port: server.port).connection
            client.write(Self.connect.bytes())
            #expect(isConnected(try client.readFrame()))
            client.write(WebSocketFrame.ping("p").bytes() + WebSocketFrame.close(1000, "bye").bytes())
            #expect(try client.readFrame() == .pong("p"))
            #expect(try client.readFrame() == .close(1000))
            #expect(try client.readFrame() == nil)
        }
    }

    @Test func `what follows the handshake at once is not lost`() async throws {
        try await with { server in
            let client = try LoopbackConnection(port: server.port)
            client.write(Self.handshake + Self.connect.bytes() + WebSocketFrame.ping().bytes())
            let head = try client.readText(through: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
            #expect(head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
            let frames = [try client.readFrame(), try client.readFrame()]
            #expect(frames.contains(.pong()))
            #expect(frames.contains { isConnected($0) })
        }
    }

    @Test func `the handshake may come in pieces, after other requests`() async throws {
        try await with { server in
            let call = Self.call("channels", "{}")
            let client = try LoopbackConnection(port: server.port)
            client.write(call)
            #expect(try client.readText(through: "}}}").hasPrefix("HTTP/1.1 200"))
            for byte in Array(call.utf8) + Self.handshake { client.write([byte]) }
            #expect(try client.readText(through: "}}}").hasPrefix("HTTP/1.1 200"))
            #expect(try client.readText(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101"))
            client.write(Self.connect.bytes())
            #expect(isConnected(try client.readFrame()))
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
            let client = try LoopbackConnection(port: server.port)
            client.write(Array(request.utf8) + Self.handshake)
            let answer = try client.readText()
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
            let client = try LoopbackConnection(port: server.port)
            client.write(last + Self.call("publish", #"{"channel":"a","data":1}"#))
            #expect(try client.readText().split(separator: "HTTP/1.1").count == 1)
            let other = try LoopbackConnection(port: server.port)
            other.write(Self.call("history", #"{"channel":"a","limit":9}"#))
            other.finishWriting()
            #expect(try other.readText().contains(#""publications":[]"#))
        }
    }

    @Test func `every way of asking for an upgrade is understood or refused`() async throws {
        try await with { server in
            var random = Random(seed: 11)
            let pieces = ["upgrade", "Upgrade", "keep-alive", "close", ",", ",", " ", " ", "\t", "x", "é", ";"]
            for _ in 0..<100 {
                let list = (0...random.number(below: 6)).map { _ in pieces[random.number(below: pieces.count)] }
                let client = try LoopbackConnection(port: server.port)
                let request = WireRequest("GET", "/connection/websocket", headers: [("Connection", list.joined())])
                client.write(
                    LoopbackWebSocket.handshake(request).bytes(port: server.port)
                        + WebSocketFrame.ping("here").bytes() + WebSocketFrame.close(1000).bytes())
                client.finishWriting()
                let head = try client.readText(through: "\r\n\r\n")
                guard head.hasPrefix("HTTP/1.1 101") else {
                    #expect(head.hasPrefix("HTTP/1.1 400"), "\(list)")
                    continue
                }
                let frames = try WebSocketFrame.all(in: client.readToEnd())
                #expect(frames.allSatisfy { $0.opcode == .close || $0.text == "here" })
            }
        }
    }

    @Test func `a full server takes no client until one goes`() async throws {
        try await with(#","connection_limit":1"#) { server in
            let first = try LoopbackWebSocket(port: server.port).connection
            first.write(Self.connect.bytes())
            #expect(isConnected(try first.readFrame()))
            let second = try LoopbackConnection(port: server.port)
            second.write(Self.handshake)
            let answer = try second.readText()
            #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(answer.hasSuffix("Content-Length: 0\r\nConnection: close\r\n\r\n"))
            first.write(WebSocketFrame.close(1000).bytes())
            #expect(try first.readFrame() == .close(1000))
            _ = try LoopbackWebSocket(port: server.port).connection
        }
    }

    @Test func `a client learns that its message was too long though it sends on`() async throws {
        try await with { server in
            let client = try LoopbackWebSocket(port: server.port).connection
            client.write(WebSocketFrame(.text, [UInt8](repeating: 0x20, count: 3_000_000)).bytes())
            #expect(try client.readFrame() == .close(1009))
            #expect(try client.readFrame() == nil)
            #expect(!client.isReset)
        }
    }

    @Test func `a client that has said all is answered, and the connection ends`() async throws {
        try await with { server in
            let client = try LoopbackWebSocket(port: server.port).connection
            client.write(Self.connect.bytes())
            client.finishWriting()
            #expect(isConnected(try client.readFrame()))
            #expect(try client.readFrame() == nil)
        }
    }

    @Test func `clients are told when the server stops, and are gone`() async throws {
        try await with { server in
            let client = try LoopbackWebSocket(port: server.port).connection
            await server.stop()
            #expect(try client.readFrame() == .close(3001, "shutdown"))
            #expect(try client.readFrame() == nil)
        }
    }
}
