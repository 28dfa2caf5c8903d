package import CentrifugoAPI

/// What a session talks to.
package enum Server: Sendable {
    /// The practice server inside this process.
    case practice
    /// A server of one's own.
    case remote(RemoteServer)

    /// The name in the prompt.
    package var name: String {
        switch self {
        case .practice: "practice"
        case .remote(let remote): remote.name
        }
    }

    /// Whether a key or header for the other is one for this too.
    func hasOrigin(of other: Server) -> Bool {
        switch (self, other) {
        case (.practice, .practice): true
        case (.remote(let one), .remote(let another)): one.address.origin == another.address.origin
        default: false
        }
    }

    /// What tells the servers of batches apart; the practice server is one server whatever its port.
    package var identity: String {
        switch self {
        case .practice: "practice"
        case .remote(let remote): remote.address.description
        }
    }
}

/// A server of one's own, and how to talk to it.
package struct RemoteServer: Sendable {
    /// Where it is.
    package var address: ServerAddress
    /// Where the address comes from.
    package var origin: SettingOrigin
    /// Its key; `nil` where it needs none or none was given.
    package var apiKey: APIKey?
    /// Where the key comes from.
    package var keyOrigin: SettingOrigin?

    /// Makes a server.
    package init(
        address: ServerAddress, from origin: SettingOrigin, apiKey: APIKey?, keyFrom keyOrigin: SettingOrigin?
    ) {
        self.address = address
        self.origin = origin
        self.apiKey = apiKey
        self.keyOrigin = keyOrigin
    }

    /// The address without what goes without saying.
    var name: String {
        let text = address.description
        let start = ["http://", "https://"].first(where: text.hasPrefix)?.count ?? 0
        return String(text.dropFirst(start).dropLast(address.path == "/api" && start > 0 ? 4 : 0))
    }
}
