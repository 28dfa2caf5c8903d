import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Testing

@Suite struct BatchTests {
    private static let two: Batch = [
        .publish(channel: "plain:1", data: FullCommands.json), .presenceStats(channel: "a"),
    ]

    @Test func `a batch is an object with a command in each object`() async throws {
        let (client, transport) = try make(.ok(#"{"replies":[{"publish":{}},{"presence_stats":{}}]}"#))
        _ = try await client.send(Self.two)
        let request = try #require(transport.requests.first)
        #expect(request.target == "/api/batch")
        #expect(
            request.bodyText
                == #"{"commands":[{"publish":{"channel":"plain:1","data":{"n":1.0}}},"#
                + #"{"presence_stats":{"channel":"a"}}]}"#)
        #expect(request.headers["X-API-Key"] == "k1")
    }

    @Test func `parallel is said only when it is wanted`() async throws {
        let (client, transport) = try make(.ok(#"{"replies":[{"info":{}}]}"#))
        _ = try await client.send([.info()], parallel: true)
        #expect(transport.requests.first?.bodyText == #"{"commands":[{"info":{}}],"parallel":true}"#)
    }

    @Test func `a command that fails leaves the replies of its neighbours`() async throws {
        let (client, _) = try make(
            .ok(
                #"{"replies":[{"publish":{"offset":1,"epoch":"e"}},{"error":{"code":102,"message":"unknown channel"}},"#
                    + #"{"presence_stats":{"num_clients":3}}]}"#))
        let replies = try await client.send([
            .publish(channel: "a", data: FullCommands.json), .publish(channel: "x:b", data: FullCommands.json),
            .presenceStats(channel: "a"),
        ])
        #expect(replies.map(\.method) == ["publish", "publish", "presence_stats"])
        #expect(try replies[0].result(as: PublishResult.self).offset == 1)
        #expect(replies[1].error?.code == 102)
        #expect(throws: APIError.server(code: 102, message: "unknown channel")) {
            try replies[1].result(as: PublishResult.self)
        }
        #expect(try replies[2].result(as: PresenceStatsResult.self).clientCount == 3)
    }

    @Test func `each reply can be had as the command alone would have had it`() async throws {
        let (client, _) = try make(
            .ok(#"{"replies":[{"publish":{ "offset":1.0 }},{"error":{"code":102,"message":"unknown channel"}}]}"#))
        let replies = try await client.send(Self.two)
        #expect(replies[0].raw.description == #"{"publish":{ "offset":1.0 }}"#)
        #expect(replies[0].envelope.description == #"{"result":{ "offset":1.0 }}"#)
        for reply in replies {
            var bytes: [UInt8] = []
            reply.appendEnvelope(to: &bytes)
            #expect(bytes == reply.envelope.compacted().bytes)
        }
        #expect(replies[1].envelope.description == #"{"error":{"code":102,"message":"unknown channel"}}"#)
    }

    @Test func `a reply that does not fit its type leaves the others`() async throws {
        let (client, _) = try make(.ok(#"{"replies":[{"publish":{"offset":"x"}},{"presence_stats":{}}]}"#))
        let replies = try await client.send(Self.two)
        #expect(throws: APIError.malformedReply(path: "replies[0].publish.offset", expected: .unsignedInteger)) {
            try replies[0].result(as: PublishResult.self)
        }
        #expect(try replies[1].result(as: PresenceStatsResult.self).clientCount == 0)
    }

    @Test(arguments: ["{}", #"{"replies":[]}"#, #"{"replies":null}"#])
    func `an empty batch is sent, and has no replies`(body: String) async throws {
        let (client, transport) = try make(.ok(body))
        #expect(try await client.send([]).isEmpty)
        #expect(transport.requests.first?.bodyText == #"{"commands":[]}"#)
    }

    @Test(arguments: [
        ("{}", "replies", APIError.Expectation.replies(2)),
        (#"{"replies":[{"publish":{}}]}"#, "replies", .replies(2)),
        (#"{"replies":[{"publish":{}},{"info":{}},{"info":{}}]}"#, "replies", .replies(2)),
        (#"{"replies":{}}"#, "replies", .array),
        (#"{"replies":[{"publish":{}},{}]}"#, "replies[1]", .member("presence_stats")),
        (#"{"replies":[7,{}]}"#, "replies[0]", .member("publish")),
        (#"{"replies":[{"error":{}},{"info":{}}]}"#, "replies[0].error", .member("code")),
        ("[]", "", .object),
    ])
    func `replies that are not those of the commands are refused`(
        body: String, path: String, expected: APIError.Expectation
    ) async throws {
        let (client, _) = try make(.ok(body))
        let error = await failure { () async throws(APIError) in try await client.send(Self.two) }
        #expect(error == .malformedReply(path: path, expected: expected))
        #expect(error?.mayHaveReachedServer == true)
    }

    /// The server reads the names of methods without regard to case and answers with its own spelling.
    @Test func `a result under another spelling of the method is found`() async throws {
        let (client, _) = try make(.ok(#"{"replies":[{"presence_stats":{"num_clients":2,"num_users":1}}]}"#))
        let replies = try await client.send([Command("Presence_Stats")])
        #expect(try replies[0].result(as: PresenceStatsResult.self).clientCount == 2)
    }

    @Test func `a batch that is refused as a whole is one error`() async throws {
        let (client, _) = try make(
            .text(400, "Bad Request\n"), .ok(#"{"error":{"code":100,"message":"internal server error"}}"#))
        let first = await failure { () async throws(APIError) in try await client.send(Self.two) }
        guard case .http(let answer) = first else { return #expect(Bool(false), "\(String(describing: first))") }
        #expect(answer.status == 400)
        #expect(first?.mayHaveReachedServer == false)
        let second = await failure { () async throws(APIError) in try await client.send(Self.two) }
        #expect(second == .server(code: 100, message: "internal server error"))
    }

    @Test func `a batch that a gateway refuses in JSON is an HTTP failure`() async throws {
        let (client, _) = try make(
            .init(status: 401, body: #"{"error":{"code":401,"message":"no credentials"}}"#),
            .init(status: 502, body: #"{"code":502,"message":"bad gateway"}"#))
        for status in [401, 502] {
            let error = await failure { () async throws(APIError) in try await client.send(Self.two) }
            guard case .http(let answer) = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(answer.status == status)
        }
    }

    @Test func `a batch can be called as a method, with its JSON`() async throws {
        let body = #"{"replies":[{"info":{}}]}"#
        let (client, transport) = try make(.ok(body), .ok("{}"))
        let command = Command("batch", params: try JSONText(#"{"commands":[{"info":{}}]}"#))
        let reply = try await client.call(command)
        #expect(transport.requests.first?.target == "/api/batch")
        #expect(reply.raw.description == body)
        #expect(reply.envelope.description == #"{"result":\#(body)}"#)
        let empty = try await client.call(Command("batch"))
        #expect(empty.error == nil)
    }

    @Test func `a batch collects commands and forgets them only when told`() async throws {
        var batch = Batch()
        #expect(batch.isEmpty)
        batch.add(.info())
        batch.add(try .publish(channel: "a", data: ["n": 1]))
        #expect(batch.commands.map(\.text) == ["info {}", #"publish {"channel":"a","data":{"n":1}}"#])
        let (client, _) = try make(.text(500, ""))
        _ = await failure { () async throws(APIError) in try await client.send(batch) }
        #expect(batch.count == 2)
        batch.reset()
        #expect(batch.isEmpty)
    }

    @Test func `ten thousand commands keep their order both ways`() async throws {
        let count = 10_000
        let answer = (0..<count).map { #"{"publish":{"offset":\#($0)}}"# }.joined(separator: ",")
        let (client, transport) = try make(.ok(#"{"replies":[\#(answer)]}"#))
        let batch = Batch((0..<count).map { .publish(channel: "c", data: .json(JSONText(integer: $0))) })
        let replies = try await client.send(batch)
        let sent = try JSONValue.parse(transport.requests[0].body)["commands"]?.elements.map {
            $0["publish"]?["data"]?.int64
        }
        #expect(sent == (0..<Int64(count)).map { $0 })
        #expect(try replies.map { try $0.result(as: PublishResult.self).offset } == (0..<UInt64(count)).map { $0 })
    }
}
