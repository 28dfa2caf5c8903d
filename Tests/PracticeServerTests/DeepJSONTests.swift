import LoopbackPeer
import Testing

@testable import PracticeServer

/// JSON of any depth, wherever clients may send some.
struct DeepJSONTests {
    /// A way to nest values, and what is in the innermost.
    struct Nesting: Sendable, CustomTestStringConvertible {
        let open: String
        var inside = ""
        let close: String
        /// How many levels of JSON each is.
        var levels = 1

        static let arrays = Nesting(open: "[", close: "]")
        static let objects = Nesting(open: #"{"a":"#, inside: "1", close: "}")
        /// A filter by tags that is right.
        static let filters = Nesting(
            open: #"{"op":"not","nodes":["#, inside: #"{"key":"a","cmp":"ex"}"#, close: "]}", levels: 2)

        var testDescription: String { open }

        /// A value broken off where it is deepest, one that is too deep, and one that is read.
        var values: [String] {
            let (most, legal) = (10_000 / levels, 9_900 / levels)
            return [
                String(repeating: open, count: most),
                String(repeating: open, count: most) + inside + String(repeating: close, count: most),
                String(repeating: open, count: legal) + inside + String(repeating: close, count: legal),
            ]
        }
    }

    /// Says commands over a connection of their own; the last must be answered, with a line or a goodbye.
    ///
    /// - Returns: The line.
    @discardableResult
    private func expectAnswer(_ server: FuzzedServer, _ commands: [String], _ comment: Comment) throws -> String {
        let client = try LoopbackWebSocket(port: server.server.port)
        var answer: WebSocketFrame?
        for command in commands {
            client.send(command)
            answer = try client.connection.readFrame()
        }
        #expect(answer.map { [.text, .close].contains($0.opcode) } == true, comment)
        return answer?.text ?? ""
    }

    @Test(arguments: [Nesting.arrays, .objects, .filters]) func `a filter by tags may have any depth`(nesting: Nesting)
        async throws
    {
        try await FuzzedServer.with(messageLimit: 1_000_000) { server in
            for filter in nesting.values {
                let subscribe = #"{"id":2,"subscribe":{"channel":"a","tf":\#(filter)}}"#
                try expectAnswer(server, [#"{"id":1,"connect":{}}"#, subscribe], "tf")
                try expectAnswer(server, [#"{"id":1,"connect":{"subs":{"a":{"tf":\#(filter)}}}}"#], "tf in subs")
            }
            try server.expectService("filters")
        }
    }

    @Test(arguments: [Nesting.arrays, .objects])
    func `what a client asks for on connect may have any depth`(nesting: Nesting) async throws {
        try await FuzzedServer.with(messageLimit: 1_000_000) { server in
            for value in nesting.values {
                for connect in [
                    #"{"subs":\#(value)}"#, #"{"subs":{"a":\#(value)}}"#, #"{"subs":{"a":{"data":\#(value)}}}"#,
                    #"{"headers":\#(value)}"#,
                ] {
                    try expectAnswer(server, [#"{"id":1,"connect":\#(connect)}"#], "\(connect.prefix(30))")
                }
            }
            try server.expectService("what is asked for")
        }
    }

    @Test func `what is deep and means something is taken`() async throws {
        try await FuzzedServer.with(messageLimit: 1_000_000) { server in
            let filter = Nesting.filters.values[2]
            let answer = try expectAnswer(
                server, [#"{"id":1,"connect":{}}"#, #"{"id":2,"subscribe":{"channel":"a","tf":\#(filter)}}"#], "tf")
            #expect(answer == #"{"id":2,"subscribe":{}}"#)
            let token = token(#"{"sub":"42","info":\#(Nesting.arrays.values[2])}"#)
            let reply = try expectAnswer(server, [#"{"id":1,"connect":{"token":"\#(token)"}}"#], "info")
            #expect(reply.hasPrefix(#"{"id":1,"connect":{"#))
        }
    }

    /// A token that nobody has signed: computing codes takes longer than all that is tested here.
    private func token(header: String = #"{"alg":"HS256"}"#, _ claims: String) -> String {
        "\(Base64URL.encode(header.utf8)).\(Base64URL.encode(claims.utf8))."
    }

    @Test(arguments: [
        (Nesting.arrays, ["info", "aud", "exp", "sub", "channels", "unknown"]),
        (.objects, ["subs", "override"]),
    ])
    func `a claim of a token may have any depth`(nesting: Nesting, claims: [String]) async throws {
        try await FuzzedServer.with(messageLimit: 1_000_000) { server in
            for claim in claims {
                for value in nesting.values.dropFirst() {
                    let other = token(#"{"channel":"a","\#(claim)":\#(value)}"#)
                    let subscribe = #"{"id":2,"subscribe":{"channel":"a","token":"\#(other)"}}"#
                    try expectAnswer(server, [#"{"id":1,"connect":{}}"#, subscribe], "a subscription's \(claim)")
                    let token = token(#"{"\#(claim)":\#(value)}"#)
                    try expectAnswer(server, [#"{"id":1,"connect":{"token":"\#(token)"}}"#], "a connection's \(claim)")
                }
            }
            try server.expectService("claims")
        }
    }

    @Test func `the header of a token may have any depth`() async throws {
        try await FuzzedServer.with(messageLimit: 1_000_000) { server in
            for value in Nesting.objects.values.dropFirst() {
                for header in [value, #"{"alg":"HS256","kid":\#(value)}"#] {
                    let connect = #"{"id":1,"connect":{"token":"\#(token(header: header, "{}"))"}}"#
                    try expectAnswer(server, [connect], "a header")
                }
            }
            try server.expectService("headers")
        }
    }
}
