extension Method {
    private static let mapFailures =
        [
            Failure(
                .badRequest, "The namespace \"{namespace}\" holds no maps, or channel or key is empty.",
                advice: "Set subscription_type of the namespace to map, map_clients or map_users.")
        ] + Failure.channel

    private static let mapReadFailures = mapFailures + [Failure(.unrecoverablePosition)]

    static let mapPublish = Method(
        Signature(
            "map_publish", .map, .writes, "Sets a key of a map channel.",
            fields: [
                .channel, .key, .data("The value: any JSON.", positional: true),
                Field("b64data", .base64, "The value as base64; wins over data."),
                .tags, .idempotencyKey, .delta,
                Field("version", .integer(IntegerKind(.uint64)), "Dropped if not above the key's version."),
                .versionEpoch,
                Field(
                    "key_mode",
                    .choice([
                        Choice("if_new", "only if there is no such key yet"),
                        Choice("if_exists", "only if there is such a key"),
                    ]), "When to set it; always without."),
                Field("stream_data", .json, "What the stream carries in place of data.", pro: true),
                Field("b64stream_data", .base64, "The same as base64.", pro: true),
                Field("score", .integer(IntegerKind(.int64)), "The place of the key in an ordered map.", pro: true),
            ],
            examples: [#"map_publish board:1 cell-7 {"color":"red"}"#],
            seeAlso: ["map_remove", "map_read_state"]),
        reply: .keyChange,
        failures: mapFailures,
        legacyNumber: 33)

    static let mapRemove = Method(
        Signature(
            "map_remove", .map, .destroys, "Removes a key from a map channel.",
            fields: [.channel, .key, .idempotencyKey],
            examples: ["map_remove board:1 cell-7"],
            seeAlso: ["map_publish", "map_clear"]),
        reply: .keyChange, failures: mapFailures, legacyNumber: 34)

    static let mapReadState = Method(
        Signature(
            "map_read_state", .map, .reads, "Lists the keys and values of a map channel.",
            fields: [
                .channel, Field("key", .text, "Only this key; limit does not count then."), .limit,
                Field("cursor", .text, "Where the page before ended."),
                Field("asc", .flag, "In ascending order."),
                Field("revision_offset", .offset, "The state that the pages belong to."),
                Field("revision_epoch", .epoch, "Its epoch."),
            ],
            examples: ["map_read_state board:1 limit=-1"],
            seeAlso: ["map_read_stream", "map_stats"]),
        reply: .entries, failures: mapReadFailures, legacyNumber: 35)

    static let mapReadStream = Method(
        Signature(
            "map_read_stream", .map, .reads, "Lists the latest changes of a map channel.",
            fields: [
                .channel, .limit,
                Field("since_offset", .offset, "Only what came after this offset."),
                Field("since_epoch", .epoch, "The epoch that the offset belongs to."),
                .reverse,
            ],
            examples: ["map_read_stream board:1 limit=10"],
            seeAlso: ["map_read_state"]),
        reply: .entries, failures: mapReadFailures, legacyNumber: 36)

    static let mapStats = Method(
        Signature(
            "map_stats", .map, .reads, "Counts the keys of a map channel.",
            fields: [.channel], examples: ["map_stats board:1"], seeAlso: ["map_read_state"]),
        reply: .keyCount, failures: mapFailures, legacyNumber: 37)

    static let mapClear = Method(
        Signature(
            "map_clear", .map, .destroys, "Removes all keys from a map channel.",
            fields: [.channel],
            notes: ["The channel has a new epoch afterwards."],
            examples: ["map_clear board:1"], seeAlso: ["map_remove"]),
        reply: .empty, failures: mapFailures, legacyNumber: 38)

    static let sharedPollPublish = Method(
        Signature(
            "shared_poll_publish", .map, .writes, "Sets a key of a shared poll channel.",
            fields: [
                .channel, .key, .data("The value: any JSON.", positional: true),
                Field("version", .integer(IntegerKind(.uint64, minimum: 1)), "Above the key's version.", .required),
                Field("b64data", .base64, "The value as base64; wins over data."),
                Field("epoch", .text, "Versions compare only within one such epoch."),
            ],
            examples: [#"shared_poll_publish poll:1 score {"home":1} version=7"#]),
        reply: .empty,
        failures: [
            Failure(
                .notAvailable, "Publishing is off in namespace \"{namespace}\".",
                advice: "Set shared_poll.publish_enabled for that namespace."),
            Failure(
                .badRequest,
                "The namespace \"{namespace}\" is not for shared polls, or channel, key or version is empty.",
                advice: "Set subscription_type of the namespace to shared_poll."),
        ] + Failure.channel,
        legacyNumber: 39)
}
