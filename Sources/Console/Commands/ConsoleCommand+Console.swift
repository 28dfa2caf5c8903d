internal import CentrifugoProtocol

extension ConsoleCommand {
    /// The words of the console itself.
    static let console = [call, connect, status, output, bar, explain, help, quit("quit"), quit("exit")]

    private static let call = ConsoleCommand(
        Signature(
            "call", .console, .writes, "Calls any method with any JSON, unchecked.",
            fields: [
                Field("method", .method, "The method's name, as in the path.", .required, positional: true),
                Field("body", .json, "The request body.", .required, positional: true),
            ],
            notes: ["The way past the schema: for newer servers, and to see what the server says."],
            examples: [#"call publish {"channel":"news","data":1}"#, "add call info {}"]),
        call: .sends)

    private static let connect = ConsoleCommand(
        Signature(
            "connect", .console, .reads, "Talks to another server from now on.",
            fields: [
                Field(
                    "url", .text, "http://localhost:8000/api, http://localhost:8000, unix:/path or practice.",
                    .required,
                    positional: true),
                Field("api_key_file", .file, "A file that holds the key of that server."),
            ],
            notes: [
                "The key of one server is never sent to another; at the prompt a missing one is asked for.",
                "Nothing is sent to the server before the next command.",
            ],
            examples: ["connect http://localhost:8000", "connect practice"], seeAlso: ["status"])
    ) { session, invocation throws(SinkClosed) in
        try await session.connect(invocation)
    }

    private static let status = ConsoleCommand(
        Signature(
            "status", .console, .reads, "Shows the server, the output format and the batch.", examples: ["status"],
            seeAlso: ["connect", "output"])
    ) { session, _ throws(SinkClosed) in
        try await session.showStatus()
    }

    private static let output = ConsoleCommand(
        Signature(
            "output", .console, .reads, "Sets how replies are printed.",
            fields: [Field("format", .choice(OutputFormat.choices), "The format.", .required, positional: true)],
            examples: ["output pretty"], seeAlso: ["status"])
    ) { session, invocation throws(SinkClosed) in
        try await session.setOutput(invocation)
    }

    private static let bar = ConsoleCommand(
        Signature(
            "bar", .console, .reads, "Sets how much is shown around the line while it is typed.",
            fields: [Field("show", .choice(EditingBar.choices), "What is shown.", .required, positional: true)],
            notes: ["It holds for this session, and only at the prompt."],
            examples: ["bar hints", "bar full"], seeAlso: ["output"])
    ) { session, invocation throws(SinkClosed) in
        session.setBar(invocation)
    }

    private static let explain = ConsoleCommand(
        Signature(
            "explain", .console, .reads, "Tells what a code of the server means.",
            fields: [
                Field(
                    "code", .integer(IntegerKind(.int32, minimum: 0, maximum: 65_535)),
                    "An error, disconnect or unsubscribe code.", .required, positional: true)
            ],
            examples: ["explain 108", "explain 3501"], seeAlso: ["help"]),
        needsNoServer: true
    ) { session, invocation throws(SinkClosed) in
        try await session.explain(invocation)
    }

    private static let help = ConsoleCommand(
        Signature(
            "help", .console, .reads, "Shows all words, one of them, or a topic.",
            fields: [Field("word", .word, "A command or a topic.", positional: true)],
            examples: ["help", "help history", "help namespaces"], seeAlso: ["explain"]),
        needsNoServer: true
    ) { session, invocation throws(SinkClosed) in
        try await session.help(invocation)
    }

    private static func quit(_ name: String) -> ConsoleCommand {
        ConsoleCommand(
            Signature(
                name, .console, .reads, "Leaves the console.",
                notes: ["At the prompt a batch that was not sent is kept."],
                examples: [name])
        ) { session, _ in
            session.end()
            return .ok
        }
    }
}
