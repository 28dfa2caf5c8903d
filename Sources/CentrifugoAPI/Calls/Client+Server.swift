extension Client {
    /// Shows the nodes of the server and what they carry.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func info() async throws(APIError) -> InfoResult {
        try await result(of: .info())
    }

    /// Lists the channels that have subscribers now.
    ///
    /// The pattern is a glob over the whole name: `*` any, `?` one, `[abc]` a set, `{a,b}` either.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func channels(pattern: String? = nil) async throws(APIError) -> ChannelsResult {
        try await result(of: .channels(pattern: pattern))
    }

    /// Calls a method that an extension added to the server; the open edition has none and answers 104.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func rpc(method: String) async throws(APIError) -> RPCResult {
        try await result(of: .rpc(method: method))
    }

    /// Calls a method that an extension added to the server with a value, through the encoder of the configuration.
    ///
    /// A `JSONText` or `JSONValue` goes as it is.
    ///
    /// - Throws: Any case of ``APIError``.
    public func rpc(method: String, params: some Encodable) async throws(APIError) -> RPCResult {
        try await result(of: .rpc(method: method, params: params, encoder: configuration.encoder))
    }
}
