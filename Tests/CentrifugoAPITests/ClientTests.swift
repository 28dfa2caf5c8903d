import CentrifugoAPI
import CentrifugoProtocol
import CentrifugoTransport
import LosslessJSON
import Testing

@Suite struct ClientTests {
    @Test(arguments: TypedCall.all)
    func `a typed call posts its command to the method's path`(typed: TypedCall) async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#))
        _ = try await typed.call(client)
        let request = try #require(transport.requests.first)
        #expect(transport.requests.count == 1)
        #expect(request.method == "POST")
        #expect(request.target == "/api/" + typed.command.method)
        #expect(request.bodyText == typed.command.params.description)
        #expect(request.headers["X-API-Key"] == "k1")
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.headers["Authorization"] == nil)
    }

    @Test func `every method of the open edition has a typed call`() {
        #expect(Set(TypedCall.all.map(\.command.method)) == Set(Method.open.map(\.name)))
    }

    @Test(arguments: TypedCall.all)
    func `a typed call throws the error that Centrifugo answers`(typed: TypedCall) async throws {
        let (client, _) = try make(.ok(#"{"error":{"code":102,"message":"unknown channel"}}"#))
        let error = await failure { () async throws(APIError) in try await typed.call(client) }
        #expect(error == .server(code: 102, message: "unknown channel"))
    }

    @Test func `path, further headers and timeout are those of the configuration`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#)) {
            $0.address = ServerAddress(Endpoint(location: .host("h", port: 1), path: "/centrifugo/api/"))
            $0.headers = [(name: "X-A", value: "1"), (name: "X-A", value: "2")]
            $0.timeout = .milliseconds(1500)
        }
        _ = try await client.info()
        let request = try #require(transport.requests.first)
        #expect(request.target == "/centrifugo/api/info")
        #expect(request.headers.values(named: "x-a") == ["1", "2"])
        #expect(transport.timeouts == [.milliseconds(1500)])
    }

    @Test func `without a key none is sent`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#)) { $0.apiKey = nil }
        _ = try await client.info()
        #expect(transport.requests.first?.headers.map(\.name) == ["Content-Type"])
    }

    @Test func `the key is in no part of a request but its header`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#)) { $0.apiKey = try? APIKey("hush-hush") }
        try await client.publish(channel: "a", data: 1)
        let request = try #require(transport.requests.first)
        #expect(!request.target.contains("hush"))
        #expect(!request.bodyText.contains("hush"))
        #expect(request.headers.filter { $0.value.contains("hush") }.map(\.name) == ["X-API-Key"])
    }

    @Test func `a call of any method hands over the reply as it came, error or not`() async throws {
        let body = #"{"result":{"z":1.0,"a":18446744073709551615}} "#
        let (client, transport) = try make(.ok(body), .ok(#"{"error":{"code":104,"message":"not found"}}"#))
        let command = Command("block_user", params: try JSONText(#"{"user": "7"}"#))
        let reply = try await client.call(command)
        #expect(transport.requests.first?.target == "/api/block_user")
        #expect(transport.requests.first?.bodyText == #"{"user": "7"}"#)
        #expect(reply.raw.description == #"{"result":{"z":1.0,"a":18446744073709551615}}"#)
        #expect(reply.envelope == reply.raw)
        #expect(reply.error == nil)
        let refused = try await client.call(command)
        #expect(refused.error?.code == 104)
        #expect(refused.error?.message == "not found")
    }

    @Test func `a method's name cannot leave its segment of the path`() async throws {
        let (client, transport) = try make(.bare(404))
        _ = await failure { () async throws(APIError) in try await client.call(Command("../a b?c=é")) }
        #expect(transport.requests.first?.target == "/api/..%2Fa%20b%3Fc%3D%C3%A9")
    }

    @Test func `an application's own type reads a result`() async throws {
        struct Blocked: ReplyResult {
            let until: Int64?
            init(_ reader: ResultReader) throws(APIError) { until = try reader.integer("until") }
        }
        let (client, _) = try make(.ok(#"{"result":{"until":7}}"#), .ok(#"{"result":{"until":"x"}}"#))
        #expect(try await client.result(of: Command("block_user"), as: Blocked.self).until == 7)
        let error = await failure { () async throws(APIError) -> Blocked in
            try await client.result(of: Command("block_user"))
        }
        #expect(error == .malformedReply(path: "result.until", expected: .integer))
    }

    @Test func `opening gives status and body unread, whatever they are`() async throws {
        let (client, transport) = try make(.text(404, "404 page not found\n"), .ok("not even JSON"))
        let missing = try await client.open(Command("no_such"))
        #expect(missing.status == 404)
        #expect(try await missing.body.collect(upTo: 100) == Array("404 page not found\n".utf8))
        let batch = try await client.open([.info()] as Batch)
        #expect(try await batch.body.collect(upTo: 100) == Array("not even JSON".utf8))
        #expect(transport.requests.map(\.target) == ["/api/no_such", "/api/batch"])
    }

    @Test func `an answer that was opened can be read afterwards`() async throws {
        let (client, _) = try make(
            .ok(#"{"result":{"offset":7}}"#), .ok(#"{"replies":[{"info":{}}]}"#), .text(404, "404 page not found\n"))
        let command = Command.publish(channel: "a", data: .json(.null))
        let single = try await client.open(command)
        let reply = try client.reply(to: command, from: single, body: await single.body.collect(upTo: 100))
        #expect(try reply.result(as: PublishResult.self).offset == 7)
        let batch = try await client.open([.info()] as Batch)
        let replies = try client.replies(to: [.info()], from: batch, body: await batch.body.collect(upTo: 100))
        #expect(replies.map(\.method) == ["info"])
        let missing = try await client.open(command)
        #expect(throws: APIError.self) { try client.reply(to: command, from: missing, body: []) }
    }

    @Test func `a reply longer than the limit is refused, one of just the limit is not`() async throws {
        let body = #"{"result":{}}"#
        let (client, _) = try make(.ok(body), .ok(body + " ")) { $0.maxReplyBytes = body.utf8.count }
        _ = try await client.info()
        let error = await failure { () async throws(APIError) in try await client.info() }
        #expect(error == .transport(.replyTooLarge(limit: 13)))
        #expect(error?.mayHaveReachedServer == true)
    }

    @Test(arguments: [
        (TransportError.refused(addresses: ["127.0.0.1"], port: 8000), false),
        (.timedOut(.connecting, after: .seconds(1)), false),
        (.timedOut(.waiting, after: .seconds(1)), true),
        (.reset(.reading), true),
    ])
    func `what a connection reports is passed on`(problem: TransportError, mayHaveReached: Bool) async throws {
        let transport = ScriptedTransport([.failure(problem)])
        let client = Client(try ClientConfiguration("localhost"), transport: transport)
        let error = await failure { () async throws(APIError) in try await client.info() }
        #expect(error == .transport(problem))
        #expect(error?.mayHaveReachedServer == mayHaveReached)
    }

    @Test func `a function can send the requests`() async throws {
        let client = Client(try ClientConfiguration("localhost")) { request, timeout in
            let body = #"{"result":{"offset":\#(request.body.count),"epoch":"\#(timeout.components.seconds)"}}"#
            return HTTPResponse(status: 200, body: HTTPBody(Array(body.utf8)))
        }
        let result = try await client.publish(channel: "a", data: 1)
        #expect(result.offset == 24)
        #expect(result.epoch == "10")
    }
}
