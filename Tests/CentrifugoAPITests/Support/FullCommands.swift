import CentrifugoAPI
import LosslessJSON

/// Commands with every option that the typed factories have, at least one for each method.
enum FullCommands {
    static let json = Payload.json(JSONText(unchecked: Array(#"{"n":1.0}"#.utf8)))
    static let base64 = Payload.bytes([0, 1, 255])
    private static let position = StreamPosition(offset: .max, epoch: "xyz")
    private static let selection = ConnectionSelection(client: "c", session: "s")

    private static let publication = PublicationOptions(
        skipsHistory: true, tags: ["lang": "en", "a": "b"], idempotencyKey: "once", delta: true, version: .max,
        versionEpoch: "ve")

    private static let subscription = SubscribeOptions(
        connections: selection, expireAt: 1_900_000_000, info: json, data: json, recoverSince: position,
        override: ChannelOverride(
            presence: false, joinLeave: true, forceRecovery: true, forcePositioning: false,
            forcePushJoinLeave: true))

    private static let mapPublication = MapPublicationOptions(
        keyMode: .ifNew, tags: ["lang": "en"], idempotencyKey: "once", delta: true, version: 7, versionEpoch: "ve")

    private static let mapState = MapStateOptions(
        key: "k", limit: -1, cursor: "c", isAscending: true, revision: position)

    static let all: [Command] = [
        .publish(channel: "news", data: json, options: publication),
        .publish(channel: "news", data: base64),
        .broadcast(channels: ["a", "b"], data: json, options: publication),
        .broadcast(channels: ["a", "b"], data: base64),
        .subscribe(user: "42", channel: "news", options: subscription),
        .subscribe(user: "42", channel: "news", options: SubscribeOptions(info: base64, data: base64)),
        .unsubscribe(user: "42", channel: "news", connections: selection),
        .disconnect(
            user: "42",
            options: DisconnectOptions(
                connections: selection, whitelist: ["c1", "c2"], notice: .init(code: 4000, reason: "bye"))),
        .refresh(
            user: "42",
            options: RefreshOptions(
                connections: selection, expired: true, expireAt: 1, info: JSONText(string: "i"))),
        .history(channel: "news", limit: 10, since: position, reverse: true),
        .historyRemove(channel: "news"),
        .presence(channel: "news"),
        .presenceStats(channel: "news"),
        .info(),
        .channels(pattern: "*"),
        .rpc(method: "sum", params: JSONText(unchecked: Array("[1,2]".utf8))),
        .mapPublish(channel: "board:1", key: "k", data: json, options: mapPublication),
        .mapPublish(channel: "board:1", key: "k", data: base64),
        .mapRemove(channel: "board:1", key: "k", idempotencyKey: "once"),
        .mapReadState(channel: "board:1", options: mapState),
        .mapReadStream(channel: "board:1", limit: 5, since: position, reverse: true),
        .mapStats(channel: "board:1"),
        .mapClear(channel: "board:1"),
        .sharedPollPublish(channel: "poll:1", key: "k", version: 1, data: json, epoch: "e"),
        .sharedPollPublish(channel: "poll:1", key: "k", version: 1, data: base64),
    ]
}
