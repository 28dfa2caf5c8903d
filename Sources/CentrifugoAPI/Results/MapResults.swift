public import LosslessJSON

/// What became of a change to a key of a map channel.
public struct MapChangeResult: ReplyResult {
    /// The offset of the change, or of the latest one where it was suppressed; `nil` where no stream is kept.
    public let offset: UInt64?
    /// The epoch of the channel.
    public let epoch: String?
    /// Whether nothing was changed.
    public let isSuppressed: Bool
    /// Why nothing was changed: `idempotency`, `version`, `key_exists`, `key_not_found` or `position_mismatch`.
    public let suppressReason: String?
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        offset = try reader.unsigned("offset")
        epoch = try reader.string("epoch")
        isSuppressed = try reader.flag("suppressed")
        suppressReason = try reader.string("suppress_reason")
        json = reader.json
    }
}

/// The keys of a map channel, or the changes to them.
public struct MapEntriesResult: ReplyResult {
    /// The keys with their values, or the changes.
    public let entries: [MapEntry]
    /// The offset of the latest change; `nil` where no stream is kept.
    public let offset: UInt64?
    /// The epoch of the channel.
    public let epoch: String?
    /// What to give as `cursor` for the next page; `nil` where this is the last one.
    public let cursor: String?
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        entries = try reader.list("entries", MapEntry.init)
        offset = try reader.unsigned("offset")
        epoch = try reader.string("epoch")
        cursor = try reader.string("cursor")
        json = reader.json
    }
}

/// A key of a map channel with its value, or a change to it.
public struct MapEntry: Sendable {
    /// The key.
    public let key: String
    /// The value; `nil` where the key was removed, or has none.
    public let data: JSONValue?
    /// Texts that travelled with the change.
    public let tags: [String: String]
    /// The offset of the change.
    public let offset: UInt64?
    /// The key's place in an ordered map.
    public let score: Int64?
    /// Whether the change removed the key.
    public let isRemoved: Bool
    /// When the change was made, in milliseconds since 1970.
    public let unixMilliseconds: Int64?
    /// The object as it came.
    public let json: JSONValue

    init(_ reader: ResultReader) throws(APIError) {
        key = try reader.string("key") ?? ""
        data = reader.value("data")
        tags = try reader.strings("tags")
        offset = try reader.unsigned("offset")
        score = try reader.integer("score")
        isRemoved = try reader.flag("removed")
        unixMilliseconds = try reader.integer("time")
        json = reader.json
    }
}

/// How many keys a map channel has.
public struct MapStatsResult: ReplyResult {
    /// The number of keys.
    public let keyCount: Int
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        keyCount = try reader.count("num_keys")
        json = reader.json
    }
}
