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

/// The connections and what they are subscribed to.
struct Hub: Sendable {
    private(set) var connections: [ClientKey: Connection] = [:]
    /// By channel.
    private var members: [ByteText: [ClientKey: Subscription]] = [:]
    private var count = 0
    /// How many connections have been let in.
    private(set) var connectedCount = 0

    /// Takes up a connection.
    mutating func add(_ connection: Connection) -> ClientKey {
        count += 1
        let key = ClientKey(number: count)
        connections[key] = connection
        if connection.phase == .connected { connectedCount += 1 }
        return key
    }

    /// Forgets a connection, which must have left its channels.
    mutating func remove(_ client: ClientKey) {
        if connections.removeValue(forKey: client)?.phase == .connected { connectedCount -= 1 }
    }

    /// Changes a connection, if it is there.
    mutating func update(_ client: ClientKey, _ change: (inout Connection) -> Void) {
        guard let index = connections.index(forKey: client) else { return }
        let isConnected = connections.values[index].phase == .connected
        change(&connections.values[index])
        guard isConnected != (connections.values[index].phase == .connected) else { return }
        connectedCount += isConnected ? -1 : 1
    }

    /// Puts a connection into a channel, in place of an earlier subscription of the same.
    mutating func join(_ channel: ByteText, _ client: ClientKey, _ subscription: Subscription) {
        guard let index = connections.index(forKey: client) else { return }
        connections.values[index].channels.insert(channel)
        members[channel, default: [:]][client] = subscription
    }

    /// Takes a connection out of a channel.
    ///
    /// - Returns: What it was there; `nil` where it was not.
    mutating func leave(_ channel: ByteText, _ client: ClientKey) -> Subscription? {
        guard let index = connections.index(forKey: client) else { return nil }
        guard connections.values[index].channels.remove(channel) != nil else { return nil }
        let subscription = members[channel]?.removeValue(forKey: client)
        if members[channel]?.isEmpty == true { members[channel] = nil }
        return subscription
    }

    func subscription(of client: ClientKey, in channel: ByteText) -> Subscription? { members[channel]?[client] }

    func hasMembers(_ channel: ByteText) -> Bool { members[channel] != nil }

    /// Calls `body` with every subscription of a channel.
    mutating func forEachMember(of channel: ByteText, _ body: (ClientKey, inout Subscription) -> Void) {
        guard let place = members.index(forKey: channel) else { return }
        for index in members.values[place].indices {
            body(members.values[place].keys[index], &members.values[place].values[index])
        }
    }

    /// Changes a subscription, if it is there.
    mutating func update(
        _ client: ClientKey, in channel: ByteText, _ change: (inout Subscription) -> Void
    ) {
        guard let place = members.index(forKey: channel),
            let index = members.values[place].index(forKey: client)
        else { return }
        change(&members.values[place].values[index])
    }
}

/// What the server API asks of it.
extension Hub {
    /// Returns the connections that a call means, in the order in which they came.
    func clients(_ selection: Selection) -> [ClientKey] {
        connections.filter { _, connection in
            connection.phase == .connected
                && connection.user == selection.user
                && (selection.client.isEmpty || selection.client == connection.id)
                // Only connections of one direction have sessions, and there are none here.
                && selection.session.isEmpty
                && !selection.exceptions.contains(connection.id)
        }.keys.sorted()
    }

    /// How many connections a user has.
    func connectionCount(of user: ByteText) -> Int {
        connections.values.count { $0.phase == .connected && $0.user == user }
    }

    /// Returns who presence shows in a channel, in the order of client ids.
    func presence(in channel: ByteText) -> [ClientInfo] {
        (members[channel] ?? [:]).values.filter(\.terms.emitsPresence).map(\.seen).sorted { $0.client < $1.client }
    }

    /// Returns the channels that somebody is in and how many are, in the order of names.
    func channels() -> [(name: ByteText, clients: Int)] {
        members.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }

    /// How much there is of everything.
    var counts: NodeCounts {
        let connected = connections.values.filter { $0.phase == .connected }
        return NodeCounts(
            clients: connectedCount, users: Set(connected.map(\.user)).count, channels: members.count,
            subscriptions: members.values.reduce(0) { $0 + $1.count })
    }
}
