extension Method {
    private static func override(_ name: String, _ summary: String) -> Field {
        Field(name, .object([Field("value", .flag, summary)]), summary)
    }

    static let subscribe = Method(
        Signature(
            "subscribe", .connection, .writes, "Puts live connections of a user into a channel.",
            fields: [
                .user("The user; empty: anonymous connections."),
                .channel, .client, .session,
                .seconds("expire_at", "When the subscription ends, in unix seconds."),
                Field("info", .json, "What presence and join events show of it."),
                Field("b64info", .base64, "The same as base64."),
                .data("Sent to the client with the subscription."),
                .b64data,
                .position("recover_since", "Where to recover from; needs override.force_recovery."),
                Field(
                    "override",
                    .object([
                        override("presence", "Whether it counts in presence."),
                        override("join_leave", "Whether join and leave are sent for it."),
                        override("force_recovery", "Whether the client recovers missed publications."),
                        override("force_positioning", "Whether the client's position is watched."),
                        override("force_push_join_leave", "Whether it is told of others' join and leave."),
                    ]), "Channel options for this subscription."),
            ] + Field.connectionSelectors,
            notes: [
                "This is for connections that exist now; it succeeds when there are none.",
                "It does not show what is published: it tells the server to send it to those clients.",
            ],
            examples: ["subscribe 42 hist:news", "subscribe 42 hist:news override.presence.value=false"],
            seeAlso: ["unsubscribe", "presence", "channels"]),
        reply: .empty,
        failures: [
            Failure(.badRequest), Failure(.unknownChannel),
            Failure(
                .internal, "A connection refused it: expire_at has passed, or the broker failed.",
                advice: "Give an expire_at in the future, or look into the server's log at level error."),
        ],
        legacyNumber: 11)

    static let unsubscribe = Method(
        Signature(
            "unsubscribe", .connection, .writes, "Takes live connections of a user out of a channel.",
            fields: [
                .user("The user; empty: anonymous connections."),
                Field("channel", .channel, "The channel.", .required, positional: true),
                .client, .session,
            ] + Field.connectionSelectors,
            notes: ["It succeeds when nobody was there."],
            examples: ["unsubscribe 42 hist:news"],
            seeAlso: ["subscribe", "disconnect"]),
        reply: .empty, failures: Failure.channel, legacyNumber: 2)

    static let disconnect = Method(
        Signature(
            "disconnect", .connection, .writes, "Closes live connections of a user.",
            fields: [
                .user("The user; empty: every anonymous connection on every node."),
                .client, .session,
                Field("whitelist", .list(.client), "Connections to keep."),
                Field(
                    "disconnect",
                    .object([
                        Field(
                            "code", .integer(IntegerKind(.uint32)),
                            "4000 to 4499: the client connects again; 4500 to 4999: it does not."),
                        Field("reason", .text, "A text of at most 123 bytes for the client."),
                    ]), "The code and reason given to the client; 3503 without."),
            ] + Field.connectionSelectors,
            notes: ["Without user every anonymous connection on every node is closed."],
            examples: ["disconnect 42", "disconnect 42 disconnect.code=4500 disconnect.reason=banned"],
            seeAlso: ["unsubscribe", "refresh"],
            asksWithout: "user"),
        reply: .empty, failures: [Failure(.internal)], legacyNumber: 3)

    static let refresh = Method(
        Signature(
            "refresh", .connection, .writes, "Sets when live connections of a user expire.",
            fields: [
                .user("The user; empty: anonymous connections."),
                .client, .session,
                Field("expired", .flag, "Close them now, with 3005."),
                .seconds("expire_at", "When they expire, in unix seconds; 0: never; past: they are closed."),
                Field("info", .json, "New connection info, with an expire_at to come."),
            ] + Field.connectionSelectors,
            examples: ["refresh 42 expired=true"],
            seeAlso: ["disconnect"]),
        reply: .empty, failures: [Failure(.internal)], legacyNumber: 12)
}
