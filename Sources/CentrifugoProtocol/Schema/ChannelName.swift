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
    ///
    /// Bytes are looked at, not characters, as the server does.
    public init(_ name: String) {
        self.name = name
        let bytes = name.utf8
        isPrivate = bytes.first == UInt8(ascii: "$")
        let rest = isPrivate ? bytes.dropFirst() : bytes[...]
        let end = rest.firstIndex(of: UInt8(ascii: ":"))
        namespace = end.flatMap { $0 == rest.startIndex ? nil : String(rest[..<$0]) }
        let mark = rest.lastIndex(of: UInt8(ascii: "#"))
        users =
            mark.map { start in
                rest[rest.index(after: start)...].split(separator: UInt8(ascii: ",")).compactMap { String($0) }
            } ?? []
    }
}
