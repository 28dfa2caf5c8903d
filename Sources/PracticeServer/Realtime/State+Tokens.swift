/// Tokens of clients, new and renewed.
extension State {
    /// Runs a check of a token and says what a failure means for a connection.
    func verified<Token>(_ check: () throws(TokenError) -> Token) throws(CommandFailure) -> Token {
        do throws(TokenError) {
            return try check()
        } catch {
            switch error {
            case .expired: throw .error(.tokenExpired)
            case .invalid: throw .disconnect(.invalidToken)
            case .malformedInfo: throw .error(.internal)
            }
        }
    }

    mutating func refresh(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        let text = request.text("token")
        guard !text.isEmpty, let connection = hub.connections[key] else { throw .badRequest }
        let token: ConnectionToken
        do throws(CommandFailure) {
            token = try verified { () throws(TokenError) in try verifier.connection(text, at: now) }
        } catch .error(.tokenExpired) {
            throw .disconnect(.connectionExpired)
        }
        guard token.user == connection.user else { throw .disconnect(.invalidToken) }
        for (channel, _) in token.subscriptions { _ = try options(of: channel) }
        guard isIn(channelsOf: token, key, connection) else { throw .disconnect(.insufficientState) }
        return .refresh(ttl: try prolong(key, until: token.expireAt, info: token.info))
    }

    /// Whether the connection is in just those channels that its token asks for, apart from those it joined itself.
    private func isIn(channelsOf token: ConnectionToken, _ key: ClientKey, _ connection: Connection) -> Bool {
        let wanted = Set(token.subscriptions.map(\.channel))
        return wanted.isSubset(of: connection.channels)
            && connection.channels.subtracting(wanted).allSatisfy { channel in
                hub.subscription(of: key, in: channel)?.terms.isFromToken != true
            }
    }

    /// Sets a new end for a connection.
    ///
    /// - Returns: How long it is away, in seconds; `nil`: for ever.
    private mutating func prolong(
        _ key: ClientKey, until expireAt: Int64, info: [UInt8]
    ) throws(CommandFailure) -> Int64? {
        let expireAt = end(asked: expireAt)
        guard let ttl = ttl(until: expireAt) else { return nil }
        guard ttl > 0 else { throw .error(.expired) }
        hub.update(key) {
            $0.expireAt = expireAt
            if !info.isEmpty { $0.info = info }
        }
        setExpiry(key)
        return ttl
    }

    mutating func refreshSubscription(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        let channel = request.text("channel")
        guard !channel.isEmpty, let connection = hub.connections[key] else { throw .badRequest }
        guard let subscription = hub.subscription(of: key, in: channel) else { throw .error(.permissionDenied) }
        guard !subscription.isServerSide else { throw .badRequest }
        let text = request.text("token")
        guard !text.isEmpty else { throw .error(.badRequest) }
        let token: SubscriptionToken
        do throws(CommandFailure) {
            token = try verified { () throws(TokenError) in try subscriptionVerifier.subscription(text, at: now) }
        } catch .error(.tokenExpired) {
            // The server takes it for one that never ends.
            hub.update(key, in: channel) { $0.expireAt = 0 }
            return .refresh(ttl: nil)
        }
        _ = try options(of: token.channel)
        guard token.isFor(channel, user: connection.user, client: connection.id) else {
            throw .disconnect(.invalidToken)
        }
        let expireAt = end(asked: token.expireAt)
        let ttl = ttl(until: expireAt)
        if let ttl, ttl < 0 { throw .error(.expired) }
        hub.update(key, in: channel) {
            $0.expireAt = expireAt
            $0.channelInfo = token.claims.info
        }
        return .refresh(ttl: ttl)
    }
}

/// When things end.
extension State {
    /// The longest time that anything is allowed for before it is renewed, in seconds.
    private static let longest: Int64 = 365 * 24 * 3600

    /// Returns when something ends that shall end at a time, in unix seconds; 0, as all before it: never.
    func end(asked expireAt: Int64) -> Int64 { min(max(expireAt, 0), now.secondsSince1970 + Self.longest) }

    /// Returns how far away an end is, in seconds; `nil`: for ever.
    func ttl(until expireAt: Int64) -> Int64? { expireAt > 0 ? expireAt - now.secondsSince1970 : nil }
}

extension SubscriptionToken {
    /// Whether it is for this channel, user and connection.
    func isFor(_ channel: ByteText, user: ByteText, client: ByteText) -> Bool {
        self.channel == channel && self.user == user && (self.client.isEmpty || self.client == client)
    }
}
