public import LosslessJSON

/// What a channel's history holds.
public struct HistoryResult: ReplyResult {
    /// The publications asked for: none where the limit was 0 or missing.
    public let publications: [Publication]
    /// The top of the stream: the offset of the latest publication that the channel had, kept or not.
    public let position: StreamPosition
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        publications = try reader.list("publications", Publication.init)
        position = StreamPosition(
            offset: try reader.unsigned("offset") ?? 0, epoch: try reader.string("epoch") ?? "")
        json = reader.json
    }
}

/// Data that was published to a channel.
public struct Publication: Sendable {
    /// The data, as the server keeps it: with the user's order of keys and spelling of numbers.
    public let data: JSONValue
    /// Its place in the channel's stream.
    public let offset: UInt64
    /// Texts that travel with it.
    public let tags: [String: String]
    /// Who published it, where a client did.
    public let info: ClientInfo?
    /// The publication as it came.
    public let json: JSONValue

    init(_ reader: ResultReader) throws(APIError) {
        guard let data = reader.value("data") else { throw reader.malformed(nil, .member("data")) }
        self.data = data
        offset = try reader.unsigned("offset") ?? 0
        tags = try reader.strings("tags")
        info = try reader.object("info", ClientInfo.init)
        json = reader.json
    }
}
