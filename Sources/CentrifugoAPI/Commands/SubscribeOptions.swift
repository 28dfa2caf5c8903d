/// What subscribing connections takes beside the user and the channel.
public struct SubscribeOptions: Sendable, Hashable {
    /// Which of the user's connections.
    public var connections: ConnectionSelection
    /// When the subscription ends, in unix seconds; never by default.
    public var expireAt: Int64?
    /// What presence and join events show of it.
    public var info: Payload?
    /// What the client gets with the subscription.
    public var data: Payload?
    /// Where to recover from; counts only with ``ChannelOverride/forceRecovery``.
    public var recoverSince: StreamPosition?
    /// Options of the channel that are different for this subscription.
    public var override: ChannelOverride?

    /// Makes options; none is set by default.
    public init(
        connections: ConnectionSelection = .all, expireAt: Int64? = nil, info: Payload? = nil, data: Payload? = nil,
        recoverSince: StreamPosition? = nil, override: ChannelOverride? = nil
    ) {
        self.connections = connections
        self.expireAt = expireAt
        self.info = info
        self.data = data
        self.recoverSince = recoverSince
        self.override = override
    }

    func write(to fields: inout FieldWriter) {
        connections.write(to: &fields)
        fields.add("expire_at", expireAt)
        fields.add("info", info)
        fields.add("data", data)
        fields.add("recover_since", recoverSince)
        if let override { fields.add("override", object: override.write) }
    }
}

/// Options of a channel that are different for one subscription; those left `nil` stay as the channel has them.
public struct ChannelOverride: Sendable, Hashable {
    /// Whether the subscription counts in presence.
    public var presence: Bool?
    /// Whether join and leave are sent for it.
    public var joinLeave: Bool?
    /// Whether the client recovers what it missed.
    public var forceRecovery: Bool?
    /// Whether the client's position is watched.
    public var forcePositioning: Bool?
    /// Whether the client is told of others' join and leave.
    public var forcePushJoinLeave: Bool?

    /// Makes an override; none is set by default.
    public init(
        presence: Bool? = nil, joinLeave: Bool? = nil, forceRecovery: Bool? = nil, forcePositioning: Bool? = nil,
        forcePushJoinLeave: Bool? = nil
    ) {
        self.presence = presence
        self.joinLeave = joinLeave
        self.forceRecovery = forceRecovery
        self.forcePositioning = forcePositioning
        self.forcePushJoinLeave = forcePushJoinLeave
    }

    func write(to fields: inout FieldWriter) {
        let values = [
            ("presence", presence), ("join_leave", joinLeave), ("force_recovery", forceRecovery),
            ("force_positioning", forcePositioning), ("force_push_join_leave", forcePushJoinLeave),
        ]
        for case (let name, let value?) in values {
            fields.add(name) { $0.add("value", value) }
        }
    }
}
