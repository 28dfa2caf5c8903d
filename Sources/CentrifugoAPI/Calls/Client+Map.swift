/// Calls on map channels and shared poll channels, which the server has since 6.8 as an experiment.
extension Client {
    /// Sets a key of a map channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``. A change that is suppressed is no error.
    @discardableResult
    public func mapPublish(
        channel: String, key: String, data: Payload? = nil, options: MapPublicationOptions = MapPublicationOptions()
    ) async throws(APIError) -> MapChangeResult {
        try await result(of: .mapPublish(channel: channel, key: key, data: data, options: options))
    }

    /// Sets a key of a map channel to a value, through the encoder of the configuration.
    ///
    /// A `JSONText` or `JSONValue` goes as it is.
    ///
    /// - Throws: Any case of ``APIError``. A change that is suppressed is no error.
    @discardableResult
    public func mapPublish(
        channel: String, key: String, data: some Encodable, options: MapPublicationOptions = MapPublicationOptions()
    ) async throws(APIError) -> MapChangeResult {
        try await result(
            of: .mapPublish(
                channel: channel, key: key, data: data, options: options, encoder: configuration.encoder))
    }

    /// Removes a key from a map channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``. A key that is not there is no error.
    @discardableResult
    public func mapRemove(
        channel: String, key: String, idempotencyKey: String? = nil
    ) async throws(APIError) -> MapChangeResult {
        try await result(of: .mapRemove(channel: channel, key: key, idempotencyKey: idempotencyKey))
    }

    /// Lists the keys and values of a map channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func mapReadState(
        channel: String, options: MapStateOptions = MapStateOptions()
    ) async throws(APIError) -> MapEntriesResult {
        try await result(of: .mapReadState(channel: channel, options: options))
    }

    /// Lists the latest changes of a map channel.
    ///
    /// The limit is how many at most: 0 or none for the position only, -1 for all. With `since` only what
    /// came after it is listed; `reverse` asks for the newest first.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func mapReadStream(
        channel: String, limit: Int? = nil, since: StreamPosition? = nil, reverse: Bool = false
    ) async throws(APIError) -> MapEntriesResult {
        try await result(of: .mapReadStream(channel: channel, limit: limit, since: since, reverse: reverse))
    }

    /// Counts the keys of a map channel.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func mapStats(channel: String) async throws(APIError) -> MapStatsResult {
        try await result(of: .mapStats(channel: channel))
    }

    /// Removes all keys from a map channel, which has a new epoch afterwards.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func mapClear(channel: String) async throws(APIError) -> EmptyResult {
        try await result(of: .mapClear(channel: channel))
    }

    /// Sets a key of a shared poll channel.
    ///
    /// The version is at least 1, and above the one that the key has within the same epoch.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func sharedPollPublish(
        channel: String, key: String, version: UInt64, data: Payload? = nil, epoch: String? = nil
    ) async throws(APIError) -> EmptyResult {
        try await result(
            of: .sharedPollPublish(channel: channel, key: key, version: version, data: data, epoch: epoch))
    }

    /// Sets a key of a shared poll channel to a value, through the encoder of the configuration.
    ///
    /// A `JSONText` or `JSONValue` goes as it is.
    ///
    /// - Throws: Any case of ``APIError``.
    @discardableResult
    public func sharedPollPublish(
        channel: String, key: String, version: UInt64, data: some Encodable, epoch: String? = nil
    ) async throws(APIError) -> EmptyResult {
        try await result(
            of: .sharedPollPublish(
                channel: channel, key: key, version: version, data: data, epoch: epoch,
                encoder: configuration.encoder))
    }
}
