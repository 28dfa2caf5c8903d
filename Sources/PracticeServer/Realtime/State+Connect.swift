import LosslessJSON
import OrderedCollections

extension State {
    /// Answers `connect`.
    mutating func connect(_ request: Request, id: UInt64, from key: ClientKey) throws(CommandFailure) {
        guard let connection = hub.connections[key], connection.phase == .waiting else { throw .badRequest }
        let wishes = try wishes(in: request)
        var entry = try entry(token: request.text("token"), connection)
        if entry.mayWish { try addWishes(wishes.keys, to: &entry) }
        let limit = client.channelLimit
        guard limit == 0 || entry.subscriptions.count <= limit else { throw .disconnect(.channelLimit) }
        let ttl = try admit(entry, key)
        var subscriptions: [(channel: ByteText, reply: SubscribeReply)] = []
        for (channel, admission) in entry.subscriptions {
            let wish = wishes[channel] ?? Request(ClientCommand.subscribe)
            do throws(CommandFailure) {
                subscriptions.append((channel, try join(channel, admission, wish, key, isServerSide: true)))
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
        let expireAt = end(asked: entry.expireAt)
        let ttl = ttl(until: expireAt)
        if let ttl, ttl < 0 { throw .error(.expired) }
        hub.update(key) {
            $0.phase = .connected
            ($0.user, $0.info, $0.expireAt) = (entry.user, entry.info, expireAt)
        }
        return ttl
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
    var subscriptions: OrderedDictionary<ByteText, Admission> = [:]
    /// Whether it may ask for more channels.
    var mayWish = false
}

extension State {
    /// The channels that a client asks for along with `connect`, each with the position that it has.
    private func wishes(in request: Request) throws(CommandFailure) -> OrderedDictionary<ByteText, Request> {
        guard let raw = request.raw("subs") else { return [:] }
        do {
            let value = try JSONValue.parse(raw, options: RequestDecoder.options)
            guard value.kind == .object || value.isNull else { throw WrongType() }
            var wishes: OrderedDictionary<ByteText, Request> = [:]
            for member in value.members {
                let given = try RequestDecoder.decode(member.value, as: ClientCommand.subscribe)
                var wish = Request(ClientCommand.subscribe)
                for name in ["recover", "offset", "epoch", "delta"] { wish[name] = given[name] }
                wishes[ByteText(member.name)] = wish
            }
            return wishes
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
            entry.subscriptions[channel] = Admission(try options(of: channel))
        }
        return entry
    }

    private func entry(token: ByteText) throws(CommandFailure) -> Entry {
        let token = try verified { () throws(TokenError) in try verifier.connection(token, at: now) }
        if token.user.isEmpty, client.disallowAnonymousConnectionTokens { throw .disconnect(.permissionDenied) }
        var entry = Entry(user: token.user, info: token.info, expireAt: token.expireAt, mayWish: true)
        if client.isInsecure { entry.expireAt = 0 }
        for (channel, claims) in token.subscriptions where !channel.isEmpty {
            var admission = Admission(try options(of: channel))
            admission.apply(claims)
            admission.terms.isFromToken = true
            entry.subscriptions[channel] = admission
        }
        return entry
    }

    /// Adds the channels that a client asks for and could subscribe to by itself; the others it does not get.
    private func addWishes(_ channels: some Sequence<ByteText>, to entry: inout Entry) throws(CommandFailure) {
        for channel in channels where !channel.isEmpty {
            guard let options = rules.clientOptions(of: channel) else { throw .badRequest }
            guard rules.mayJoin(channel, options, user: entry.user, onConnect: true) else { continue }
            if entry.subscriptions[channel] == nil { entry.subscriptions[channel] = Admission(options) }
        }
    }
}
