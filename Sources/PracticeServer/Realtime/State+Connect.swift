import LosslessJSON

extension State {
    /// Answers `connect`.
    mutating func connect(_ request: Request, id: UInt64, from key: ClientKey) throws(CommandFailure) {
        guard let connection = hub.connections[key], connection.phase == .waiting else { throw .badRequest }
        let wishes = try wishes(in: request)
        var entry = try entry(token: request.text("token"), connection)
        if entry.mayWish { try addWishes(wishes.map(\.channel), to: &entry) }
        let limit = client.channelLimit
        guard limit == 0 || entry.subscriptions.count <= limit else { throw .disconnect(.channelLimit) }
        let ttl = try admit(entry, key)
        var subscriptions: [(channel: ByteText, reply: SubscribeReply)] = []
        for (channel, terms) in entry.subscriptions {
            let wish = wishes.first { $0.channel == channel }?.request ?? Request(ClientCommand.subscribe)
            do throws(CommandFailure) {
                subscriptions.append((channel, try join(channel, terms, wish, key, isServerSide: true)))
            } catch {
                for (channel, _) in subscriptions { _ = hub.leave(channel, key) }
                throw error
            }
        }
        let usesPings = !connection.opening.usesFramePings
        let reply = ConnectReply(
            client: connection.id, ttl: ttl, subscriptions: subscriptions,
            ping: usesPings ? client.pingInterval.components.seconds : 0,
            wantsPong: usesPings && client.pongTimeout > .zero,
            time: client.includesServerTime ? now.millisecondsSince1970 : 0)
        say(.connect(reply), .connect, id: id, to: key)
        for (channel, _) in subscriptions { announceJoin(of: key, in: channel) }
        startAlarms(key)
        endOtherConnections(of: entry.user, but: key)
    }

    /// Lets a connection in.
    ///
    /// - Returns: How long its token is good, in seconds; `nil`: for ever.
    private mutating func admit(_ entry: Entry, _ key: ClientKey) throws(CommandFailure) -> Int64? {
        let limit = client.userConnectionLimit
        if limit > 0, !entry.user.isEmpty, hub.connectionCount(of: entry.user) >= limit {
            throw .disconnect(.connectionLimit)
        }
        let seconds = now.secondsSince1970
        if entry.expireAt > 0, entry.expireAt < seconds { throw .error(.expired) }
        hub.update(key) {
            $0.phase = .connected
            ($0.user, $0.info, $0.expireAt) = (entry.user, entry.info, entry.expireAt)
        }
        return entry.expireAt > 0 ? entry.expireAt - seconds : nil
    }

    /// A user who may have one connection keeps the newest, as far as presence in the user's own channel tells.
    private mutating func endOtherConnections(of user: ByteText, but key: ClientKey) {
        guard client.personalChannelIsSingle, !user.isEmpty, let channel = rules.personalChannel(of: user),
            hub.presence(in: channel).count >= 2
        else { return }
        for other in hub.clients(Selection(user: user, client: .empty, session: .empty)) where other != key {
            disconnect(other, .connectionLimit)
        }
    }
}

/// As whom a connection comes in.
private struct Entry {
    var user: ByteText = .empty
    var info: [UInt8] = []
    /// In unix seconds; 0: never.
    var expireAt: Int64 = 0
    /// The channels that it is put into.
    var subscriptions: [(channel: ByteText, terms: SubscriptionTerms)] = []
    /// Whether it may ask for more channels.
    var mayWish = false
}

extension State {
    /// The channels that a client asks for along with `connect`, each with the position that it has.
    private func wishes(in request: Request) throws(CommandFailure) -> [(channel: ByteText, request: Request)] {
        guard let raw = request.raw("subs") else { return [] }
        do {
            let value = try JSONValue.parse(raw, options: RequestDecoder.options)
            guard value.kind == .object || value.isNull else { throw WrongType() }
            return try value.members.map {
                (ByteText($0.name), try RequestDecoder.decode($0.value, as: ClientCommand.subscribe))
            }
        } catch {
            throw .badRequest
        }
    }

    /// Finds out who wants to connect: by the token, else as nobody where that is allowed, else by the header.
    private func entry(token: ByteText, _ connection: Connection) throws(CommandFailure) -> Entry {
        var entry = Entry()
        if !token.isEmpty {
            entry = try self.entry(token: token)
        } else if client.allowAnonymousConnectWithoutToken || client.isInsecure {
            entry.mayWish = true
        } else if let user = connection.opening.user {
            // The channels below are given to those who come by a token or as nobody only.
            entry.user = user
            return entry
        } else {
            throw .badRequest
        }
        if !entry.user.isEmpty, let channel = rules.personalChannel(of: entry.user) {
            put(SubscriptionTerms(try options(of: channel)), under: channel, &entry)
        }
        return entry
    }

    private func entry(token: ByteText) throws(CommandFailure) -> Entry {
        let token = try verified { () throws(TokenError) in try verifier.connection(token, at: now) }
        if token.user.isEmpty, client.disallowAnonymousConnectionTokens { throw .disconnect(.permissionDenied) }
        var entry = Entry(user: token.user, info: token.info, expireAt: token.expireAt, mayWish: true)
        if client.isInsecure { entry.expireAt = 0 }
        for (channel, claims) in token.subscriptions where !channel.isEmpty {
            var terms = SubscriptionTerms(try options(of: channel))
            terms.apply(claims)
            terms.isFromToken = true
            put(terms, under: channel, &entry)
        }
        return entry
    }

    private func put(_ terms: SubscriptionTerms, under channel: ByteText, _ entry: inout Entry) {
        entry.subscriptions.removeAll { $0.channel == channel }
        entry.subscriptions.append((channel, terms))
    }

    /// Adds the channels that a client asks for and could subscribe to by itself; the others it does not get.
    private func addWishes(_ channels: [ByteText], to entry: inout Entry) throws(CommandFailure) {
        for channel in channels where !channel.isEmpty {
            guard let options = rules.clientOptions(of: channel) else { throw .badRequest }
            guard rules.mayJoin(channel, options, user: entry.user, onConnect: true) else { continue }
            if entry.subscriptions.contains(where: { $0.channel == channel }) { continue }
            entry.subscriptions.append((channel, SubscriptionTerms(options)))
        }
    }
}
