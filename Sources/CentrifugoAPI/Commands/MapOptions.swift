/// What setting a key of a map channel takes beside the key and the data.
public struct MapPublicationOptions: Sendable, Hashable {
    /// When a key is set.
    public enum KeyMode: String, Sendable, Hashable {
        /// Only if there is no such key yet.
        case ifNew = "if_new"
        /// Only if there is such a key.
        case ifExists = "if_exists"
    }

    /// When the key is set; always by default.
    public var keyMode: KeyMode?
    /// Texts that travel with the change.
    public var tags: [String: String]
    /// A repeat with the same key within five minutes does nothing.
    public var idempotencyKey: String?
    /// Whether subscribers that asked for it get only the difference to the value before.
    public var delta: Bool
    /// Suppressed unless above the version that the key has.
    public var version: UInt64?
    /// Versions compare only within one such epoch.
    public var versionEpoch: String?

    /// Makes options; none is set by default.
    public init(
        keyMode: KeyMode? = nil, tags: [String: String] = [:], idempotencyKey: String? = nil, delta: Bool = false,
        version: UInt64? = nil, versionEpoch: String? = nil
    ) {
        self.keyMode = keyMode
        self.tags = tags
        self.idempotencyKey = idempotencyKey
        self.delta = delta
        self.version = version
        self.versionEpoch = versionEpoch
    }

    func write(to fields: inout FieldWriter) {
        fields.add("tags", pairs: tags)
        fields.add("idempotency_key", idempotencyKey)
        fields.add("delta", ifSet: delta)
        fields.add("version", version)
        fields.add("version_epoch", versionEpoch)
        fields.add("key_mode", keyMode?.rawValue)
    }
}

/// Which part of a map channel's state is read.
public struct MapStateOptions: Sendable, Hashable {
    /// Only this key; ``limit`` does not count then.
    public var key: String?
    /// How many keys: 0 or none for the position only, -1 for all.
    public var limit: Int?
    /// Where the page before ended.
    public var cursor: String?
    /// Whether the order is ascending; `false` by default.
    public var isAscending: Bool
    /// The position at which the first page was read; a state that is not of it is refused.
    public var revision: StreamPosition?

    /// Makes options; none is set by default.
    public init(
        key: String? = nil, limit: Int? = nil, cursor: String? = nil, isAscending: Bool = false,
        revision: StreamPosition? = nil
    ) {
        self.key = key
        self.limit = limit
        self.cursor = cursor
        self.isAscending = isAscending
        self.revision = revision
    }

    func write(to fields: inout FieldWriter) {
        fields.add("key", key)
        fields.add("limit", limit)
        fields.add("cursor", cursor)
        fields.add("asc", ifSet: isAscending)
        fields.add("revision_offset", revision?.offset)
        fields.add("revision_epoch", revision?.epoch)
    }
}
