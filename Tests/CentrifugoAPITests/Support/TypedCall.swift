import CentrifugoAPI
import LosslessJSON
import Testing

/// A typed call of the client beside the command that it is to send.
struct TypedCall: Sendable, CustomTestStringConvertible {
    let command: Command
    let call: @Sendable (Client) async throws(APIError) -> any ReplyResult

    init(_ command: Command, _ call: @escaping @Sendable (Client) async throws(APIError) -> any ReplyResult) {
        self.command = command
        self.call = call
    }

    var testDescription: String { command.method }

    private static let json = FullCommands.json

    static let all: [TypedCall] = [
        TypedCall(.publish(channel: "n", data: json)) { client throws(APIError) in
            try await client.publish(channel: "n", data: json)
        },
        TypedCall(.broadcast(channels: ["a", "b"], data: json)) { client throws(APIError) in
            try await client.broadcast(channels: ["a", "b"], data: json)
        },
        TypedCall(.subscribe(user: "42", channel: "n", options: SubscribeOptions(expireAt: 5))) {
            client throws(APIError) in
            try await client.subscribe(user: "42", channel: "n", options: SubscribeOptions(expireAt: 5))
        },
        TypedCall(.unsubscribe(user: "42", channel: "n", connections: .init(client: "c"))) { client throws(APIError) in
            try await client.unsubscribe(user: "42", channel: "n", connections: .init(client: "c"))
        },
        TypedCall(.disconnect(user: "42", options: .init(whitelist: ["w"]))) { client throws(APIError) in
            try await client.disconnect(user: "42", options: .init(whitelist: ["w"]))
        },
        TypedCall(.refresh(user: "42", options: RefreshOptions(expired: true))) { client throws(APIError) in
            try await client.refresh(user: "42", options: RefreshOptions(expired: true))
        },
        TypedCall(.history(channel: "n", limit: 1, since: .init(offset: 2, epoch: "e"), reverse: true)) {
            client throws(APIError) in
            try await client.history(channel: "n", limit: 1, since: .init(offset: 2, epoch: "e"), reverse: true)
        },
        TypedCall(.historyRemove(channel: "n")) { client throws(APIError) in
            try await client.historyRemove(channel: "n")
        },
        TypedCall(.presence(channel: "n")) { client throws(APIError) in try await client.presence(channel: "n") },
        TypedCall(.presenceStats(channel: "n")) { client throws(APIError) in
            try await client.presenceStats(channel: "n")
        },
        TypedCall(.info()) { client throws(APIError) in try await client.info() },
        TypedCall(.channels(pattern: "a*")) { client throws(APIError) in try await client.channels(pattern: "a*") },
        TypedCall(.rpc(method: "m", params: JSONText(integer: 1))) { client throws(APIError) in
            try await client.rpc(method: "m", params: 1)
        },
        TypedCall(.rpc(method: "m")) { client throws(APIError) in try await client.rpc(method: "m") },
        TypedCall(.mapPublish(channel: "b", key: "k", data: json, options: .init(keyMode: .ifExists))) {
            client throws(APIError) in
            try await client.mapPublish(channel: "b", key: "k", data: json, options: .init(keyMode: .ifExists))
        },
        TypedCall(.mapRemove(channel: "b", key: "k", idempotencyKey: "i")) { client throws(APIError) in
            try await client.mapRemove(channel: "b", key: "k", idempotencyKey: "i")
        },
        TypedCall(.mapReadState(channel: "b", options: .init(limit: 3))) { client throws(APIError) in
            try await client.mapReadState(channel: "b", options: .init(limit: 3))
        },
        TypedCall(.mapReadStream(channel: "b", limit: 3, since: .init(offset: 1), reverse: true)) {
            client throws(APIError) in
            try await client.mapReadStream(channel: "b", limit: 3, since: .init(offset: 1), reverse: true)
        },
        TypedCall(.mapStats(channel: "b")) { client throws(APIError) in try await client.mapStats(channel: "b") },
        TypedCall(.mapClear(channel: "b")) { client throws(APIError) in try await client.mapClear(channel: "b") },
        TypedCall(.sharedPollPublish(channel: "p", key: "k", version: 2, data: json, epoch: "e")) {
            client throws(APIError) in
            try await client.sharedPollPublish(channel: "p", key: "k", version: 2, data: json, epoch: "e")
        },
        TypedCall(.sharedPollPublish(channel: "p", key: "k", version: 2, data: .json(JSONText(string: "x")))) {
            client throws(APIError) in
            try await client.sharedPollPublish(channel: "p", key: "k", version: 2, data: "x")
        },
        TypedCall(.broadcast(channels: ["a"], data: .json(JSONText(string: "x")))) { client throws(APIError) in
            try await client.broadcast(channels: ["a"], data: "x")
        },
    ]
}
