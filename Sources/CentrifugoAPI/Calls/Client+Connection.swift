/// Calls on live connections: each succeeds also when there are none, and none tells how many there were.
extension Client {
    /// Puts live connections of a user into a channel; an empty user means anonymous connections.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func subscribe(
        user: String, channel: String, options: SubscribeOptions = SubscribeOptions()
    ) async throws(APIError) -> EmptyResult {
        try await result(of: .subscribe(user: user, channel: channel, options: options))
    }

    /// Takes live connections of a user out of a channel; an empty user means anonymous connections.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func unsubscribe(
        user: String, channel: String, connections: ConnectionSelection = .all
    ) async throws(APIError) -> EmptyResult {
        try await result(of: .unsubscribe(user: user, channel: channel, connections: connections))
    }

    /// Closes live connections of a user; an empty user means every anonymous connection on every node.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func disconnect(
        user: String, options: DisconnectOptions = DisconnectOptions()
    ) async throws(APIError) -> EmptyResult {
        try await result(of: .disconnect(user: user, options: options))
    }

    /// Sets when live connections of a user expire; an empty user means anonymous connections.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    @discardableResult
    public func refresh(
        user: String, options: RefreshOptions = RefreshOptions()
    ) async throws(APIError) -> EmptyResult {
        try await result(of: .refresh(user: user, options: options))
    }
}
