/// Methods of the commercial edition: their top-level fields; what is nested in them is JSON.
extension Method {
    static let pro: [Method] = proConnections + proUsers + proTokens + proDevices + proTopics + proPushes

    private static func method(
        _ name: String, _ effect: Effect, _ summary: String, _ fields: [Field], example: String
    ) -> Method {
        Method(
            Signature(name, .pro, effect, summary, fields: fields, examples: [example]),
            reply: .object, failures: [Failure(.notFound)], edition: .pro)
    }

    private static let users = Field("users", .list(.user), "The users.", .required, positional: true)
    private static let oneUser = Field("user", .user, "The user.", .required, positional: true)
    private static let until = Field.seconds("expire_at", "When it ends, in unix seconds; 0: never.")
    private static let cursor = Field("cursor", .text, "Where the page before ended.")
    private static let pageSize = Field("limit", .integer(IntegerKind(.int32, minimum: 0)), "How many at most.")
    private static let total = Field("include_total_count", .flag, "Count all of them too.")
    private static let filter = Field("filter", .json, "Which ones.")
    private static let topics = Field("topics", .list(.text), "The topics.")
    private static let operation = Field(
        "op",
        .choice([
            Choice("add", "add to the topics"), Choice("remove", "take from the topics"),
            Choice("set", "replace the topics"),
        ]), "What to do with the topics.", .required, positional: true)

    private static let proConnections = [
        method(
            "connections", .reads, "Lists client connections of a user or by an expression.",
            [
                Field("user", .user, "The user.", positional: true),
                Field("expression", .text, "A CEL expression."),
                Field("label_filter", .json, "A filter tree over labels."),
            ], example: "connections 42")
    ]

    private static let proUsers = [
        method(
            "update_user_status", .writes, "Sets the status of users.",
            [users, Field("state", .text, "The state.")], example: #"update_user_status ["42"]"#),
        method("get_user_status", .reads, "Reads the status of users.", [users], example: #"get_user_status ["42"]"#),
        method(
            "delete_user_status", .destroys, "Removes the status of users.", [users],
            example: #"delete_user_status ["42"]"#),
        method("block_user", .writes, "Keeps a user out.", [oneUser, until], example: "block_user 42"),
        method("unblock_user", .writes, "Lets a user in again.", [oneUser], example: "unblock_user 42"),
    ]

    private static let proTokens = [
        method(
            "revoke_token", .destroys, "Makes one token invalid.",
            [Field("uid", .text, "The token's jti.", .required, positional: true), until],
            example: "revoke_token 5c2b"),
        method(
            "invalidate_user_tokens", .destroys, "Makes the older tokens of a user invalid.",
            [
                oneUser, .seconds("issued_before", "Those issued before, in unix seconds."), until,
                Field("channel", .channel, "Only subscription tokens of this channel."),
            ], example: "invalidate_user_tokens 42"),
    ]

    private static let proDevices = [
        method(
            "device_register", .writes, "Registers a device for push notifications.",
            [
                Field(
                    "provider",
                    .choice([
                        Choice("fcm", "Firebase Cloud Messaging"), Choice("hms", "Huawei Messaging Service"),
                        Choice("apns", "Apple Push Notification service"), Choice("webpush", "browsers"),
                    ]), "Who delivers.", .required, positional: true),
                Field("token", .text, "The device's token with the provider.", .required, secret: true),
                Field(
                    "platform",
                    .choice([Choice("ios", "Apple"), Choice("android", "Android"), Choice("web", "browser")]),
                    "What it runs."),
                Field("id", .text, "The id of a device registered before."),
                Field("user", .user, "The user."),
                Field("meta", .pairs, "Texts kept with the device, meta.model=x."),
                topics,
                Field("timezone", .text, "The time zone's name."),
                Field("locale", .text, "The language."),
            ], example: "device_register fcm token=t user=42"),
        method(
            "device_update", .writes, "Changes registered devices.",
            [
                Field("ids", .list(.text), "The devices.", positional: true),
                Field("users", .list(.user), "All devices of these users."),
                Field("user_update", .json, "A new user."), Field("meta_update", .json, "New meta texts."),
                Field("topics_update", .json, "A change of topics."),
                Field("timezone_update", .json, "A new time zone."), Field("locale_update", .json, "A new language."),
            ], example: #"device_update ["d1"] user_update={"user":"42"}"#),
        method(
            "device_remove", .destroys, "Removes registered devices.",
            [
                Field("ids", .list(.text), "The devices.", positional: true),
                Field("users", .list(.user), "All devices of these users."),
            ], example: #"device_remove ["d1"]"#),
        method(
            "device_list", .reads, "Lists registered devices.",
            [
                filter, total, Field("include_meta", .flag, "With their meta texts."),
                Field("include_topics", .flag, "With their topics."),
                Field("include_webpush_keys", .flag, "With their web push keys."), cursor, pageSize,
            ], example: "device_list limit=10"),
    ]

    private static let proTopics = [
        method(
            "device_topic_list", .reads, "Lists topics of devices.",
            [filter, total, Field("include_device", .flag, "With the device."), cursor, pageSize],
            example: "device_topic_list limit=10"),
        method(
            "device_topic_update", .writes, "Changes the topics of a device.",
            [
                Field("device_id", .text, "The device.", .required, positional: true), operation, topics,
                Field("user", .user, "Only if the device belongs to this user."),
            ], example: #"device_topic_update d1 add topics=["news"]"#),
        method(
            "user_topic_list", .reads, "Lists topics of users.", [filter, total, cursor, pageSize],
            example: "user_topic_list limit=10"),
        method(
            "user_topic_update", .writes, "Changes the topics of a user.", [oneUser, operation, topics],
            example: #"user_topic_update 42 add topics=["news"]"#),
    ]

    private static let proPushes = [
        method(
            "send_push_notification", .writes, "Sends a push notification.",
            [
                Field("recipient", .json, "Whom it is for.", .required, positional: true),
                Field("notification", .json, "What it says, by provider.", .required, positional: true),
                Field("uid", .text, "An id of your own for it."),
                .seconds("send_at", "When to send it, in unix seconds."),
                Field("optimize_for_reliability", .flag, "Rather late than lost."),
                Field("limit_strategy", .json, "Rate and time limits."),
                Field("analytics_uid", .text, "What its statistics are kept under."),
                Field("localizations", .json, "Translations by language."),
                Field("use_templating", .flag, "Fill in templates."), Field("use_meta", .flag, "With the meta texts."),
            ], example: #"send_push_notification {"fcm_topic":"news"} {"fcm":{"message":{}}}"#),
        method(
            "update_push_status", .writes, "Tells what became of a push notification.",
            [
                Field("analytics_uid", .text, "What its statistics are kept under.", .required, positional: true),
                Field(
                    "status", .choice([Choice("delivered", "it arrived"), Choice("interacted", "the user reacted")]),
                    "What became of it.", .required, positional: true),
                Field("device_id", .text, "The device."), Field("msg_id", .text, "The provider's id."),
            ], example: "update_push_status a1 delivered"),
        method(
            "cancel_push", .destroys, "Takes back a push notification not sent yet.",
            [Field("uid", .text, "Its id.", .required, positional: true)], example: "cancel_push p1"),
    ]
}
