extension Client {
    /// Sends data to all subscribers of a channel; it succeeds whether anybody listens or not.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func publish(
        channel: String, data: Payload, options: PublicationOptions = PublicationOptions()
    ) async throws(APIError) -> PublishResult {
        try await result(of: .publish(channel: channel, data: data, options: options))
    }

    /// Sends a value to all subscribers of a channel, through the encoder of the configuration.
    ///
    /// A `JSONText` or `JSONValue` goes as it is.
    ///
    /// - Throws: Any case of ``APIError``.
    @discardableResult
    public func publish(
        channel: String, data: some Encodable, options: PublicationOptions = PublicationOptions()
    ) async throws(APIError) -> PublishResult {
        try await result(
            of: .publish(channel: channel, data: data, options: options, encoder: configuration.encoder))
    }

    /// Sends the same data to several channels; some of them can fail while others succeed.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``; an error of one channel is in the result.
    @discardableResult
    public func broadcast(
        channels: [String], data: Payload, options: PublicationOptions = PublicationOptions()
    ) async throws(APIError) -> BroadcastResult {
        try await result(of: .broadcast(channels: channels, data: data, options: options))
    }

    /// Sends the same value to several channels, through the encoder of the configuration.
    ///
    /// A `JSONText` or `JSONValue` goes as it is.
    ///
    /// - Throws: Any case of ``APIError``; an error of one channel is in the result.
    @discardableResult
    public func broadcast(
        channels: [String], data: some Encodable, options: PublicationOptions = PublicationOptions()
    ) async throws(APIError) -> BroadcastResult {
        try await result(
            of: .broadcast(channels: channels, data: data, options: options, encoder: configuration.encoder))
    }
}
