import NIOCore
import NIOEmbedded
import NIOHTTP1
import PracticeServer
import Testing

/// Which requests become WebSockets, and what the others are told.
struct WebSocketHandshakeTests {
    private typealias Headers = [(String, String)]

    private static let right: Headers = [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]

    private static func right(but changes: Headers) -> Headers {
        right.filter { header in !changes.contains { $0.0 == header.0 } } + changes
    }

    private func decide(
        _ headers: Headers, method: String = "GET", query: String = "", client: String = ""
    ) throws -> Router.Decision {
        let json = #"{"client":{\#(client)}}"#
        let configuration = try PracticeConfiguration.parse(Array(json.utf8))
        let engine = Engine(configuration, clock: PracticeClock(stoppedAt: 0), seed: 7)
        return Router(engine, configuration, .clients)
            .decide(HTTPRequest(method, "/connection/websocket" + query, headers: headers))
    }

    private func acceptance(_ decision: Router.Decision) -> WebSocketHandshake.Acceptance? {
        if case .upgrade(let acceptance) = decision { acceptance } else { nil }
    }

    private func headers(_ decision: Router.Decision) throws -> HTTPHeaders {
        try #require(acceptance(decision)).headers(on: EmbeddedChannel()).wait()
    }

    private func refusal(_ decision: Router.Decision) -> HTTPResponse? {
        if case .answer(let response) = decision { response } else { nil }
    }

    @Test func `a right request is answered with the proof of its key and nothing else`() throws {
        let answer = try headers(decide(Self.right))
        #expect(answer["Sec-WebSocket-Accept"] == ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
        #expect(answer["Connection"] == ["upgrade"])
        #expect(answer["Upgrade"] == ["websocket"])
        #expect(answer.count == 3)
    }

    @Test(arguments: [
        ("Connection", "keep-alive, Upgrade"), ("Connection", "x , UPGRADE , y"), ("Upgrade", "h2c,\tWebSocket"),
        ("Sec-WebSocket-Version", "8, 13"), ("Sec-WebSocket-Extensions", "permessage-deflate"),
        ("Connection", "upgrade, upgrade"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ== "),
    ])
    func `headers are lists, in any case`(_ name: String, _ value: String) throws {
        #expect(try acceptance(decide(Self.right(but: [(name, value)]))) != nil)
    }

    @Test(arguments: [
        ("Connection", "close"), ("Connection", "upgraded"), ("Connection", "Upgrade keep-alive"),
        ("Connection", ",Upgrade"), ("Connection", "a/b, Upgrade"), ("Connection", ""), ("Upgrade", "websockets"),
        ("Upgrade", ""), ("Sec-WebSocket-Version", "12"), ("Sec-WebSocket-Version", "013"),
        ("Sec-WebSocket-Key", ""), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ="),
        ("Connection", "Upgrade\t, x"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZWFi"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j!Q=="),
    ])
    func `what is no handshake is refused in words`(_ name: String, _ value: String) throws {
        let answer = try #require(refusal(decide(Self.right(but: [(name, value)]))))
        #expect(answer.code == 400)
        #expect(answer.text == "Bad Request\n")
        #expect(answer.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Sec-WebSocket-Version") == "13")
        #expect(answer.header("Access-Control-Allow-Origin") == "")
    }

    @Test func `the method is checked after the wish for a WebSocket and before all else`() throws {
        let answer = try refusal(decide(Self.right(but: [("Sec-WebSocket-Version", "0")]), method: "POST"))
        #expect(answer?.code == 405)
        #expect(answer?.text == "Method Not Allowed\n")
        #expect(try refusal(decide([], method: "POST"))?.code == 400)
    }

    @Test(arguments: [
        ("https://good.example", true), ("HTTPS://Good.Example", true), ("https://a.b.sub.example", true),
        ("https://bad.example", false), ("https://good.example.org", false), ("null", false), ("", true),
    ])
    func `a page may connect whose origin fits a pattern`(_ origin: String, _ isAllowed: Bool) throws {
        let client = #""allowed_origins":["https://good.example","https://*.sub.example"]"#
        let decision = try decide(Self.right(but: [("Origin", origin)]), client: client)
        #expect((acceptance(decision) != nil) == isAllowed)
        guard !isAllowed else { return }
        let answer = try #require(refusal(decision))
        #expect(answer.code == 403)
        #expect(answer.text == "Forbidden\n")
        #expect(answer.header("Access-Control-Allow-Origin") == nil)
    }

    @Test func `without patterns no page may connect, not even one of this host`() throws {
        #expect(try refusal(decide(Self.right(but: [("Origin", "http://h"), ("Host", "h")])))?.code == 403)
        let any = try decide(Self.right(but: [("Origin", "http://h")]), client: #""allowed_origins":["*"]"#)
        #expect(acceptance(any) != nil)
    }

    @Test func `a page that may connect may read a refusal`() throws {
        let headers = [("Origin", "http://h"), ("Access-Control-Request-Headers", "x-a")]
        let allowed = try #require(refusal(decide(headers, client: #""allowed_origins":["*"]"#)))
        #expect(allowed.header("Access-Control-Allow-Origin") == "http://h")
        #expect(allowed.header("Access-Control-Allow-Headers") == "x-a")
        #expect(allowed.header("Access-Control-Allow-Credentials") == "true")
        let other = try #require(refusal(decide(headers)))
        #expect(other.header("Access-Control-Allow-Origin") == nil)
        #expect(other.header("Access-Control-Allow-Headers") == nil)
    }

    @Test(arguments: [
        ("", "centrifuge-protobuf"), ("", "chat, centrifuge-protobuf,centrifuge-json"), ("?format=protobuf", ""),
        ("?x=1&cf_protocol=protobuf", "centrifuge-json"),
    ])
    func `who wants Protobuf is told that there is none`(_ query: String, _ subprotocol: String) throws {
        let headers = Self.right(but: [("Sec-WebSocket-Protocol", subprotocol)])
        let answer = try #require(refusal(decide(headers, query: query)))
        #expect(answer.code == 400)
        #expect(answer.text.contains("Protobuf"))
    }

    @Test(arguments: [
        ("centrifuge-json", "centrifuge-json"), ("centrifuge-json, centrifuge-protobuf", "centrifuge-json"),
        ("chat", nil),
    ])
    func `a subprotocol that the server knows is agreed to`(_ offered: String, _ chosen: String?) throws {
        let decision = try decide(Self.right(but: [("Sec-WebSocket-Protocol", offered)]), query: "?format=json")
        #expect(try headers(decision).first(name: "Sec-WebSocket-Protocol") == chosen)
    }

    @Test(arguments: [
        ("?cf_ws_frame_ping_pong=true", true), ("?cf_ws_frame_ping_pong=1", false), ("", false),
        ("?cf%5Fws_frame_ping_pong=tru%65", true),
    ])
    func `the query asks for pings of WebSocket`(_ query: String, _ usesThem: Bool) throws {
        #expect(try #require(acceptance(decide(Self.right, query: query))).opening.usesFramePings == usesThem)
    }

    @Test func `a header names the user where the configuration says which`() throws {
        let headers = Self.right + [("x-user-id", " 42 ")]
        let named = try decide(headers, client: #""user_id_http_header":"X-User-Id""#)
        #expect(try #require(acceptance(named)).opening.user == "42")
        #expect(try #require(acceptance(decide(headers))).opening.user == nil)
        let empty = try decide(Self.right + [("X-User-Id", "")], client: #""user_id_http_header":"X-User-Id""#)
        #expect(try #require(acceptance(empty)).opening.user == nil)
    }
}
