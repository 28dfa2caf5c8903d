import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Testing

/// The scenarios that the test suite of the Python client `cent` goes through, answered with what a
/// server of version 6.9.1 answers.
@Suite struct PycentScenarioTests {
    @Test func `1: null inside data is kept`() throws {
        let data: [String: Int?] = ["field": nil]
        #expect(
            try Command.publish(channel: "a", data: data).params.description
                == #"{"channel":"a","data":{"field":null}}"#)
    }

    @Test func `2: a batch of two publishes has them in order`() async throws {
        let (client, transport) = try make(.ok(#"{"replies":[{"publish":{}},{"publish":{}}]}"#))
        _ = try await client.send([
            try .publish(channel: "a", data: ["n": 1]), try .publish(channel: "b", data: ["n": 2]),
        ])
        #expect(
            transport.requests.first?.bodyText
                == #"{"commands":[{"publish":{"channel":"a","data":{"n":1}}},"#
                + #"{"publish":{"channel":"b","data":{"n":2}}}]}"#)
    }

    @Test func `3: a command knows its method`() throws {
        #expect(try Command.publish(channel: "a", data: 1).method == "publish")
    }

    @Test func `4: publishing twice with the same idempotency key has the same place`() async throws {
        let answer = ScriptedTransport.Answer.ok(#"{"result":{"offset":1,"epoch":"lfYxwIKh"}}"#)
        let (client, transport) = try make(answer, answer)
        let options = PublicationOptions(tags: ["tag": "value"], idempotencyKey: "key")
        let first = try await client.publish(channel: "a", data: ["x": "y"], options: options)
        let second = try await client.publish(channel: "a", data: ["x": "y"], options: options)
        #expect(first.offset == 1)
        #expect(second.offset == first.offset)
        #expect(transport.requests[0] == transport.requests[1])
        #expect(
            transport.requests[0].bodyText
                == #"{"channel":"a","data":{"x":"y"},"tags":{"tag":"value"},"idempotency_key":"key"}"#)
    }

    @Test func `5: broadcasting to two channels has two responses`() async throws {
        let (client, transport) = try make(
            .ok(
                #"{"result":{"responses":[{"result":{"offset":1,"epoch":"lfYxwIKh"}},"#
                    + #"{"result":{"offset":1,"epoch":"FfHyPpDX"}}]}}"#))
        let result = try await client.broadcast(
            channels: ["a", "b"], data: 1, options: PublicationOptions(idempotencyKey: "q"))
        #expect(try result.responses.map { try $0.get().offset } == [1, 1])
        #expect(transport.requests[0].bodyText == #"{"channels":["a","b"],"data":1,"idempotency_key":"q"}"#)
    }

    @Test func `6, 7, 12, 13: control calls succeed with nobody there`() async throws {
        let done = ScriptedTransport.Answer.ok(#"{"result":{}}"#)
        let (client, transport) = try make(done, done, done, done)
        let connections = ConnectionSelection(client: "client", session: "session")
        try await client.subscribe(
            user: "user", channel: "personal",
            options: SubscribeOptions(
                connections: connections, data: try .encoding(["info": "test"]),
                recoverSince: StreamPosition(offset: 1, epoch: "1234")))
        try await client.unsubscribe(user: "user", channel: "personal", connections: connections)
        try await client.disconnect(
            user: "user",
            options: DisconnectOptions(
                connections: connections, whitelist: ["personal"],
                notice: .init(code: 4000, reason: "some reason")))
        try await client.refresh(
            user: "user", options: RefreshOptions(connections: connections, expired: true, expireAt: 1))
        #expect(
            transport.requests.map(\.bodyText) == [
                #"{"user":"user","channel":"personal","client":"client","session":"session","#
                    + #""data":{"info":"test"},"recover_since":{"offset":1,"epoch":"1234"}}"#,
                #"{"user":"user","channel":"personal","client":"client","session":"session"}"#,
                #"{"user":"user","client":"client","session":"session","whitelist":["personal"],"#
                    + #""disconnect":{"code":4000,"reason":"some reason"}}"#,
                #"{"user":"user","client":"client","session":"session","expired":true,"expire_at":1}"#,
            ])
    }

    @Test func `8: presence of an empty channel is empty`() async throws {
        let (client, _) = try make(
            .ok(#"{"result":{"presence":{}}}"#), .ok(#"{"result":{"num_clients":0,"num_users":0}}"#))
        #expect(try await client.presence(channel: "a").presence.isEmpty)
        #expect(try await client.presenceStats(channel: "a").userCount == 0)
    }

    @Test func `9: ten publications are in the history, the first one first`() async throws {
        let kept = (1...10).map { #"{"data":{"n":\#($0)},"offset":\#($0)}"# }.joined(separator: ",")
        let (client, transport) = try make(
            .ok(#"{"result":{"publications":[\#(kept)],"epoch":"uBExEMUJ","offset":10}}"#))
        let history = try await client.history(channel: "a", limit: 10)
        #expect(history.publications.count == 10)
        #expect(history.publications.first?.data["n"]?.int64 == 1)
        #expect(history.position.offset == 10)
        #expect(transport.requests[0].bodyText == #"{"channel":"a","limit":10}"#)
    }

    @Test func `10, 11: history_remove, info and channels succeed`() async throws {
        let (client, transport) = try make(
            .ok(#"{"result":{}}"#), .ok(#"{"result":{"nodes":[{"uid":"u","name":"n","version":"6.9.1 OSS"}]}}"#),
            .ok(#"{"result":{"channels":{}}}"#))
        try await client.historyRemove(channel: "a")
        #expect(try await client.info().nodes.first?.version == "6.9.1 OSS")
        #expect(try await client.channels(pattern: "*").channels.isEmpty)
        #expect(transport.requests.map(\.target) == ["/api/history_remove", "/api/info", "/api/channels"])
    }

    @Test func `14: a batch of four has typed replies in order`() async throws {
        let (client, _) = try make(
            .ok(
                #"{"replies":[{"publish":{"offset":1,"epoch":"e"}},{"publish":{"offset":2,"epoch":"e"}},"#
                    + #"{"broadcast":{"responses":[{"result":{"offset":1,"epoch":"f"}},"#
                    + #"{"result":{"offset":1,"epoch":"g"}}]}},{"presence":{"presence":{}}}]}"#))
        var batch = Batch()
        batch.add(try .publish(channel: "a", data: 1))
        batch.add(try .publish(channel: "a", data: 2))
        batch.add(try .broadcast(channels: ["b", "c"], data: 3))
        batch.add(.presence(channel: "a"))
        let replies = try await client.send(batch)
        #expect(try replies[0].result(as: PublishResult.self).offset == 1)
        #expect(try replies[1].result(as: PublishResult.self).offset == 2)
        #expect(try replies[2].result(as: BroadcastResult.self).responses.count == 2)
        #expect(try replies[3].result(as: PresenceResult.self).presence.isEmpty)
    }

    @Test func `15: an unknown namespace is error 102`() async throws {
        let (client, _) = try make(.ok(#"{"error":{"code":102,"message":"unknown channel"}}"#))
        await #expect(throws: APIError.server(code: 102, message: "unknown channel")) {
            try await client.publish(channel: "undefined:channel", data: 1)
        }
    }
}
