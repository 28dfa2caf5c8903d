public import LosslessJSON

/// Who is in a channel.
public struct PresenceResult: ReplyResult {
    /// The connections, by their client ids.
    public let presence: [String: ClientInfo]
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        presence = try reader.dictionary("presence", ClientInfo.init)
        json = reader.json
    }
}

/// A client connection in a channel.
public struct ClientInfo: Sendable {
    /// The user's id; empty for an anonymous connection.
    public let user: String
    /// The client's id.
    public let client: String
    /// What the application attached to the connection.
    public let connectionInfo: JSONValue?
    /// What the application attached to the subscription.
    public let channelInfo: JSONValue?
    /// The object as it came.
    public let json: JSONValue

    init(_ reader: ResultReader) throws(APIError) {
        user = try reader.string("user") ?? ""
        client = try reader.string("client") ?? ""
        connectionInfo = reader.value("conn_info")
        channelInfo = reader.value("chan_info")
        json = reader.json
    }
}

/// How many are in a channel.
public struct PresenceStatsResult: ReplyResult {
    /// How many client connections.
    public let clientCount: Int
    /// How many users.
    public let userCount: Int
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        clientCount = try reader.count("num_clients")
        userCount = try reader.count("num_users")
        json = reader.json
    }
}
