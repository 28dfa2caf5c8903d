internal import CentrifugoProtocol

extension ConsoleCommand {
    /// The words for the pending batch.
    static let batch = [add, pending, edit, drop, move, copy, undo, send, reset, save, load, buffer, buffers]

    private static let item = Field("item", .item, "Its number in pending.", .required, positional: true)
    private static let command = Field("command", .command, "Any command of the server.", .required, positional: true)

    private static let add = ConsoleCommand(
        Signature(
            "add", .batch, .reads, "Puts a command into the pending batch.", fields: [command],
            notes: ["Nothing is sent before send."],
            examples: [#"add publish hist:a {"n":1}"#, "add history hist:a limit=5"],
            seeAlso: ["pending", "send", "drop"]),
        call: .keeps { session, call in session.add(call) })

    private static let pending = ConsoleCommand(
        Signature(
            "pending", .batch, .reads, "Shows the commands of the pending batch, or one in full.",
            fields: [Field("item", .item, "The number of one.", positional: true)],
            examples: ["pending", "pending 2"], seeAlso: ["send", "edit", "drop"])
    ) { session, invocation throws(SinkClosed) in
        try await session.showPending(invocation)
    }

    private static let edit = ConsoleCommand(
        Signature(
            "edit", .batch, .reads, "Puts another command in the place of a pending one.",
            fields: [
                Field("item", .item, "Its number in pending; without one, the whole batch.", positional: true),
                Field("command", .command, "The new command; typed in the editor without.", positional: true),
            ],
            notes: [
                "At the prompt edit N alone opens $VISUAL or $EDITOR with the command, edit alone with all of them, "
                    + "a line for each.",
                "In the editor a command may be typed, or written as JSON: {\"publish\":{…}}.",
            ],
            examples: [#"edit 2 publish hist:a {"n":2}"#, "edit 2", "edit"], seeAlso: ["pending", "undo"])
    ) { session, invocation throws(SinkClosed) in
        try await session.edit(invocation)
    }

    private static let drop = ConsoleCommand(
        Signature(
            "drop", .batch, .reads, "Takes commands out of the pending batch.",
            fields: [
                Field("items", .list(.itemRange), "Their numbers in pending, or ranges.", .required, positional: true)
            ],
            examples: ["drop 2", "drop 2 5-7"], seeAlso: ["pending", "undo", "reset"])
    ) { session, invocation throws(SinkClosed) in
        try await session.drop(invocation)
    }

    private static let move = ConsoleCommand(
        Signature(
            "move", .batch, .reads, "Moves a pending command to another place.",
            fields: [item, Field("to", .item, "The number that it gets.", .required, positional: true)],
            examples: ["move 5 1"], seeAlso: ["pending", "undo"])
    ) { session, invocation throws(SinkClosed) in
        try await session.move(invocation)
    }

    private static let copy = ConsoleCommand(
        Signature(
            "copy", .batch, .reads, "Puts a pending command in once more, behind itself.", fields: [item],
            examples: ["copy 3"], seeAlso: ["edit", "undo"])
    ) { session, invocation throws(SinkClosed) in
        try await session.copy(invocation)
    }

    private static let undo = ConsoleCommand(
        Signature(
            "undo", .batch, .reads, "Takes back the last change of the pending batch.",
            notes: [
                "After send it brings the commands back; what they did stays done.",
                "Up to 100 changes of this session can be taken back, one by one.",
            ], examples: ["undo"], seeAlso: ["pending", "drop", "reset"])
    ) { session, _ throws(SinkClosed) in
        try await session.undo()
    }

    private static let save = ConsoleCommand(
        Signature(
            "save", .batch, .reads, "Writes the pending batch to a file, a command in each line.",
            fields: [Field("file", .file, "The file; one that is there is replaced.", .required, positional: true)],
            notes: ["The lines are JSON, {\"METHOD\":{…}}, as pending prints them for programs and load reads them."],
            examples: ["save commands.txt"], seeAlso: ["load", "pending"])
    ) { session, invocation throws(SinkClosed) in
        try await session.save(invocation)
    }

    private static let load = ConsoleCommand(
        Signature(
            "load", .batch, .reads, "Adds the commands of a file to the pending batch.",
            fields: [
                Field("file", .file, "The file.", .required, positional: true),
                Field("replace", .flag, "Throw away what is pending first."),
            ],
            notes: [
                "A command may be typed as at the prompt, or be written as JSON: {\"publish\":{…}}, "
                    + "{\"method\":\"publish\",\"params\":{…}}, or a body of batch; # starts a comment.",
                "If one of them cannot be understood, nothing is loaded.",
            ],
            examples: ["load commands.txt", "load commands.txt replace=true"], seeAlso: ["save", "undo"])
    ) { session, invocation throws(SinkClosed) in
        try await session.load(invocation)
    }

    private static let send = ConsoleCommand(
        Signature(
            "send", .batch, .writes, "Sends the pending batch.",
            fields: [
                Field(
                    "chunk", .integer(IntegerKind(.int32, minimum: 1, maximum: 1_000_000)),
                    "How many commands go in one request; 1000 without."),
                Field("parallel", .flag, "Run the commands of a request at once, in no order."),
                Field("once", .flag, "Give each publication an idempotency_key first, so that it can be sent again."),
            ],
            notes: [
                "What succeeds leaves the batch, what fails stays with its error, and what was not sent stays.",
                "If the answer to a request is lost, its commands stay, marked unknown, and nothing more is sent.",
                "Ctrl-C stops behind the request that is on its way, a second one at once.",
            ],
            examples: ["send", "send parallel=true", "send chunk=100 once=true"], seeAlso: ["add", "pending", "undo"])
    ) { session, invocation throws(SinkClosed) in
        try await session.send(invocation)
    }

    private static let reset = ConsoleCommand(
        Signature(
            "reset", .batch, .reads, "Empties the pending batch.", examples: ["reset"], seeAlso: ["drop", "undo"])
    ) { session, _ throws(SinkClosed) in
        try await session.reset()
    }

    private static let buffer = ConsoleCommand(
        Signature(
            "buffer", .batch, .reads, "Works on a batch that has a name and is kept, also from scripts.",
            fields: [Field("name", .buffer, "Its name; without one, the batch of this session.", positional: true)],
            notes: [
                "All words of the batch work on it from then on; the prompt shows its name.",
                "One console at a time has it. Left empty, it is forgotten.",
            ], examples: ["buffer deploy", "buffer"], seeAlso: ["buffers", "save"])
    ) { session, invocation throws(SinkClosed) in
        try await session.switchBuffer(invocation)
    }

    private static let buffers = ConsoleCommand(
        Signature(
            "buffers", .batch, .reads, "Lists the batches that have a name.", examples: ["buffers"],
            seeAlso: ["buffer"])
    ) { session, _ throws(SinkClosed) in
        try await session.showBuffers()
    }
}
