extension Method {
    /// Every method of Centrifugo 6.9.1: those of the open edition first.
    ///
    /// The order of the open ones is also the order in which a command of a batch that holds
    /// several methods is read.
    public static let all: [Method] = open + pro + [batch]

    /// The methods of the open edition that can stand in a batch.
    public static let open: [Method] = [
        publish, broadcast, subscribe, unsubscribe, disconnect, history, historyRemove, presence, presenceStats,
        info, rpc, refresh, channels, mapPublish, mapRemove, mapReadState, mapReadStream, mapStats, mapClear,
        sharedPollPublish,
    ]

    /// Returns the method of that name on the wire.
    public static func named(_ name: some StringProtocol) -> Method? {
        byName[String(name)]
    }

    private static let byName = [String: Method](uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The numbers that the legacy line protocol gives to methods of the commercial edition.
    public static let proLegacyNumbers = 14...32
}

extension Failure {
    /// What every call that names a channel can get.
    static let channel: [Failure] = [Failure(.unknownChannel), Failure(.internal)]
}
