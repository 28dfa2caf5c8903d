/// What publishing takes beside the channel and the data.
public struct PublicationOptions: Sendable, Hashable {
    /// Whether it is kept out of the channel's history; `false` by default.
    public var skipsHistory: Bool
    /// Texts that travel with the publication, and by which subscribers may filter.
    public var tags: [String: String]
    /// A repeat with the same key within five minutes does nothing and answers as the first did.
    public var idempotencyKey: String?
    /// Whether subscribers that asked for it get only the difference to the publication before.
    public var delta: Bool
    /// Dropped silently unless above the version that the channel has; needs history; 0 counts as none.
    public var version: UInt64?
    /// Versions compare only within one such epoch.
    public var versionEpoch: String?

    /// Makes options; none is set by default.
    public init(
        skipsHistory: Bool = false, tags: [String: String] = [:], idempotencyKey: String? = nil, delta: Bool = false,
        version: UInt64? = nil, versionEpoch: String? = nil
    ) {
        self.skipsHistory = skipsHistory
        self.tags = tags
        self.idempotencyKey = idempotencyKey
        self.delta = delta
        self.version = version
        self.versionEpoch = versionEpoch
    }

    func write(to fields: inout FieldWriter) {
        fields.add("skip_history", ifSet: skipsHistory)
        fields.add("tags", pairs: tags)
        fields.add("idempotency_key", idempotencyKey)
        fields.add("delta", ifSet: delta)
        fields.add("version", version)
        fields.add("version_epoch", versionEpoch)
    }
}
