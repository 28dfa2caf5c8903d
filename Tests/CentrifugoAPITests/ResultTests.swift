import CentrifugoAPI
import LosslessJSON
import Testing

@Suite struct ResultTests {
    /// Reads a result from what a server answered.
    private func read<Result: ReplyResult>(_ result: String) async throws -> Result {
        let (client, _) = try make(.ok(#"{"result":\#(result)}"#))
        return try await client.result(of: Command("any"))
    }

    /// The error that reading a result is to end in.
    private func misfit<Result: ReplyResult>(_ type: Result.Type, _ result: String) async throws -> APIError? {
        let (client, _) = try make(.ok(#"{"result":\#(result)}"#))
        return await failure { () async throws(APIError) in try await client.result(of: Command("any"), as: type) }
    }

    @Test func `a publication's place is there only where history is`() async throws {
        let kept: PublishResult = try await read(#"{"offset":18446744073709551615,"epoch":"bdGZcqPv"}"#)
        #expect(kept.offset == .max)
        #expect(kept.epoch == "bdGZcqPv")
        #expect(kept.json.text == #"{"offset":18446744073709551615,"epoch":"bdGZcqPv"}"#)
        let lost: PublishResult = try await read("{}")
        #expect(lost.offset == nil)
        #expect(lost.epoch == nil)
    }

    @Test func `a broadcast has a result or an error for each channel in order`() async throws {
        let result: BroadcastResult = try await read(
            #"{"responses":[{"result":{"offset":1,"epoch":"e"}},{"error":{"code":102,"message":"unknown channel"}},"#
                + #"{"result":{}}]}"#)
        #expect(result.responses.count == 3)
        #expect(try result.responses[0].get().offset == 1)
        #expect(throws: ErrorReply.self) { try result.responses[1].get() }
        guard case .failure(let error) = result.responses[1] else { return }
        #expect(error.code == 102)
        #expect(error.json.text == #"{"code":102,"message":"unknown channel"}"#)
        #expect(try result.responses[2].get().offset == nil)
    }

    @Test func `a history has publications and the top of the stream`() async throws {
        let result: HistoryResult = try await read(
            #"{"publications":[{"data":{"b":1.0,"a":1e400},"offset":3,"tags":{"lang":"en"},"#
                + #""info":{"user":"42","client":"c","conn_info":{"n":1}}},{"data":null,"new":1}],"epoch":"e","offset":7}"#
        )
        #expect(result.position == StreamPosition(offset: 7, epoch: "e"))
        #expect(result.publications[0].data.text == #"{"b":1.0,"a":1e400}"#)
        #expect(result.publications[0].offset == 3)
        #expect(result.publications[0].tags == ["lang": "en"])
        #expect(result.publications[0].info?.user == "42")
        #expect(result.publications[0].info?.connectionInfo?.text == #"{"n":1}"#)
        #expect(result.publications[1].data.isNull)
        #expect(result.publications[1].offset == 0)
        #expect(result.publications[1].tags.isEmpty)
        #expect(result.publications[1].info == nil)
        #expect(result.publications[1].json.text == #"{"data":null,"new":1}"#)
    }

    @Test func `an empty history is one`() async throws {
        let result: HistoryResult = try await read(#"{"publications":[],"epoch":"e","offset":0}"#)
        #expect(result.publications.isEmpty)
        #expect(result.position == StreamPosition(offset: 0, epoch: "e"))
    }

    @Test func `presence tells user and client, and the infos where there are any`() async throws {
        let result: PresenceResult = try await read(
            #"{"presence":{"c1":{"user":"","client":"c1"},"c2":{"user":"42","client":"c2","conn_info":[1],"#
                + #""chan_info":{"role":"\u003cadmin\u003e"}}}}"#)
        #expect(Set(result.presence.keys) == ["c1", "c2"])
        #expect(result.presence["c1"]?.user == "")
        #expect(result.presence["c1"]?.connectionInfo == nil)
        #expect(result.presence["c2"]?.client == "c2")
        #expect(result.presence["c2"]?.connectionInfo?.text == "[1]")
        #expect(result.presence["c2"]?.channelInfo?["role"]?.string == "<admin>")
    }

    @Test func `counts that are left out are zero`() async throws {
        let stats: PresenceStatsResult = try await read(#"{"num_clients":2,"num_users":1}"#)
        #expect(stats.clientCount == 2)
        #expect(stats.userCount == 1)
        let none: PresenceStatsResult = try await read("{}")
        #expect(none.clientCount == 0)
        let keys: MapStatsResult = try await read("{}")
        #expect(keys.keyCount == 0)
        let three: MapStatsResult = try await read(#"{"num_keys":3}"#)
        #expect(three.keyCount == 3)
    }

    @Test func `a node tells what it carries, and its measures once it has some`() async throws {
        let result: InfoResult = try await read(
            #"{"nodes":[{"uid":"u","name":"n","version":"6.9.1 OSS","num_clients":1,"num_users":2,"num_channels":3,"#
                + #""num_subs":4,"uptime":5,"metrics":{"interval":60,"items":{"a.b":0.5,"c":7}}},"#
                + #"{"uid":"v","name":"m","version":"6.9.1 OSS","num_clients":0,"num_users":0,"num_channels":0}]}"#)
        let node = try #require(result.nodes.first)
        #expect([node.uid, node.name, node.version] == ["u", "n", "6.9.1 OSS"])
        #expect([node.clientCount, node.userCount, node.channelCount, node.subscriptionCount] == [1, 2, 3, 4])
        #expect(node.uptime == .seconds(5))
        #expect(node.metrics?.interval == 60)
        #expect(node.metrics?.items == ["a.b": 0.5, "c": 7])
        #expect(result.nodes.last?.metrics == nil)
        #expect(result.nodes.last?.uptime == .zero)
        #expect(result.nodes.last?.subscriptionCount == 0)
    }

    @Test func `channels tell their subscribers`() async throws {
        let result: ChannelsResult = try await read(##"{"channels":{"$plain:p":{"num_clients":1},"#43":{}}}"##)
        #expect(result.channels.mapValues(\.clientCount) == ["$plain:p": 1, "#43": 0])
        let none: ChannelsResult = try await read(#"{"channels":{}}"#)
        #expect(none.channels.isEmpty)
    }

    @Test func `an rpc result is the data, if there is some`() async throws {
        let result: RPCResult = try await read(#"{"data":{"year":2026}}"#)
        #expect(result.data?["year"]?.int64 == 2026)
        let none: RPCResult = try await read("{}")
        #expect(none.data == nil)
    }

    @Test func `a suppressed change says why`() async throws {
        let result: MapChangeResult = try await read(
            #"{"offset":1,"epoch":"e","suppressed":true,"suppress_reason":"key_exists"}"#)
        #expect(result.isSuppressed)
        #expect(result.suppressReason == "key_exists")
        #expect(result.offset == 1)
        let made: MapChangeResult = try await read(#"{"epoch":"e"}"#)
        #expect(!made.isSuppressed)
        #expect(made.suppressReason == nil)
        #expect(made.offset == nil)
        #expect(made.epoch == "e")
    }

    @Test func `the entries of a map are keys with values, or changes`() async throws {
        let result: MapEntriesResult = try await read(
            #"{"entries":[{"key":"a","data":1,"tags":{"t":"1"},"offset":2,"score":-3,"time":1795496869904},"#
                + #"{"key":"b","offset":3,"removed":true}],"offset":3,"epoch":"e","cursor":"b"}"#)
        let set = result.entries[0]
        #expect(set.key == "a")
        #expect(set.data?.int64 == 1)
        #expect(set.tags == ["t": "1"])
        #expect(set.offset == 2)
        #expect(set.score == -3)
        #expect(set.unixMilliseconds == 1_795_496_869_904)
        #expect(!set.isRemoved)
        #expect(result.entries[1].isRemoved)
        #expect(result.entries[1].data == nil)
        #expect(result.cursor == "b")
        let position: MapEntriesResult = try await read(#"{"offset":1,"epoch":"e"}"#)
        #expect(position.entries.isEmpty)
        #expect(position.offset == 1)
        #expect(position.cursor == nil)
    }

    @Test func `null is as good as missing, and what is new is ignored`() async throws {
        let result: HistoryResult = try await read(
            #"{"publications":null,"offset":null,"epoch":null,"brand_new":{"deep":[1]}}"#)
        #expect(result.publications.isEmpty)
        #expect(result.position == StreamPosition(offset: 0))
    }

    @Test(arguments: [
        (#"{"offset":-1}"#, "result.offset", APIError.Expectation.unsignedInteger),
        (#"{"offset":1.0}"#, "result.offset", .unsignedInteger),
        (#"{"offset":"1"}"#, "result.offset", .unsignedInteger),
        (#"{"offset":18446744073709551616}"#, "result.offset", .unsignedInteger),
        (#"{"epoch":1}"#, "result.epoch", .string),
        (#"{"publications":{}}"#, "result.publications", .array),
        (#"{"publications":[{"data":1},7]}"#, "result.publications[1]", .object),
        (#"{"publications":[{}]}"#, "result.publications[0]", .member("data")),
        (#"{"publications":[{"data":1,"tags":{"a":1}}]}"#, "result.publications[0].tags.a", .string),
        (#"{"publications":[{"data":1,"tags":[]}]}"#, "result.publications[0].tags", .object),
        (#"{"publications":[{"data":1,"info":{"user":7}}]}"#, "result.publications[0].info.user", .string),
        ("[]", "result", .object),
    ])
    func `a result that does not fit is told with its place`(
        result: String, path: String, expected: APIError.Expectation
    ) async throws {
        #expect(try await misfit(HistoryResult.self, result) == .malformedReply(path: path, expected: expected))
    }

    @Test func `the place is told in every kind of result`() async throws {
        #expect(
            try await misfit(BroadcastResult.self, #"{"responses":[{"result":{}},{}]}"#)
                == .malformedReply(path: "result.responses[1]", expected: .resultOrError))
        #expect(
            try await misfit(BroadcastResult.self, #"{"responses":[{"error":{}}]}"#)
                == .malformedReply(path: "result.responses[0].error", expected: .member("code")))
        #expect(
            try await misfit(InfoResult.self, #"{"nodes":[{"metrics":{"items":{"a":"x"}}}]}"#)
                == .malformedReply(path: "result.nodes[0].metrics.items.a", expected: .number))
        #expect(
            try await misfit(PresenceResult.self, #"{"presence":{"c":null}}"#)
                == .malformedReply(path: "result.presence.c", expected: .object))
        #expect(
            try await misfit(MapChangeResult.self, #"{"suppressed":1}"#)
                == .malformedReply(path: "result.suppressed", expected: .flag))
        #expect(
            try await misfit(PresenceStatsResult.self, #"{"num_clients":"1"}"#)
                == .malformedReply(path: "result.num_clients", expected: .integer))
    }
}
