internal import CentrifugoProtocol

extension ConsoleCommand {
    /// The words that make scripts of lines, and what is done with their results.
    static let scripting = [set, unset, importing, source, repeating, expect, record, replay, timing, pager]

    private static let line = Field("command", .line, "Any line of the console.", .required, positional: true)
    private static let switches = [Choice("on", "from now on"), Choice("off", "no longer")]

    private static let set = ConsoleCommand(
        Signature(
            "set", .console, .reads, "Sets variables, or shows them.",
            fields: [Field("variables", .list(.assignment), "Names and values, as in ch=news.", positional: true)],
            notes: [
                "$ch stands for the value in words and in JSON, ${ch} too, and is an error where ch is not set; "
                    + "'…' is taken as it is.",
                "$_ is the last reply, and $_.result.offset a part of it. NAME = COMMAND keeps a reply.",
            ],
            examples: ["set ch=hist:news n=5", #"publish $ch {"n":$n}"#, "set"], seeAlso: ["unset", "repeat"])
    ) { session, invocation throws(SinkClosed) in
        try await session.set(invocation)
    }

    private static let unset = ConsoleCommand(
        Signature(
            "unset", .console, .reads, "Forgets variables.",
            fields: [Field("names", .list(.text), "Their names.", .required, positional: true)],
            examples: ["unset ch"], seeAlso: ["set"])
    ) { session, invocation throws(SinkClosed) in
        try await session.unset(invocation)
    }

    private static let importing = ConsoleCommand(
        Signature(
            "import", .console, .writes, "Sends the records of a file as commands.",
            fields: [
                Field("file", .file, "A JSON object in each line, or CSV with a header.", .required, positional: true),
                Field("fields", .list(.mapping), "What fills the fields, as in channel=.ch.", positional: true),
                Field("method", .method, "The method; publish without."),
                Field(
                    "chunk", .integer(IntegerKind(.int32, minimum: 1, maximum: 1_000_000)),
                    "How many commands go in one request; 1000 without."),
                Field("parallel", .flag, "Run the commands of a request at once, in no order."),
                Field("once", .flag, "Give each publication an idempotency_key, so that it can be sent again."),
                Field("replies", .flag, "Print each reply."),
                Field("restart", .flag, "Begin anew where the same import was stopped."),
            ],
            notes: [
                "A value that starts with a dot is a path into the record; any other is the same for all records. A "
                    + "field that the method needs comes from the member of its name if it is not given.",
                "What cannot be sent, or is refused, is written to FILE.rejected with its number and the reason.",
                "After a stop the same import goes on where it was; FILE.import keeps the place.",
            ],
            examples: [
                "import events.ndjson channel=.ch data=.payload", "import users.csv channel=hist:users data=.name",
            ],
            seeAlso: ["load", "repeat"])
    ) { session, invocation throws(SinkClosed) in
        try await session.importRecords(invocation)
    }

    private static let source = ConsoleCommand(
        Signature(
            "source", .console, .writes, "Runs the lines of a file.",
            fields: [Field("file", .file, "The file.", .required, positional: true)],
            notes: ["It stops at the first line that fails, unless the console was started with --keep-going."],
            examples: ["source smoke.txt"], seeAlso: ["replay", "load", "expect"])
    ) { session, invocation throws(SinkClosed) in
        try await session.source(invocation)
    }

    private static let repeating = ConsoleCommand(
        Signature(
            "repeat", .console, .writes, "Runs a line again and again.",
            fields: [
                Field(
                    "count", .integer(IntegerKind(.int32, minimum: 1)), "How often.", .required, positional: true),
                Field("rate", .rate, "How often in a time, such as 20/s; as fast as it goes without."),
                Field("every", .seconds, "The time from one run to the next, such as 2s or 500ms."),
                line,
            ],
            notes: [
                "In the line {{count}} is the number of the run, {{now}} the milliseconds since 1970, {{uuid}} a new "
                    + "UUID, {{random 1 10}} a number of that range.",
                "It stops at the first run that fails, and on Ctrl-C.",
            ],
            examples: [#"repeat 100 rate=20/s publish hist:a {"n":{{count}}}"#, "repeat 5 every=2s channels"],
            seeAlso: ["expect", "set"])
    ) { session, invocation throws(SinkClosed) in
        try await session.repeatLine(invocation)
    }

    private static let expect = ConsoleCommand(
        Signature(
            "expect", .console, .writes, "Runs a line and checks its reply.",
            fields: [
                Field("path", .path, "What is looked at in the reply.", .required, positional: true),
                Field("operator", .choice(Comparison.choices), "How it is compared.", .required, positional: true),
                Field("value", .json, "What with.", .required, positional: true),
                Field("within", .seconds, "How long it is tried again until it holds; once without."),
                Field("every", .seconds, "The time between two tries; 200ms without."),
                line,
            ],
            notes: [
                "If it does not hold, a script ends with status 7. An error of the server is a reply as well: "
                    + "expect .error.code = 112 …",
                "Where a path leads to several values one that fits is enough.",
            ],
            examples: [
                "expect .result.num_clients >= 0 presence_stats hist:a",
                "expect .result.offset > 0 within=5s publish hist:a 1",
            ], seeAlso: ["repeat", "source"])
    ) { session, invocation throws(SinkClosed) in
        try await session.expect(invocation)
    }

    private static let record = ConsoleCommand(
        Signature(
            "record", .console, .reads, "Writes lines and replies to a file from now on, or ends that.",
            fields: [Field("file", .file, "The file; without one, the recording ends.", positional: true)],
            notes: ["Replies stand behind #= below their line, so that the file is a script too."],
            examples: ["record session.txt", "record"], seeAlso: ["replay", "source"])
    ) { session, invocation throws(SinkClosed) in
        try await session.record(invocation)
    }

    private static let replay = ConsoleCommand(
        Signature(
            "replay", .console, .writes, "Runs the lines of a recording again.",
            fields: [
                Field("file", .file, "A file that record has written.", .required, positional: true),
                Field("diff", .flag, "Show only where replies are others than recorded; status 7 then."),
                Field("ignore", .list(.text), "Names of members that may differ, such as epoch."),
            ],
            examples: ["replay session.txt", "replay session.txt diff=true ignore=epoch ignore=offset"],
            seeAlso: ["record", "expect"])
    ) { session, invocation throws(SinkClosed) in
        try await session.replay(invocation)
    }

    private static let timing = ConsoleCommand(
        Signature(
            "timing", .console, .reads, "Shows how long each line took.",
            fields: [Field("show", .choice(switches), "Alone, timing tells which it is.", positional: true)],
            examples: ["timing on"], seeAlso: ["output"])
    ) { session, invocation throws(SinkClosed) in
        try await session.setTiming(invocation)
    }

    private static let pager = ConsoleCommand(
        Signature(
            "pager", .console, .reads, "Shows results taller than the screen in a pager.",
            fields: [
                Field("use", .choice(switches), "Alone, pager tells which it is.", positional: true),
                Field("command", .text, "The pager; $PAGER without, or less -R."),
            ],
            notes: ["Only on a terminal."], examples: ["pager on", "pager on command='less -RS'"], seeAlso: ["output"])
    ) { session, invocation throws(SinkClosed) in
        try await session.setPager(invocation)
    }
}
