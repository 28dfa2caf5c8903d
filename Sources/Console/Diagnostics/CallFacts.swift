package import CentrifugoAPI
internal import CentrifugoProtocol
internal import CentrifugoTransport

/// Where a setting comes from, so that a diagnostic can say what to change.
package enum SettingOrigin: Sendable, Hashable {
    /// An option of the process, such as `--url`.
    case option(String)
    /// A variable of the environment, such as `CENTSH_URL`.
    case environment(String)
    /// The word `connect`, or another that was typed at the prompt.
    case command(String)
    /// The practice server of this process.
    case practice

    /// The end of a sentence such as "The address comes from …".
    var source: String {
        switch self {
        case .option(let name), .environment(let name), .command(let name): name
        case .practice: "the practice server in this process"
        }
    }
}

/// What is known about a call that failed, beside the error.
package struct CallFacts: Sendable {
    /// The server that was called.
    package var server: ServerAddress
    /// Where its address comes from.
    package var serverOrigin: SettingOrigin
    /// Where the API key comes from, `nil` if none was sent; the key itself is never here.
    package var keyOrigin: SettingOrigin?
    /// The name of the method on the wire; `nil` for a batch that the console put together.
    package var methodName: String?
    /// The channel that was called.
    package var channel: String?
    /// Whether the legacy line protocol is spoken.
    package var isLegacy: Bool

    /// Makes facts about a call.
    package init(
        server: ServerAddress, from serverOrigin: SettingOrigin, keyFrom keyOrigin: SettingOrigin? = nil,
        methodName: String? = nil, channel: String? = nil, isLegacy: Bool = false
    ) {
        self.server = server
        self.serverOrigin = serverOrigin
        self.keyOrigin = keyOrigin
        self.methodName = methodName
        self.channel = channel
        self.isLegacy = isLegacy
    }

    /// What is known of the method.
    var method: Method? { methodName.flatMap { Method.named($0) } }

    /// Where the address comes from, as a sentence.
    var addressSentence: StyledLine { "The address comes from \(serverOrigin.source)." }

    /// Whether the address is one of this machine, reached by TCP.
    var isLocalhost: Bool {
        guard case .host = server.endpoint.location else { return false }
        return server.endpoint.isLoopback
    }

    /// The host and port of the server, or its socket.
    var authority: String {
        switch server.endpoint.location {
        case .host: server.endpoint.authority
        case .unixSocket: server.endpoint.description
        }
    }

    /// What an interrupted request may have done.
    func consequence(mayHaveRun: Bool) -> StyledLine {
        guard mayHaveRun else { return "Nothing was sent, so nothing was done." }
        let subject = methodName.map { StyledLine(untrusted: $0) }
        if let subject, method?.signature.effect == .reads {
            return subject + " changes nothing, so it can simply be sent again."
        }
        guard let subject else { return "The commands may or may not have run." }
        return subject + " may or may not have run."
    }
}
