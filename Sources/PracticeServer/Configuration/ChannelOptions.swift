/// What the channels of a namespace can do: the options of Centrifugo 6 that the practice server honours.
public struct ChannelOptions: Sendable, Hashable {
    /// Who may do something in the channels, beside the server.
    public struct Audience: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8

        /// Makes a set of its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Every client with a user.
        public static let clients = Audience(rawValue: 1)
        /// Subscribers of the channel.
        public static let subscribers = Audience(rawValue: 2)
        /// Together with `clients`: clients without a user too.
        public static let anonymous = Audience(rawValue: 4)
    }

    /// What kind of subscriptions a channel has.
    public enum SubscriptionType: String, Sendable, CaseIterable {
        /// Publications in order.
        case stream
        /// Keys and values.
        case map
        /// Keys and values, a key for each client.
        case mapClients = "map_clients"
        /// Keys and values, a key for each user.
        case mapUsers = "map_users"
        /// Keys and values that the server fetches from a backend.
        case sharedPoll = "shared_poll"
    }

    /// What payloads the server takes.
    public enum DataFormat: String, Sendable, CaseIterable {
        /// Anything but nothing.
        case any = ""
        /// Any JSON.
        case json
        /// A JSON object.
        case jsonObject = "json_object"
        /// Anything, nothing included.
        case binary
    }

    /// What a client that comes back gets.
    public enum RecoveryMode: String, Sendable, CaseIterable {
        /// All that it missed.
        case stream
        /// The latest publication.
        case cache
    }

    /// Whether the server knows who is in a channel.
    public var presence = false
    /// Whether coming and going is announced.
    public var joinLeave = false
    /// Whether it is announced to clients that did not ask.
    public var forcePushJoinLeave = false
    /// How many publications are kept; 0: none.
    public var historySize = 0
    /// How long publications are kept after the last one; zero: not at all.
    public var historyTTL = Duration.zero
    /// How long a stream's position outlives its last use; `nil`: as long as ``PracticeConfiguration/historyMetaTTL``.
    public var historyMetaTTL: Duration?
    /// Whether every client recovers what it missed.
    public var forceRecovery = false
    /// Whether clients that ask recover.
    public var allowRecovery = false
    /// Whether every client's position is watched.
    public var forcePositioning = false
    /// Whether the position of clients that ask is watched.
    public var allowPositioning = false
    /// What recovery gives.
    public var forceRecoveryMode = RecoveryMode.stream
    /// Whether clients get the latest publication without asking; needs recovery in mode `cache`.
    public var autoCacheRecover = false
    /// Which kinds of differences subscribers may ask for in place of whole payloads.
    public var allowedDeltaTypes: [String] = []
    /// Whether every publication is sent as a difference to those who asked.
    public var deltaPublish = false
    /// Whether subscribers may filter by tags.
    public var allowTagsFilter = false
    /// Who may subscribe.
    public var subscribe: Audience = []
    /// Who may publish.
    public var publish: Audience = []
    /// Who may ask for presence.
    public var presenceFor: Audience = []
    /// Who may ask for history.
    public var historyFor: Audience = []
    /// Whether names with `#` are for the users named there.
    public var allowUserLimitedChannels = false
    /// What the name after the namespace must look like for clients; empty: anything in ASCII.
    public var channelRegex = ""
    /// What payloads are taken.
    public var publicationDataFormat = DataFormat.any
    /// What kind of subscriptions the channels have.
    public var subscriptionType = SubscriptionType.stream
    /// How maps behave.
    public var map = MapOptions()
    /// How shared polls behave.
    public var sharedPoll = SharedPollOptions()

    /// Makes options that allow nothing.
    public init() {}

    /// Whether publications are kept: size and time must both be set.
    public var hasHistory: Bool { historySize > 0 && historyTTL > .zero }

    /// Whether the channels hold keys and values.
    public var isMap: Bool {
        switch subscriptionType {
        case .map, .mapClients, .mapUsers: true
        case .stream, .sharedPoll: false
        }
    }
}

/// How the maps of a namespace behave.
public struct MapOptions: Sendable, Hashable {
    /// What outlives what.
    public enum Mode: String, Sendable, CaseIterable {
        /// Keys expire and changes are not kept.
        case ephemeral
        /// Keys expire and changes are kept for a while.
        case recoverable
        /// Keys stay and changes are kept for a while.
        case persistent
    }

    /// What is kept; `nil` where the namespace holds no maps.
    public var mode: Mode?
    /// How long a key lives after its last change; zero: for ever.
    public var keyTTL = Duration.zero
    /// How many changes are kept; 0: the server's default.
    public var streamSize = 0
    /// How long changes are kept; zero: the server's default.
    public var streamTTL = Duration.zero
    /// How long the position of the changes outlives its last use; zero: the server's default.
    public var metaTTL = Duration.zero
    /// Who may set keys.
    public var publish: ChannelOptions.Audience = []
    /// Who may remove keys.
    public var remove: ChannelOptions.Audience = []

    /// Makes options without a mode.
    public init() {}
}

/// How the shared polls of a namespace behave.
public struct SharedPollOptions: Sendable, Hashable {
    /// How the server tells new values from old.
    public enum Mode: String, Sendable, CaseIterable {
        /// By comparing the values.
        case versionless
        /// By versions that the backend gives.
        case versioned
    }

    /// How new values are told.
    public var mode = Mode.versionless
    /// Whether the server API may set keys.
    public var publishEnabled = false

    /// Makes options with everything off.
    public init() {}
}
