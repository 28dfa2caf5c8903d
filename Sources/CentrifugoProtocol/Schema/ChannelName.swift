/// What a channel's name says about it, with the default settings of the server.
///
/// The namespace is the text before the first `:`, after one leading `$` has been taken away; a
/// name without `:` and one that starts with it have none, and the options for channels without
/// namespace count.
public struct ChannelName: Sendable, Hashable {
    /// The whole name, as it is sent.
    public let name: String
    /// The namespace, `nil` where the name has none.
    public let namespace: String?
    /// Whether clients need a subscription token, because the name starts with `$`.
    public let isPrivate: Bool
    /// The users that a user-limited channel is for: what follows the last `#`, split at `,`.
    public let users: [String]

    /// Reads a name; every text is one.
    public init(_ name: String) {
        self.name = name
        isPrivate = name.hasPrefix("$")
        let rest = isPrivate ? name.dropFirst() : name[...]
        let end = rest.firstIndex(of: ":")
        namespace = end.flatMap { $0 == rest.startIndex ? nil : String(rest[..<$0]) }
        let mark = rest.lastIndex(of: "#")
        users = mark.map { rest[rest.index(after: $0)...].split(separator: ",").map(String.init) } ?? []
    }
}
