public import LosslessJSON

/// The factories that take data, for values of an application.
///
/// A `JSONText` or `JSONValue` goes as it is. Each throws ``APIError/encoding(_:)`` when the encoder does.
extension Command {
    /// Sends a value to all subscribers of a channel.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func publish(
        channel: String, data: some Encodable, options: PublicationOptions = PublicationOptions(),
        encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Command {
        publish(channel: channel, data: try .encoding(data, with: encoder), options: options)
    }

    /// Sends the same value to several channels.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func broadcast(
        channels: [String], data: some Encodable, options: PublicationOptions = PublicationOptions(),
        encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Command {
        broadcast(channels: channels, data: try .encoding(data, with: encoder), options: options)
    }

    /// Calls a method that an extension added to the server with a value.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func rpc(
        method: String, params: some Encodable, encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Command {
        let text = try JSONText(encoding: params, with: encoder)
        return rpc(method: method, params: text)
    }

    /// Sets a key of a map channel to a value.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func mapPublish(
        channel: String, key: String, data: some Encodable, options: MapPublicationOptions = MapPublicationOptions(),
        encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Command {
        mapPublish(channel: channel, key: key, data: try .encoding(data, with: encoder), options: options)
    }

    /// Sets a key of a shared poll channel to a value.
    ///
    /// - Throws: ``APIError/encoding(_:)`` with what the encoder threw.
    public static func sharedPollPublish(
        channel: String, key: String, version: UInt64, data: some Encodable, epoch: String? = nil,
        encoder: PayloadEncoder = ClientConfiguration.defaultEncoder
    ) throws(APIError) -> Command {
        let payload = try Payload.encoding(data, with: encoder)
        return sharedPollPublish(channel: channel, key: key, version: version, data: payload, epoch: epoch)
    }
}
