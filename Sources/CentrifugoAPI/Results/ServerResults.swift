public import LosslessJSON

/// The nodes of the server.
public struct InfoResult: ReplyResult {
    /// The nodes.
    public let nodes: [NodeInfo]
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        nodes = try reader.list("nodes", NodeInfo.init)
        json = reader.json
    }
}

/// A node of the server; its numbers may be three seconds old.
public struct NodeInfo: Sendable {
    /// What the node measured over an interval.
    public struct Metrics: Sendable {
        /// The interval, in seconds.
        public let interval: Double
        /// The measures, by their names.
        public let items: [String: Double]

        init(_ reader: ResultReader) throws(APIError) {
            interval = try reader.number("interval") ?? 0
            items = try reader.numbers("items")
        }
    }

    /// The node's id: new with each start.
    public let uid: String
    /// The node's name.
    public let name: String
    /// The version and edition.
    public let version: String
    /// How many client connections.
    public let clientCount: Int
    /// How many users.
    public let userCount: Int
    /// How many channels with subscribers.
    public let channelCount: Int
    /// How many subscriptions.
    public let subscriptionCount: Int
    /// For how long it has run.
    public let uptime: Duration
    /// The latest measures; `nil` before the first interval is over.
    public let metrics: Metrics?
    /// The object as it came.
    public let json: JSONValue

    init(_ reader: ResultReader) throws(APIError) {
        uid = try reader.string("uid") ?? ""
        name = try reader.string("name") ?? ""
        version = try reader.string("version") ?? ""
        clientCount = try reader.count("num_clients")
        userCount = try reader.count("num_users")
        channelCount = try reader.count("num_channels")
        subscriptionCount = try reader.count("num_subs")
        uptime = .seconds(try reader.integer("uptime") ?? 0)
        metrics = try reader.object("metrics", Metrics.init)
        json = reader.json
    }
}

/// The channels that have subscribers.
public struct ChannelsResult: ReplyResult {
    /// A channel with subscribers.
    public struct Channel: Sendable {
        /// How many client connections are subscribed to it.
        public let clientCount: Int

        init(_ reader: ResultReader) throws(APIError) {
            clientCount = try reader.count("num_clients")
        }
    }

    /// The channels, by their names.
    public let channels: [String: Channel]
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        channels = try reader.dictionary("channels", Channel.init)
        json = reader.json
    }
}

/// What a method of an extension returned.
public struct RPCResult: ReplyResult {
    /// The data; `nil` where it returned none.
    public let data: JSONValue?
    /// The result as it came.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) {
        data = reader.value("data")
        json = reader.json
    }
}

/// The result of a method that tells no more than that it was done.
public struct EmptyResult: ReplyResult {
    /// The result as it came: `{}` unless the server is newer than this library.
    public let json: JSONValue

    /// Reads the result.
    public init(_ reader: ResultReader) throws(APIError) { json = reader.json }
}
