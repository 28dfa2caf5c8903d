extension Client {
    /// Lists publications kept in a channel's history.
    ///
    /// The limit is how many at most: 0 or none for the position only, -1 for all. With `since` only what
    /// came after it is listed, or before it where `reverse` asks for the newest first.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``; error 108 where the channel has
    ///   no history, 112 where the epoch of `since` is not the channel's.
    public func history(
        channel: String, limit: Int? = nil, since: StreamPosition? = nil, reverse: Bool = false
    ) async throws(APIError) -> HistoryResult {
        try await result(of: .history(channel: channel, limit: limit, since: since, reverse: reverse))
    }

    /// Removes all publications from a channel's history; the position stays.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``; error 108 where the channel has no history.
    @discardableResult
    public func historyRemove(channel: String) async throws(APIError) -> EmptyResult {
        try await result(of: .historyRemove(channel: channel))
    }

    /// Lists the client connections in a channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``; error 108 where the channel has no presence.
    public func presence(channel: String) async throws(APIError) -> PresenceResult {
        try await result(of: .presence(channel: channel))
    }

    /// Counts the client connections and users in a channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``; error 108 where the channel has no presence.
    public func presenceStats(channel: String) async throws(APIError) -> PresenceStatsResult {
        try await result(of: .presenceStats(channel: channel))
    }
}
