import LoopbackPeer
import PracticeServer
import SeededRandom
import Testing

/// Requests that nobody should send.
struct HTTPFuzzTests {
    private static let publish = #"{"channel":"a","data":{"x":[1,2,3]}}"#

    private static let handshake = String(decoding: LoopbackWebSocket.handshake().bytes(port: 1), as: UTF8.self)

    private static let requests: [String] = [
        call("/api/publish", publish), call("/api/history", #"{"channel":"a","limit":1}"#), call("/api/info", "{}"),
        call("/api/batch", #"{"commands":[{"publish":\#(publish)},{"channels":{}}]}"#),
        call("/api", #"{"method":"publish","params":\#(publish)}"#), call("/api/info", "{}") + call("/nope", "x"),
        "POST /api/info HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n",
        "POST /api/info HTTP/1.0\r\nExpect: 100-continue\r\nX-API-Key: k\r\nContent-Length: 2\r\n\r\n{}",
        "GET //api/../%41?a=b&c HTTP/1.1\r\nHost: h\r\n\r\n",
        handshake.replacing("socket ", with: "socket?cf_ws_frame_ping_pong=true "),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
    ]

    private static func call(_ path: String, _ body: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func `whatever is sent is answered in HTTP or not at all, and others are served`() async throws {
        try await FuzzedServer.with { server in
            for round in 0..<fuzzRounds(150) {
                var random = Random(seed: UInt64(round))
                let request = Array((Self.requests.randomElement(using: &random) ?? "").utf8)
                let bytes = random.number(below: 8) == 0 ? random.bytes(200) : random.damage(request)
                let ending = FuzzedServer.Ending.allCases.randomElement(using: &random) ?? .closed
                let answer = try server.answer(to: random.cut(bytes), ending)
                #expect(answer.isEmpty || answer.starts(with: Array("HTTP/1.".utf8)), "round \(round)")
                if round % 5 == 0 { try server.expectService("round \(round)") }
            }
            try server.expectService("the last round")
        }
    }

    @Test(arguments: [
        "\u{1}\u{2}\u{3}\r\n\r\n", "GET /connection/websocket\r\n\r\n", "\r\n\r\n\r\nx\r\n",
        "x" + handshake.replacing("GET", with: ""), handshake.replacing("Host: ", with: "Host\u{0}"),
        "GET / HTTP/1.1\r\nHost: h\r\nX: " + String(repeating: "x", count: 200_000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: "X: y\r\n", count: 2_000) + "\r\n",
        "GET /" + String(repeating: "x", count: 200_000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
        call("/api/info", "").replacing("Content-Length: 0", with: "Content-Length: 99999999999999999999"),
        call("/api/info", "").replacing("Content-Length: 0", with: "Transfer-Encoding: chunked\r\n\r\nxyz"),
    ])
    func `what is no HTTP is refused`(_ text: String) async throws {
        try await FuzzedServer.with { server in
            let answer = String(decoding: try server.answer(to: [Array(text.utf8)]), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            try server.expectService("\(text.prefix(40))")
        }
    }

    @Test func `JSON of any depth is refused or answered`() async throws {
        try await FuzzedServer.with { server in
            for text in ["[", #"{"a":"#, #"{"channel":"a","data":["#] {
                let deep = text + String(repeating: "[", count: 10_000)
                for body in [deep, deep + String(repeating: "]", count: 10_000)] {
                    let answer = try server.answer(to: [Array(Self.call("/api/publish", body).utf8)])
                    #expect(answer.starts(with: Array("HTTP/1.1 400 Bad Request\r\n".utf8)))
                }
            }
            let closed = String(repeating: "[", count: 9_000) + String(repeating: "]", count: 9_000)
            let answer = try server.answer(
                to: [Array(Self.call("/api/publish", #"{"channel":"a","data":\#(closed)}"#).utf8)])
            #expect(answer.starts(with: Array("HTTP/1.1 200 OK\r\n".utf8)))
            try server.expectService("deep JSON")
        }
    }
}
