/// Who somebody in a channel is.
struct ClientInfo: Sendable {
    let user: ByteText
    /// The id of the connection.
    let client: ByteText
    /// JSON or other bytes that the connection brought along.
    var connectionInfo: [UInt8] = []
    /// JSON or other bytes that belong to the subscription.
    var channelInfo: [UInt8] = []
}

/// Which connections a call is for.
struct Selection: Sendable {
    /// Empty: those without a user.
    let user: ByteText
    /// Only this connection; empty: all of the user.
    let client: ByteText
    /// Only the connection of this session; empty: all of the user.
    let session: ByteText
    /// Connections to leave alone.
    var exceptions: [ByteText] = []
}

/// What the server tells a connection on its own account.
enum Order: Sendable {
    case subscribe(channel: ByteText, SubscribeOrder)
    case unsubscribe(channel: ByteText, code: UInt32)
    case disconnect(code: UInt32, reason: ByteText)
    case refresh(RefreshOrder)
}

/// How a connection is put into a channel.
struct SubscribeOrder: Sendable {
    var expireAt: Int64 = 0
    var info: [UInt8] = []
    var data: [UInt8] = []
    var recoverSince: StreamPosition?
    /// Options for this subscription in place of the channel's.
    var presence: Bool?
    var joinLeave: Bool?
    var forcePushJoinLeave: Bool?
    var forceRecovery: Bool?
    var forcePositioning: Bool?
}

/// When a connection ends by itself from now on.
struct RefreshOrder: Sendable {
    /// Now.
    let isExpired: Bool
    /// In unix seconds; 0: never.
    let expireAt: Int64
    /// New connection info, where it changes.
    let info: [UInt8]?
}

/// The live connections and what they are subscribed to.
///
/// The server API reads presence, channels and counts from here and leaves orders for connections; whoever holds the
/// connections puts them in, takes them out, and carries out the orders.
struct Hub: Sendable {
    struct Connection: Sendable {
        let user: ByteText
        let session: ByteText
        /// The channels that it is in.
        fileprivate(set) var channels: Set<ByteText> = []
    }

    /// Somebody in a channel.
    struct Member: Sendable {
        let info: ClientInfo
        /// Whether presence shows it.
        let isVisible: Bool
    }

    /// By client id.
    private(set) var connections: [ByteText: Connection] = [:]
    /// By channel, then by client id.
    private var members: [ByteText: [ByteText: Member]] = [:]
    /// Orders not yet carried out, oldest first.
    private var orders: [(client: ByteText, order: Order)] = []

    mutating func connect(_ client: ByteText, user: ByteText, session: ByteText) {
        connections[client] = Connection(user: user, session: session)
    }

    mutating func disconnect(_ client: ByteText) {
        guard let connection = connections.removeValue(forKey: client) else { return }
        for channel in connection.channels { removeMember(client, of: channel) }
    }

    mutating func join(_ channel: ByteText, as member: Member) {
        let client = member.info.client
        guard connections[client]?.channels.insert(channel) != nil else { return }
        members[channel, default: [:]][client] = member
    }

    mutating func leave(_ channel: ByteText, _ client: ByteText) {
        guard connections[client]?.channels.remove(channel) != nil else { return }
        removeMember(client, of: channel)
    }

    private mutating func removeMember(_ client: ByteText, of channel: ByteText) {
        members[channel]?[client] = nil
        if members[channel]?.isEmpty == true { members[channel] = nil }
    }

    /// Leaves an order for every connection that a selection means.
    ///
    /// - Returns: Whether there was any.
    @discardableResult
    mutating func order(_ order: Order, for selection: Selection) -> Bool {
        let clients = clients(selection)
        orders += clients.map { ($0, order) }
        return !clients.isEmpty
    }

    /// Takes the orders that are waiting.
    mutating func takeOrders() -> [(client: ByteText, order: Order)] {
        defer { orders = [] }
        return orders
    }

    private func clients(_ selection: Selection) -> [ByteText] {
        connections.filter { client, connection in
            connection.user == selection.user
                && (selection.client.isEmpty || selection.client == client)
                && (selection.session.isEmpty || selection.session == connection.session)
                && !selection.exceptions.contains(client)
        }.keys.sorted()
    }

    /// Returns who presence shows in a channel, in the order of client ids.
    func presence(in channel: ByteText) -> [ClientInfo] {
        (members[channel] ?? [:]).values.filter(\.isVisible).map(\.info).sorted { $0.client < $1.client }
    }

    /// Returns the channels that somebody is in and how many are, in the order of names.
    func channels() -> [(name: ByteText, clients: Int)] {
        members.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }

    /// How much there is of everything.
    var counts: NodeCounts {
        NodeCounts(
            clients: connections.count, users: Set(connections.values.map(\.user)).count, channels: members.count,
            subscriptions: members.values.reduce(0) { $0 + $1.count })
    }
}
