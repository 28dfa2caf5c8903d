internal import CentrifugoProtocol

extension ConsoleCommand {
    /// The words for the pending batch.
    static let batch = [add, pending, edit, drop, send, reset]

    private static let item = Field("item", .item, "Its number in pending.", .required, positional: true)
    private static let command = Field("command", .command, "Any command of the server.", .required, positional: true)

    private static let add = ConsoleCommand(
        Signature(
            "add", .batch, .reads, "Puts a command into the pending batch.", fields: [command],
            notes: ["Nothing is sent before send."],
            examples: [#"add publish hist:a {"n":1}"#, "add history hist:a limit=5"],
            seeAlso: ["pending", "send", "drop"])
    ) { session, invocation throws(SinkClosed) in
        try await session.add(invocation)
    }

    private static let pending = ConsoleCommand(
        Signature(
            "pending", .batch, .reads, "Shows the commands of the pending batch.", examples: ["pending"],
            seeAlso: ["send", "edit", "drop"])
    ) { session, _ throws(SinkClosed) in
        try await session.showPending()
    }

    private static let edit = ConsoleCommand(
        Signature(
            "edit", .batch, .reads, "Puts another command in the place of a pending one.",
            fields: [
                item, Field("command", .command, "The new command; typed in the editor without.", positional: true),
            ],
            notes: ["At the prompt edit N alone opens $VISUAL or $EDITOR with the command."],
            examples: [#"edit 2 publish hist:a {"n":2}"#, "edit 2"], seeAlso: ["pending", "drop"])
    ) { session, invocation throws(SinkClosed) in
        try await session.edit(invocation)
    }

    private static let drop = ConsoleCommand(
        Signature(
            "drop", .batch, .reads, "Takes commands out of the pending batch.",
            fields: [Field("items", .list(.item), "Their numbers in pending.", .required, positional: true)],
            examples: ["drop 2", "drop 2 3"], seeAlso: ["pending", "reset"])
    ) { session, invocation throws(SinkClosed) in
        try await session.drop(invocation)
    }

    private static let send = ConsoleCommand(
        Signature(
            "send", .batch, .writes, "Sends the pending batch in one request.",
            fields: [Field("parallel", .flag, "Run the commands at once, in no order.")],
            notes: [
                "What succeeds leaves the batch, what fails stays with its error.",
                "If the answer is lost everything stays, marked unknown.",
            ],
            examples: ["send", "send parallel=true"], seeAlso: ["add", "pending"])
    ) { session, invocation throws(SinkClosed) in
        try await session.send(invocation)
    }

    private static let reset = ConsoleCommand(
        Signature("reset", .batch, .reads, "Empties the pending batch.", examples: ["reset"], seeAlso: ["drop"])
    ) { session, _ throws(SinkClosed) in
        try await session.reset()
    }
}
