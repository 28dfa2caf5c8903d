/// Which of a user's connections a call is for: all of them unless narrowed.
public struct ConnectionSelection: Sendable, Hashable {
    /// Only the connection with this client id.
    public var client: String?
    /// Only the connection with this session id.
    public var session: String?

    /// Makes a selection.
    public init(client: String? = nil, session: String? = nil) {
        self.client = client
        self.session = session
    }

    /// Every connection of the user.
    public static let all = ConnectionSelection()

    func write(to fields: inout FieldWriter) {
        fields.add("client", client)
        fields.add("session", session)
    }
}
