extension Method {
    private static let historyOff = Failure(
        .notAvailable,
        "History is off in namespace \"{namespace}\": it needs history_size and history_ttl, both above 0.",
        advice: "Set both for that namespace under channel.namespaces, and start the server again.")

    static let history = Method(
        Signature(
            "history", .history, .reads, "Lists publications kept in a channel's history.",
            fields: [
                .channel, .limit, .position("since", "Only what came after this offset."), .reverse,
            ],
            notes: [
                "Without limit the server answers with the position only.",
                "An offset is worth something only together with its epoch.",
            ],
            examples: [
                "history hist:news limit=10", "history hist:news limit=10 reverse=true",
                "history hist:news since.offset=5 limit=-1",
            ],
            seeAlso: ["publish", "history_remove"]),
        reply: .publications,
        failures: [
            historyOff, Failure(.unrecoverablePosition), Failure(.badRequest), Failure(.unknownChannel),
            Failure(
                .internal, "The server could not do it: reverse does not go with since.offset=0, or the broker failed.",
                advice: "Leave since out, or look into the server's log at level error."),
        ],
        legacyNumber: 6)

    static let historyRemove = Method(
        Signature(
            "history_remove", .history, .destroys, "Removes all publications from a channel's history.",
            fields: [.channel],
            notes: ["The position stays: the next publication gets the next offset."],
            examples: ["history_remove hist:news"],
            seeAlso: ["history"]),
        reply: .empty,
        failures: [historyOff, Failure(.badRequest)] + Failure.channel,
        legacyNumber: 7)
}
