extension PracticeConfiguration {
    /// The configuration for those who bring none: a namespace for each thing that channels can do.
    ///
    /// The API key and the secret for tokens are random; a seed makes them repeat.
    public static func playground(seed: UInt64? = nil) -> PracticeConfiguration {
        var random = SeededGenerator(seed: seed)
        var configuration = PracticeConfiguration()
        configuration.listen.port = 0
        configuration.api.key = PracticeSecret(random.key())
        configuration.client.token.secret = PracticeSecret(random.key())
        configuration.withoutNamespace = open { $0.presence = true }
        configuration.namespaces = playgroundNamespaces
        return configuration
    }

    private static let playgroundNamespaces = [
        Namespace(
            "hist",
            open {
                $0.keep(100, for: .seconds(300))
                $0.presence = true
                $0.joinLeave = true
                $0.forcePushJoinLeave = true
                $0.forceRecovery = true
                $0.forcePositioning = true
                $0.allowedDeltaTypes = ["fossil"]
                $0.allowTagsFilter = true
            }, summary: "100 publications for 300 s, presence, join and leave, recovery"),
        Namespace(
            "cache",
            open {
                $0.keep(1, for: .seconds(300))
                $0.forceRecovery = true
                $0.forceRecoveryMode = .cache
            }, summary: "the latest publication for 300 s"),
        Namespace("pres", open { $0.presence = true }, summary: "presence, no history"),
        Namespace("plain", open { _ in }, summary: "nothing but publications"),
        Namespace(
            "users",
            make {
                $0.allowUserLimitedChannels = true
                $0.presence = true
            }, summary: "channels for the users named after #, as users:chat#1,2"),
        Namespace(
            "board",
            open {
                $0.subscriptionType = .map
                $0.map.mode = .recoverable
                $0.map.keyTTL = .seconds(300)
                $0.map.publish = [.clients, .anonymous]
                $0.map.remove = [.clients, .anonymous]
            }, summary: "keys and values (map) for 300 s"),
    ]

    private static func make(_ change: (inout ChannelOptions) -> Void) -> ChannelOptions {
        var options = ChannelOptions()
        change(&options)
        return options
    }

    /// Options of a namespace in which clients may do anything, so that it can be tried without tokens.
    private static func open(_ change: (inout ChannelOptions) -> Void) -> ChannelOptions {
        make {
            let everybody: ChannelOptions.Audience = [.clients, .anonymous]
            ($0.subscribe, $0.publish, $0.presenceFor, $0.historyFor) = (everybody, everybody, everybody, everybody)
            change(&$0)
        }
    }
}

extension ChannelOptions {
    fileprivate mutating func keep(_ size: Int, for lifetime: Duration) {
        (historySize, historyTTL) = (size, lifetime)
    }
}
