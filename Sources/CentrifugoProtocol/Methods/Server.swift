extension Method {
    static let info = Method(
        Signature(
            "info", .server, .reads, "Shows the nodes of the server and what they carry.",
            notes: ["The numbers may be 3 seconds old."],
            examples: ["info"],
            seeAlso: ["channels"]),
        reply: .nodes, failures: [Failure(.internal)], legacyNumber: 9)

    static let channels = Method(
        Signature(
            "channels", .server, .reads, "Lists the channels that have subscribers now.",
            fields: [
                Field("pattern", .text, "A glob: * any, ? one, [abc] a set, {a,b} either.", positional: true)
            ],
            notes: ["A channel that only has history is not listed."],
            examples: ["channels", "channels hist:*"],
            seeAlso: ["presence", "info"]),
        reply: .channels,
        failures: [
            Failure(
                .internal, "The pattern is no glob, or other nodes did not answer within 10 seconds.",
                advice: "Close every [ in the pattern.")
        ],
        legacyNumber: 8)

    static let rpc = Method(
        Signature(
            "rpc", .server, .writes, "Calls a method that an extension added to the server.",
            fields: [
                Field("method", .text, "The method's name.", .required, positional: true),
                Field("params", .json, "What it is called with.", positional: true),
            ],
            notes: ["The open edition has no such methods and answers 104."],
            examples: [#"rpc getCurrentYear {"zone":"UTC"}"#]),
        reply: .data,
        failures: [
            Failure(
                .notFound, "The server has no rpc method of that name; the open edition has none at all.",
                advice: "For calls from clients configure an RPC proxy."),
            Failure(.badRequest),
        ],
        legacyNumber: 10)

    static let batch = Method(
        Signature(
            "batch", .server, .writes, "Sends several commands in one request.",
            fields: [
                Field("commands", .list(.json), "One object with one method each.", .required, positional: true),
                Field("parallel", .flag, "Run them at once, in no order."),
            ],
            notes: ["Each command has an answer of its own: some can fail while others succeed."],
            examples: [#"batch {"commands":[{"history":{"channel":"news"}},{"info":{}}]}"#],
            seeAlso: ["add", "send"]),
        reply: .replies, failures: [])
}
