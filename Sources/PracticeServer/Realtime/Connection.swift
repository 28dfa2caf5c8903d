/// A client's connection.
struct Connection: Sendable {
    /// How far it has come.
    enum Phase: Sendable {
        /// It has not said `connect` yet.
        case waiting
        case connected
        /// Its `connect` was answered with an error: whatever it says now is not heard.
        case refused
    }

    /// The id that others see.
    let id: ByteText
    let opening: ClientOpening
    var phase = Phase.waiting
    var user = ByteText.empty
    /// JSON or other bytes that its token brought along.
    var info: [UInt8] = []
    /// In unix seconds; 0: never.
    var expireAt: Int64 = 0
    /// Whether a ping waits for its answer.
    var owesPong = false
    /// When which alarm is due.
    var deadlines: [Alarm.Kind: Moment] = [:]
    /// The channels that it is in; kept by ``Hub``, as the other side of its members.
    var channels: Set<ByteText> = []

    /// What others see of it in a channel.
    func seen(channelInfo: [UInt8] = []) -> ClientInfo {
        ClientInfo(user: user, client: id, connectionInfo: info, channelInfo: channelInfo)
    }
}

/// A connection's place in a channel.
struct Subscription: Sendable {
    /// What presence shows of it.
    var seen: ClientInfo
    let terms: SubscriptionTerms
    let isServerSide: Bool
    /// In unix seconds; 0: never.
    var expireAt: Int64 = 0
    /// What the next look after it shows as `chan_info`.
    var channelInfo: [UInt8] = []
    /// Whether it takes differences in place of payloads.
    var usesDelta = false
    /// The last publication that it was sent, where its place in the stream is watched.
    var position: StreamPosition
}

/// How a connection is in a channel: the namespace's options, with what a token or the API changes of them.
struct SubscriptionTerms: Sendable {
    /// Whether presence shows it.
    var emitsPresence: Bool
    /// Whether its coming and going is announced.
    var emitsJoinLeave: Bool
    /// Whether it is told of others coming and going.
    var pushesJoinLeave: Bool
    var isRecoverable: Bool
    private var asksForPosition: Bool
    let recoveryMode: ChannelOptions.RecoveryMode
    let recoversCacheUnasked: Bool
    let allowedDeltaTypes: [String]
    let allowsTagsFilter: Bool
    let historyMetaTTL: Duration
    /// Whether the connection token asked for it.
    var isFromToken = false

    init(_ options: ChannelOptions) {
        emitsPresence = options.presence
        emitsJoinLeave = options.joinLeave
        pushesJoinLeave = options.forcePushJoinLeave
        isRecoverable = options.forceRecovery
        asksForPosition = options.forcePositioning
        recoveryMode = options.forceRecoveryMode
        recoversCacheUnasked = options.autoCacheRecover && options.forceRecoveryMode == .cache
        allowedDeltaTypes = options.allowedDeltaTypes
        allowsTagsFilter = options.allowTagsFilter
        historyMetaTTL = options.historyMetaTTL ?? .zero
    }

    /// Whether its place in the stream is watched, as it is for all that recover.
    var isPositioned: Bool {
        get { asksForPosition || isRecoverable }
        set { asksForPosition = newValue }
    }
}

extension SubscriptionTerms {
    /// Changes what a token or a call of the API says of the subscription.
    fileprivate mutating func apply(_ overrides: SubscriptionOverrides) {
        emitsPresence = overrides.presence ?? emitsPresence
        emitsJoinLeave = overrides.joinLeave ?? emitsJoinLeave
        pushesJoinLeave = overrides.forcePushJoinLeave ?? pushesJoinLeave
        isRecoverable = overrides.forceRecovery ?? isRecoverable
        isPositioned = overrides.forcePositioning ?? asksForPosition
    }
}

/// What lets a connection into a channel.
struct Admission: Sendable {
    var terms: SubscriptionTerms
    /// In unix seconds; 0: never.
    private(set) var expireAt: Int64 = 0
    private(set) var claims = SubscriptionClaims()

    /// Lets it in as the namespace says.
    init(_ options: ChannelOptions) { terms = SubscriptionTerms(options) }

    /// Changes what a token or a call of the API says.
    mutating func apply(_ claims: SubscriptionClaims, expireAt: Int64 = 0) {
        terms.apply(claims.overrides)
        self.claims = claims
        self.expireAt = expireAt
    }
}
