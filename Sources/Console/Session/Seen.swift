internal import CentrifugoProtocol
internal import LosslessJSON

/// What the session has met: channels, users and clients, and how far the streams of channels were.
package struct Seen: Sendable {
    /// How many names of each kind are remembered.
    static let limit = 10_000

    /// What is known of a channel.
    struct Channel: Sendable {
        /// How a channel came to be known; a later case counts more.
        enum Use: Int, Comparable, Sendable {
            /// The server listed it.
            case listed
            /// A command named it.
            case used
            /// Something was published to it.
            case published

            static func < (one: Use, other: Use) -> Bool { one.rawValue < other.rawValue }
        }

        /// How many clients were subscribed when it was last asked.
        var clients: Int?
        /// How it came to be known.
        var use: Use
        /// The top of its stream when it was last told.
        var top: Position?
    }

    /// A place in a channel's stream.
    struct Position: Sendable, Equatable {
        var offset: UInt64
        var epoch: String
    }

    /// What is known of a client connection.
    struct Client: Sendable {
        /// Whose it is.
        var user: String?
        /// The channel in which it was present.
        var channel: String?
    }

    /// The channels.
    private(set) var channels = NameList<Channel>()
    /// The users, with the channel in which each was present.
    private(set) var users = NameList<String?>()
    /// The client ids.
    private(set) var clients = NameList<Client>()

    /// Makes an empty memory.
    package init() {}

    /// Remembers what a request that succeeded named, and what its result holds.
    mutating func note(_ method: Method, request: JSONValue, result: JSONValue) {
        let publishes =
            method.signature.effect == .writes && [.publication, .map].contains(method.signature.group)
        var named: [String] = []
        for field in method.signature.fields {
            if let value = request[field.name] { note(value, field.kind, channels: &named) }
        }
        use(named, as: publishes ? .published : .used)
        switch method.reply {
        case .channels:
            let listed = (result["channels"]?.members.lazy.map(\.self) ?? []).map { member in
                (name: member.name, clients: member.value["num_clients"]?.int64.map(Int.init))
            }
            let pattern = request["pattern"]?.string ?? ""
            list(Array(listed), isWhole: pattern.isEmpty)
        case .presence:
            for member in result["presence"]?.members.lazy.map(\.self) ?? [] {
                note(client: member.name, user: member.value["user"]?.string, in: request["channel"]?.string)
            }
        case .position, .publications, .entries, .keyChange: noteTop(of: request["channel"], result)
        case .responses:
            for (channel, response) in zip(
                request["channels"]?.elements.map(\.self) ?? [], result["responses"]?.elements.map(\.self) ?? [])
            {
                noteTop(of: channel, response["result"])
            }
        default: break
        }
    }

    /// Remembers channels that the server listed, each with its clients.
    ///
    /// With `isWhole` they are all that have clients, and a channel known only from an earlier list is forgotten.
    /// Where there are too many, the last of those that nobody used are not remembered.
    package mutating func list(_ listed: [(name: String, clients: Int?)], isWhole: Bool) {
        let isComplete = isWhole && listed.count <= Self.limit
        let entries = listed.prefix(Self.limit).filter { !$0.name.isEmpty }.map {
            NameList<Channel>.Entry(name: $0.name, facts: Channel(clients: $0.clients, use: .listed))
        }
        channels.merge(entries) { known, listed in
            var known = known
            if let listed {
                known.clients = listed.clients
            } else if isComplete {
                guard known.use > .listed else { return nil }
                known.clients = nil
            }
            return known
        }
        channels.trim(to: Self.limit) { $0.use == .listed }
    }

    /// Remembers users and clients, and collects the channels.
    private mutating func note(_ value: JSONValue, _ kind: ValueKind, channels: inout [String]) {
        switch kind {
        case .channel: if let name = value.string, !name.isEmpty { channels.append(name) }
        case .user: if let name = value.string { note(user: name, in: nil) }
        case .client: if let name = value.string { note(client: name, user: nil, in: nil) }
        case .list(let inner): for element in value.elements { note(element, inner, channels: &channels) }
        default: break
        }
    }

    /// What was used keeps its place; what was only listed makes room for it.
    private mutating func use(_ names: [String], as use: Channel.Use) {
        guard !names.isEmpty else { return }
        channels.merge(names.map { NameList.Entry(name: $0, facts: Channel(use: use)) }) { known, new in
            var known = known
            known.use = max(known.use, new?.use ?? .listed)
            return known
        }
        channels.trim(to: Self.limit) { $0.use == .listed }
        channels.trim(to: Self.limit) { _ in true }
    }

    private mutating func note(user name: String, in channel: String?) {
        guard !name.isEmpty, users.entries.count < Self.limit || users[name] != nil else { return }
        users[name] = .some(channel ?? users[name] ?? nil)
    }

    private mutating func note(client id: String, user: String?, in channel: String?) {
        if let user { note(user: user, in: channel) }
        guard !id.isEmpty, clients.entries.count < Self.limit || clients[id] != nil else { return }
        let known = clients[id]
        clients[id] = Client(user: user ?? known?.user, channel: channel ?? known?.channel)
    }

    private mutating func noteTop(of channel: JSONValue?, _ result: JSONValue?) {
        guard let name = channel?.string, let epoch = result?["epoch"]?.string, !epoch.isEmpty else { return }
        channels[name]?.top = Position(offset: result?["offset"]?.uint64 ?? 0, epoch: epoch)
    }
}
