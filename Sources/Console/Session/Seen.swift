internal import CentrifugoProtocol
internal import LosslessJSON

/// What the session has met, for completion: channels with their client counts, users, clients, epochs.
package struct Seen: Sendable {
    /// How many names of each kind are remembered; later ones are not.
    private static let limit = 10_000

    /// Channels, with the number of clients where it is known.
    package private(set) var channels: [String: Int?] = [:]
    /// Users seen in presence and typed in commands.
    package private(set) var users: Set<String> = []
    /// Client ids seen in presence.
    package private(set) var clients: Set<String> = []
    /// The epoch last seen for a channel.
    package private(set) var epochs: [String: String] = [:]

    /// Makes an empty memory.
    package init() {}

    /// Remembers what a request that succeeded named, and what its result holds.
    mutating func note(_ method: Method, request: JSONValue, result: JSONValue) {
        for field in method.signature.fields {
            guard let value = request[field.name] else { continue }
            note(value, field.kind)
        }
        switch method.reply {
        case .channels:
            for member in result["channels"]?.members.lazy.map(\.self) ?? [] {
                note(channel: member.name, clients: member.value["num_clients"]?.int64.map(Int.init))
            }
        case .presence:
            for member in result["presence"]?.members.lazy.map(\.self) ?? [] {
                Self.add(member.name, to: &clients)
                if let user = member.value["user"]?.string { Self.add(user, to: &users) }
            }
        case .position, .publications:
            guard let channel = request["channel"]?.string else { return }
            if let epoch = result["epoch"]?.string, !epoch.isEmpty { epochs[channel] = epoch }
        default: break
        }
    }

    private mutating func note(_ value: JSONValue, _ kind: ValueKind) {
        switch kind {
        case .channel: if let name = value.string { note(channel: name, clients: channels[name] ?? nil) }
        case .user: if let name = value.string { Self.add(name, to: &users) }
        case .client: if let name = value.string { Self.add(name, to: &clients) }
        case .list(let inner): for element in value.elements { note(element, inner) }
        default: break
        }
    }

    private mutating func note(channel: String, clients: Int?) {
        guard channels.count < Self.limit || channels[channel] != nil, !channel.isEmpty else { return }
        channels[channel] = .some(clients)
    }

    private static func add(_ name: String, to names: inout Set<String>) {
        if names.count < limit, !name.isEmpty { names.insert(name) }
    }
}
