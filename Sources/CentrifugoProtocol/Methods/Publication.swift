extension Method {
    static let publish = Method(
        Signature(
            "publish", .publication, .writes, "Sends data to all subscribers of a channel.",
            fields: [
                .channel, .data("The payload: any JSON.", .requiredUnless("b64data"), positional: true),
            ] + Field.publicationOptions,
            notes: [
                "It succeeds whether anybody listens or not.",
                "Without history in the namespace the answer is empty: there is no offset then.",
            ],
            examples: [
                #"publish news {"text":"hi"}"#,
                #"publish news {"text":"hi"} tags.lang=en skip_history=true"#,
                #"publish {"channel":"news","data":{"text":"hi"}}"#,
            ],
            seeAlso: ["broadcast", "history"]),
        reply: .position,
        failures: [
            Failure(
                .badRequest, "The channel is empty, base64 is broken, or the data does not fit the namespace.",
                advice: "Check publication_data_format of the namespace; map channels take map_publish.")
        ] + Failure.channel,
        legacyNumber: 0)

    static let broadcast = Method(
        Signature(
            "broadcast", .publication, .writes, "Sends the same data to several channels.",
            fields: [
                Field(
                    "channels", .list(.channel), "The channels, as an array or repeated.", .required, positional: true),
                .data("The payload: any JSON.", .requiredUnless("b64data"), positional: true),
            ] + Field.publicationOptions,
            notes: ["Each channel has an answer of its own: some can fail while others succeed."],
            examples: [
                #"broadcast ["news","sport"] {"text":"hi"}"#, #"broadcast channels=news channels=sport data={"x":1}"#,
            ],
            seeAlso: ["publish"]),
        reply: .responses,
        failures: [Failure(.badRequest), Failure(.unknownChannel), Failure(.internal)],
        legacyNumber: 1)
}
