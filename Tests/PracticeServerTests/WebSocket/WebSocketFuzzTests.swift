import PracticeServer
import Testing

/// Frames that nobody should send.
struct WebSocketFuzzTests {
    private static let frames: [Frame] = [
        .text(#"{"id":1,"connect":{}}"#), .text(#"{"id":2,"subscribe":{"channel":"a"}}"#),
        .text("{\"id\":3,\"publish\":{\"channel\":\"a\",\"data\":1}}\n{}\n{\"id\":4,\"ping\":{}}"),
        Frame(first: 0x82, [0xFF, 0xC3, 0x28]), Frame(first: 0x01, Array(#"{"id":5,"rpc":"#.utf8)),
        Frame(first: 0x00, Array("{}".utf8)), Frame(first: 0x80, Array("}".utf8)), .ping("p"), .pong(),
        .close(1000, "bye"), Frame(first: 0x88), Frame(first: 0x81, [UInt8](repeating: 0x20, count: 70_000)),
    ]

    /// Makes a frame, seldom a right one.
    private func frame(_ random: inout Random) -> [UInt8] {
        var frame = Self.frames.randomElement(using: &random) ?? .ping()
        if random.number(below: 8) == 0 { frame.first ^= 1 << UInt8(random.number(below: 8)) }
        var bytes = frame.bytes(mask: random.number(below: 10) == 0 ? nil : random.bytes(4))
        if random.number(below: 10) == 0 { bytes = [0x82, 0xFF] + random.bytes(8) + bytes }
        return random.number(below: 3) == 0 ? random.damage(bytes) : bytes
    }

    /// Expects an answer to a handshake and nothing but whole frames behind it; a goodbye is the last.
    private func check(_ answer: [UInt8], _ comment: Comment) {
        guard let head = answer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            #expect(answer.isEmpty, comment)
            return
        }
        #expect(answer.starts(with: Array("HTTP/1.1 101 ".utf8)), comment)
        var rest = answer[head.upperBound...]
        var frames: [Frame] = []
        while let frame = Frame.take(from: &rest) { frames.append(frame) }
        #expect(rest.isEmpty, comment)
        #expect(frames.allSatisfy { [0x81, 0x88, 0x89, 0x8A].contains($0.first) }, comment)
        #expect(frames.dropLast().allSatisfy { $0.first != 0x88 }, comment)
    }

    @Test func `whatever is sent is answered in frames, and others are served`() async throws {
        try await FuzzedServer.with { server in
            for round in 0..<fuzzRounds(150) {
                var random = Random(seed: UInt64(round))
                var bytes = Array(Connection.handshake().utf8)
                for _ in 0..<random.number(below: 6) { bytes += frame(&random) }
                let ending = FuzzedServer.Ending.allCases.randomElement(using: &random) ?? .closed
                check(try server.answer(to: random.cut(bytes), ending), "round \(round)")
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
            let client = try Connection.webSocket(port: server.server.port)
            client.send(Frame(first: 0x81, message).bytes())
            #expect(client.readFrame()?.first == 0x88)
            try server.expectService("a bad message")
        }
    }
}
