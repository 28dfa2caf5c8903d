import LoopbackPeer
import PracticeServer
import SeededRandom
import Testing

/// Frames that nobody should send.
struct WebSocketFuzzTests {
    private static let frames: [WebSocketFrame] = [
        .text(#"{"id":1,"connect":{}}"#), .text(#"{"id":2,"subscribe":{"channel":"a"}}"#),
        .text("{\"id\":3,\"publish\":{\"channel\":\"a\",\"data\":1}}\n{}\n{\"id\":4,\"ping\":{}}"),
        WebSocketFrame(.binary, [0xFF, 0xC3, 0x28]),
        WebSocketFrame(.text, Array(#"{"id":5,"rpc":"#.utf8), isFinal: false),
        WebSocketFrame(.continuation, Array("{}".utf8), isFinal: false),
        WebSocketFrame(.continuation, Array("}".utf8)), .ping("p"), .pong(), .close(1000, "bye"),
        WebSocketFrame(.close), WebSocketFrame(.text, [UInt8](repeating: 0x20, count: 70_000)),
    ]

    /// Makes a frame, seldom a right one.
    private func frame(_ random: inout Random) -> [UInt8] {
        let frame = Self.frames.randomElement(using: &random) ?? .ping()
        let mask = UInt32.random(in: .min ... .max, using: &random)
        var bytes = frame.bytes(mask: random.number(below: 10) == 0 ? nil : mask)
        if random.number(below: 8) == 0 { bytes[0] ^= 1 << UInt8(random.number(below: 8)) }
        if random.number(below: 10) == 0 { bytes = [0x82, 0xFF] + random.bytes(8) + bytes }
        return random.number(below: 3) == 0 ? random.damage(bytes) : bytes
    }

    /// Expects an answer to a handshake and nothing but whole frames behind it; a goodbye is the last.
    private func check(_ answer: [UInt8], _ comment: Comment) throws {
        guard let head = answer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            #expect(answer.isEmpty, comment)
            return
        }
        #expect(answer.starts(with: Array("HTTP/1.1 101 ".utf8)), comment)
        let frames = try WebSocketFrame.all(in: Array(answer[head.upperBound...]))
        #expect(frames.allSatisfy { $0.isFinal && [.text, .close, .ping, .pong].contains($0.opcode) }, comment)
        #expect(frames.dropLast().allSatisfy { $0.opcode != .close }, comment)
    }

    @Test func `whatever is sent is answered in frames, and others are served`() async throws {
        try await FuzzedServer.with { server in
            for round in 0..<fuzzRounds(150) {
                var random = Random(seed: UInt64(round))
                var bytes = LoopbackWebSocket.handshake().bytes(port: server.server.port)
                for _ in 0..<random.number(below: 6) { bytes += frame(&random) }
                let ending = FuzzedServer.Ending.allCases.randomElement(using: &random) ?? .closed
                try check(server.answer(to: random.cut(bytes), ending), "round \(round)")
                if round % 5 == 0 { try server.expectService("round \(round)") }
            }
            try server.expectService("the last round")
        }
    }

    @Test(arguments: [
        Array(String(repeating: "[", count: 10_000).utf8), [0xFF, 0xFE], Array(#"{"id":1,"connect":{"data":"#.utf8),
        Array((#"{"id":1,"connect":{"data":"# + String(repeating: "[", count: 10_000)).utf8),
        Array("GET / HTTP/1.1".utf8),
    ])
    func `what is no command ends the connection`(_ message: [UInt8]) async throws {
        try await FuzzedServer.with { server in
            let client = try LoopbackWebSocket(port: server.server.port)
            client.send(text: message)
            #expect(try client.connection.readFrame()?.opcode == .close)
            try server.expectService("a bad message")
        }
    }
}
