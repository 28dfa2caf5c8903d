import CentrifugoProtocol

/// The methods that act on live connections: all succeed where there are none.
extension State {
    mutating func subscribe(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        var admission = Admission(try rules.options(of: channel))
        do throws(TokenError) {
            admission.apply(try SubscriptionClaims(request), expireAt: request.signed("expire_at"))
        } catch {
            throw .badRequest
        }
        let since = request.position("recover_since")
        var hasFailed = false
        for client in hub.clients(Selection(request)) {
            if !subscribe(client, to: channel, admission, recoverSince: since) { hasFailed = true }
        }
        if hasFailed { throw Refusal(.internal) }
        return .empty
    }

    /// Puts a connection into a channel on the server's account.
    ///
    /// - Returns: Whether it could; a connection with too many channels ends, which is no failure.
    private mutating func subscribe(
        _ key: ClientKey, to channel: ByteText, _ admission: Admission, recoverSince: StreamPosition?
    ) -> Bool {
        let limit = client.channelLimit
        guard limit == 0 || (hub.connections[key]?.channels.count ?? 0) < limit else {
            disconnect(key, .channelLimit)
            return true
        }
        do throws(CommandFailure) {
            let request = Request(recoveringSince: recoverSince)
            let reply = try join(channel, admission, request, key, isServerSide: true)
            say(.subscribe(reply), in: channel, to: key)
            announceJoin(of: key, in: channel)
            return true
        } catch {
            _ = hub.leave(channel, key)
            return false
        }
    }

    mutating func unsubscribe(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = request.text("channel")
        if !channel.isEmpty { _ = try rules.options(of: channel) }
        for client in hub.clients(Selection(request)) { unsubscribe(client, from: channel, .server) }
        return .empty
    }

    mutating func disconnect(_ request: Request) -> MethodResult {
        var selection = Selection(request)
        selection.exceptions = request.texts("whitelist")
        var why = Disconnect.forced
        if let wish = request.object("disconnect") {
            why = Disconnect(
                code: UInt32(truncatingIfNeeded: wish.unsigned("code")), reason: wish.text("reason").text)
        }
        for client in hub.clients(selection) { disconnect(client, why) }
        return .empty
    }

    mutating func refresh(_ request: Request) -> MethodResult {
        let expireAt = end(asked: request.signed("expire_at"))
        let ttl = ttl(until: expireAt)
        for client in hub.clients(Selection(request)) {
            if request.flag("expired") || ttl.map({ $0 <= 0 }) == true {
                disconnect(client, .connectionExpired)
                continue
            }
            hub.update(client) {
                $0.expireAt = expireAt
                if expireAt > 0, let info = request.raw("info"), !info.isEmpty { $0.info = info }
            }
            setExpiry(client)
            say(.refresh(ttl: ttl), in: .empty, to: client)
        }
        return .empty
    }
}

extension Request {
    /// The request of a subscription that begins at a position; `nil`: at the end of the stream.
    fileprivate init(recoveringSince position: StreamPosition?) {
        self.init(ClientCommand.subscribe)
        guard let position else { return }
        self["recover"] = .flag(true)
        self["offset"] = .unsigned(position.offset)
        self["epoch"] = .text(position.epoch)
    }
}

extension Selection {
    init(_ request: Request) {
        self.init(user: request.text("user"), client: request.text("client"), session: request.text("session"))
    }
}
