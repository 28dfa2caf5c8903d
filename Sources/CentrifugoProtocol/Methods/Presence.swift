extension Method {
    private static let presenceFailures =
        [
            Failure(
                .notAvailable, "Presence is off in namespace \"{namespace}\".",
                advice: "Set presence to true for that namespace under channel.namespaces, and start the server again."),
            Failure(.badRequest),
        ] + Failure.channel

    static let presence = Method(
        Signature(
            "presence", .presence, .reads, "Lists the client connections in a channel.",
            fields: [.channel],
            examples: ["presence hist:news"],
            seeAlso: ["presence_stats", "channels"]),
        reply: .presence, failures: presenceFailures, legacyNumber: 4)

    static let presenceStats = Method(
        Signature(
            "presence_stats", .presence, .reads, "Counts the client connections and users in a channel.",
            fields: [.channel],
            examples: ["presence_stats hist:news"],
            seeAlso: ["presence"]),
        reply: .presenceStats, failures: presenceFailures, legacyNumber: 5)
}
