public import LosslessJSON

/// Where a publication went in a channel's stream.
public struct PublishResult: ReplyResult {
    /// The offset; `nil` where nothing is kept: the channel has no history, or it was to be skipped.
    public let offset: UInt64?
    /// The epoch that the offset belongs to; `nil` as for the offset.
    public let epoch: String?
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        offset = try reader.unsigned("offset")
        epoch = try reader.string("epoch")
        json = reader.json
    }
}

/// What became of a publication in each of several channels.
public struct BroadcastResult: ReplyResult {
    /// Where it went or why it did not, for each channel in the order of the call.
    public let responses: [Result<PublishResult, ErrorReply>]
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        responses = try reader.list("responses") { (response) throws(APIError) in
            if response.value("error") != nil { return .failure(try response.error("error")) }
            guard let result = try response.object("result", PublishResult.init) else {
                throw response.malformed(nil, .resultOrError)
            }
            return .success(result)
        }
        json = reader.json
    }
}
