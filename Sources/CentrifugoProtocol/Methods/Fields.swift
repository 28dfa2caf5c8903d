/// Fields that several methods share, spelled once.
extension Field {
    static let channel = Field("channel", .channel, "The channel.", .required, positional: true)

    static func data(_ summary: String, _ requirement: Requirement = .optional, positional: Bool = false) -> Field {
        Field("data", .json, summary, requirement, positional: positional)
    }

    static let b64data = Field("b64data", .base64, "The payload as base64, for binary data; wins over data.")
    static let tags = Field("tags", .pairs, "Texts that travel with the publication, tags.lang=en.")
    static let skipHistory = Field("skip_history", .flag, "Do not keep it in the history.")
    static let idempotencyKey = Field(
        "idempotency_key", .text, "A repeat with the same key within 5 minutes does nothing.")
    static let delta = Field("delta", .flag, "Send only the difference to subscribers that asked for it.")
    static let version = Field(
        "version", .integer(IntegerKind(.uint64)), "Dropped if not above the version kept; needs history.")
    static let versionEpoch = Field("version_epoch", .text, "Versions compare only within one such epoch.")

    /// What publish and broadcast take beside their channels.
    static let publicationOptions: [Field] = [
        tags, skipHistory, idempotencyKey, delta, version, versionEpoch, b64data,
    ]

    static func user(_ summary: String) -> Field { Field("user", .user, summary, positional: true) }

    static let client = Field("client", .client, "Only this connection of the user.")
    static let session = Field("session", .text, "Only the connection with this session id.")

    /// What narrows or widens a call on connections in the commercial edition.
    static let connectionSelectors: [Field] = [
        Field("label_filter", .json, "Only connections whose labels match this filter tree.", pro: true),
        Field("all_users", .flag, "Every user, where user is empty.", pro: true),
    ]

    static let limit = Field(
        "limit", .integer(IntegerKind(.int32, minimum: -1)), "How many; 0 or none: only the position; -1: all.")
    static let reverse = Field("reverse", .flag, "Newest first.")
    static let key = Field("key", .text, "The key in the map.", .required, positional: true)

    static func seconds(_ name: String, _ summary: String) -> Field {
        Field(name, .integer(IntegerKind(.int64)), summary)
    }

    static func position(_ name: String, _ summary: String) -> Field {
        Field(
            name,
            .object([
                Field("offset", .offset, summary),
                Field("epoch", .epoch, "The epoch that the offset belongs to."),
            ]), summary)
    }
}
