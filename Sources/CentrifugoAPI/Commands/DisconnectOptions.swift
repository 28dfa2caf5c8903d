/// How connections are closed.
public struct DisconnectOptions: Sendable, Hashable {
    /// What a client is told when its connection is closed.
    public struct Notice: Sendable, Hashable {
        /// 4000 to 4499: clients connect again; 4500 to 4999: they do not.
        public var code: UInt32
        /// A text of at most 123 bytes.
        public var reason: String

        /// Makes a notice.
        public init(code: UInt32, reason: String) {
            self.code = code
            self.reason = reason
        }
    }

    /// Which of the user's connections.
    public var connections: ConnectionSelection
    /// The ids of clients whose connections stay.
    public var whitelist: [String]
    /// What the clients are told; code 3503, after which they stay away, by default.
    public var notice: Notice?

    /// Makes options; none is set by default.
    public init(connections: ConnectionSelection = .all, whitelist: [String] = [], notice: Notice? = nil) {
        self.connections = connections
        self.whitelist = whitelist
        self.notice = notice
    }

    func write(to fields: inout FieldWriter) {
        connections.write(to: &fields)
        if !whitelist.isEmpty { fields.add("whitelist", list: whitelist) }
        guard let notice else { return }
        fields.add("disconnect") {
            $0.add("code", notice.code)
            $0.add("reason", notice.reason)
        }
    }
}
