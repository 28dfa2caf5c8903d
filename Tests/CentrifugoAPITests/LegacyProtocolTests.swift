import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Testing

@Suite struct LegacyProtocolTests {
    private func make(
        _ answers: ScriptedTransport.Answer...
    ) throws -> (client: Client, transport: ScriptedTransport) {
        var configuration = try ClientConfiguration("localhost:8000", apiKey: "k1")
        configuration.usesLegacyProtocol = true
        let transport = ScriptedTransport(answers.map { .success($0) })
        return (Client(configuration, transport: transport), transport)
    }

    private static let two: Batch = [.info(), .presence(channel: "a")]

    @Test(arguments: TypedCall.all)
    func `a typed call is one numbered line to the base path`(typed: TypedCall) async throws {
        let (client, transport) = try make(.ok(#"{"id":1,"result":{}}"#))
        _ = try await typed.call(client)
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/api")
        #expect(
            request.bodyText
                == #"{"id":1,"method":"\#(typed.command.method)","params":\#(typed.command.params)}"# + "\n")
        #expect(request.headers["Authorization"] == "apikey k1")
        #expect(request.headers["X-API-Key"] == nil)
    }

    @Test func `a batch is a line for each command, and the replies are read in order`() async throws {
        let (client, transport) = try make(
            .ok(
                "{\"id\":1,\"result\":{\"nodes\":[]}}\n{\"id\":2,\"error\":{\"code\":108,\"message\":\"not available\"}}"
            ))
        let replies = try await client.send(Self.two, parallel: true)
        #expect(
            transport.requests.first?.bodyText == """
                {"id":1,"method":"info","params":{}}
                {"id":2,"method":"presence","params":{"channel":"a"}}

                """)
        #expect(transport.requests.first?.target == "/api")
        #expect(try replies[0].result(as: InfoResult.self).nodes.isEmpty)
        #expect(replies[1].error?.code == 108)
        #expect(replies[1].method == "presence")
        #expect(replies[1].raw.description == #"{"id":2,"error":{"code":108,"message":"not available"}}"#)
        #expect(replies[1].envelope == replies[1].raw)
    }

    @Test(arguments: [
        #"{"id":2,"result":{"presence":{}}}{"id":1,"result":{"nodes":[]}}"#,
        "\n {\"result\":{\"nodes\":[]}} \r\n\t{\"result\":{\"presence\":{}}}\n\n",
        "{\"id\":1,\"result\":{\"nodes\":[]}}\n{\"result\":{\"presence\":{}}}",
    ])
    func `replies find their commands by number, else by place, whatever white space is between`(
        body: String
    ) async throws {
        let (client, _) = try make(.ok(body))
        let replies = try await client.send(Self.two)
        #expect(replies.map(\.method) == ["info", "presence"])
        let results = replies.map { reply in
            if case .result(let value) = reply.outcome { value.text } else { "error" }
        }
        #expect(results == [#"{"nodes":[]}"#, #"{"presence":{}}"#])
    }

    @Test(arguments: [
        ("", "", APIError.Expectation.replies(2)),
        (#"{"result":{}}"#, "", .replies(2)),
        (#"{"result":{}}{"result":{}}{"result":{}}"#, "", .replies(2)),
        (#"{"id":1,"result":{}}{"id":1,"result":{}}"#, "[1].id", .member("id")),
        (#"{"id":1,"result":{}}{"id":3,"result":{}}"#, "[1].id", .member("id")),
        (#"{"result":{}} {"resu"#, "[1]", .json(offset: 20)),
        (#"{"result":{}} {}"#, "[1]", .resultOrError),
        ("1 2", "[0]", .object),
    ])
    func `replies that are not those of the lines are refused`(
        body: String, path: String, expected: APIError.Expectation
    ) async throws {
        let (client, _) = try make(.ok(body))
        let error = await failure { () async throws(APIError) in try await client.send(Self.two) }
        #expect(error == .malformedReply(path: path, expected: expected))
    }

    @Test func `the place of a misfit tells the line`() async throws {
        let (client, _) = try make(.ok(#"{"id":1,"result":{"nodes":7}}{"id":2,"result":{}}"#))
        let replies = try await client.send(Self.two)
        #expect(throws: APIError.malformedReply(path: "[0].result.nodes", expected: .array)) {
            try replies[0].result(as: InfoResult.self)
        }
    }

    @Test func `a command stays on its line whatever white space its JSON has`() async throws {
        let (client, transport) = try make(.ok(#"{"id":1,"result":{}}"#))
        _ = try await client.call(Command("publish", params: try JSONText("{\r\n\"data\": \"a\\nb\"\n}")))
        #expect(
            transport.requests.first?.bodyText
                == #"{"id":1,"method":"publish","params":{  "data": "a\nb" }}"# + "\n")
    }

    @Test func `an empty batch is an empty line, which is answered with nothing`() async throws {
        let (client, transport) = try make(.ok(""))
        #expect(try await client.send([]).isEmpty)
        #expect(transport.requests.first?.bodyText == "\n")
    }

    /// The server runs a line before it reads the next, and refuses the whole request at one it cannot read.
    @Test func `lines before a bad one may have run`() async throws {
        let (client, _) = try make(.text(400, "Bad Request\n"), .bare(401))
        let bad = await failure { () async throws(APIError) in try await client.send(Self.two) }
        guard case .http(let answer) = bad else { return #expect(Bool(false), "\(String(describing: bad))") }
        #expect(answer.status == 400)
        #expect(bad?.mayHaveReachedServer == true)
        let refused = await failure { () async throws(APIError) in try await client.send(Self.two) }
        #expect(refused?.mayHaveReachedServer == false)
    }

    @Test func `a call of the method batch is a line like any other`() async throws {
        let (client, _) = try make(.ok(#"{"id":1,"error":{"code":104,"message":"not found"}}"#))
        #expect(try await client.call(Command("batch")).error?.code == 104)
    }
}
