import Glibc
import LoopbackPeer
import Testing

/// The client that servers are judged by is judged by RFC 6455.
struct LoopbackWebSocketTests {
    private static let hello = Array("Hello".utf8)

    /// The examples of §5.7, and the lengths where the form changes.
    @Test(arguments: [
        (WebSocketFrame(.text, hello), [0x81, 5] + hello),
        (WebSocketFrame(.text, [0x48], isFinal: false), [0x01, 1, 0x48]),
        (WebSocketFrame(.continuation, [0x6C, 0x6F]), [0x80, 2, 0x6C, 0x6F]),
        (WebSocketFrame(.ping, hello), [0x89, 5] + hello),
        (WebSocketFrame(.text, ones(125)), [0x81, 125] + ones(125)),
        (WebSocketFrame(.text, ones(126)), [0x81, 126, 0, 126] + ones(126)),
        (WebSocketFrame(.binary, ones(256)), [0x82, 126, 1, 0] + ones(256)),
        (WebSocketFrame(.binary, ones(65_535)), [0x82, 126, 255, 255] + ones(65_535)),
        (WebSocketFrame(.binary, ones(65_536)), [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0] + ones(65_536)),
    ])
    func `a frame is written and read as the RFC shows`(_ frame: WebSocketFrame, _ bytes: [UInt8]) throws {
        #expect(frame.bytes(mask: nil) == bytes)
        let read = try #require(try WebSocketFrame.read((bytes + [1])[...]))
        #expect(read.frame == frame)
        #expect(read.length == bytes.count)
        #expect(try WebSocketFrame.read(bytes.dropLast()) == nil)
    }

    @Test func `frames in a row are read one by one, and one that breaks off is a violation`() throws {
        let frames = [WebSocketFrame.text("a"), .ping(), .close(1000, "bye")]
        let bytes = frames.flatMap { $0.bytes(mask: nil) }
        #expect(try WebSocketFrame.all(in: bytes) == frames)
        #expect(throws: LoopbackError.self) { try WebSocketFrame.all(in: bytes.dropLast()) }
        let (socket, server) = try pair()
        server.write(bytes.dropLast())
        server.finishWriting()
        #expect(try socket.connection.readFrame() == .text("a"))
        #expect(try socket.connection.readFrame() == .ping())
        #expect(try socket.connection.readFrame() == nil)
    }

    @Test func `a mask changes what is sent as the RFC shows`() {
        #expect(
            WebSocketFrame(.text, Self.hello).bytes(mask: 0x37FA_213D)
                == [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
    }

    @Test func `messages arrive whole and line by line, however they were cut`() throws {
        let (socket, server) = try pair()
        let ping = WebSocketFrame(.ping, [7])
        let sent =
            [WebSocketFrame(.text, Array("a\nb".utf8), isFinal: false), ping, WebSocketFrame(.continuation, [0x63])]
            + [WebSocketFrame(.binary, [1]), WebSocketFrame(.pong, [2])]
        for byte in sent.flatMap({ $0.bytes(mask: nil) }) { server.write([byte]) }
        let arrivals: [Arrival] = [.ping, .line([0x61]), .line([0x62, 0x63]), .binary([1]), .pong([2])]
        for arrival in arrivals { #expect(try socket.next() == arrival) }
        #expect(try socket.arrived() == nil)
        #expect(try socket.isQuiet(milliseconds: 0))
        let pong = try server.bytes(7)
        #expect(pong[0] == 0x8A && pong[1] == 0x81 && pong[6] ^ pong[2] == 7)
    }

    @Test func `a close frame is answered, and then there is only the end`() throws {
        let (socket, server) = try pair()
        server.write(WebSocketFrame(.close, [0x0B, 0xB8] + Array("é".utf8)).bytes(mask: nil))
        server.finishWriting()
        #expect(try socket.next() == .close(code: 3000, reason: "é"))
        #expect(socket.isClosed)
        #expect(try socket.next() == .end)
        #expect(try socket.arrived() == .end)
        let answer = try server.bytes(8)
        #expect(answer[0] == 0x88 && answer[6] ^ answer[2] == 0x0B && answer[7] ^ answer[3] == 0xB8)
    }

    @Test(
        arguments: [
            [0x81, 0x80, 0, 0, 0, 0], [0xC1, 0], [0x81, 126, 0, 125], [0x81, 127, 0, 0, 0, 0, 0, 0, 255, 255],
            [0x09, 0],
            [0x89, 126, 0, 126], [0x80, 0], [0x01, 0, 0x81, 0], [0x83, 0], [0x81, 1, 0xFF], [0x88, 1, 3],
            [0x88, 3, 3, 232, 0xFF], [0x88, 0, 0x81, 0],
        ] as [[UInt8]])
    func `what a server may not send is a violation`(_ bytes: [UInt8]) throws {
        let (socket, server) = try pair()
        server.write(bytes)
        #expect(throws: LoopbackError.self) {
            // Some begin with a frame that is right by itself.
            for _ in 0..<2 { _ = try socket.arrived() }
        }
    }

    @Test func `a server that says nothing is an error, with what it said before`() throws {
        let (socket, server) = try pair(patience: .milliseconds(1))
        server.write(Array("HTTP".utf8))
        #expect(throws: LoopbackError.silence(soFar: "HTTP")) { try socket.connection.readResponse() }
    }

    /// A client, and the bytes at the other end of its connection.
    private func pair(
        patience: Duration = LoopbackConnection.patience
    ) throws -> (LoopbackWebSocket, LoopbackConnection) {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        return (
            LoopbackWebSocket(LoopbackConnection(owning: ends[0], patience: patience)),
            LoopbackConnection(owning: ends[1])
        )
    }

    private static func ones(_ count: Int) -> [UInt8] { [UInt8](repeating: 1, count: count) }
}
