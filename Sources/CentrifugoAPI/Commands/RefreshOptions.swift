public import LosslessJSON

/// What refreshing connections takes beside the user.
public struct RefreshOptions: Sendable, Hashable {
    /// Which of the user's connections.
    public var connections: ConnectionSelection
    /// Whether they are closed now, with code 3005; `false` by default.
    public var expired: Bool
    /// When they expire, in unix seconds; 0 or none: never; a time that has passed closes them.
    public var expireAt: Int64?
    /// New connection info; counts only with an ``expireAt`` to come.
    public var info: JSONText?

    /// Makes options; none is set by default.
    public init(
        connections: ConnectionSelection = .all, expired: Bool = false, expireAt: Int64? = nil, info: JSONText? = nil
    ) {
        self.connections = connections
        self.expired = expired
        self.expireAt = expireAt
        self.info = info
    }

    func write(to fields: inout FieldWriter) {
        connections.write(to: &fields)
        fields.add("expired", ifSet: expired)
        fields.add("expire_at", expireAt)
        fields.add("info", info)
    }
}
