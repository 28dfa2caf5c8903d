extension State {
    /// Answers `subscribe`.
    mutating func subscribe(_ request: Request, id: UInt64, from key: ClientKey) throws(CommandFailure) {
        let channel = request.text("channel")
        try checkName(channel, request, key)
        let admission = try admission(to: channel, request, key)
        let reply = try join(channel, admission, request, key, isServerSide: false)
        say(.subscribe(reply), .subscribe, id: id, to: key)
        announceJoin(of: key, in: channel)
    }

    /// What is checked before the namespace is looked at any closer.
    private func checkName(_ channel: ByteText, _ request: Request, _ key: ClientKey) throws(CommandFailure) {
        guard !channel.isEmpty, let connection = hub.connections[key] else { throw .badRequest }
        let isPoll = request.signed("type") == SubscriptionKind.sharedPoll
        if rules.clientOptions(of: channel)?.subscriptionType == .sharedPoll {
            // Shared polls need clients that know them, which this server does not serve.
            throw .error(isPoll ? .notAvailable : .badRequest)
        }
        if isPoll { throw .error(.notAvailable) }
        guard ["", "fossil"].contains(request.text("delta")) else { throw .badRequest }
        let longest = naming.maxLength
        guard longest == 0 || channel.bytes.count <= longest else { throw .error(.badRequest) }
        if connection.channels.contains(channel) { throw .error(.alreadySubscribed) }
        let limit = client.channelLimit
        guard limit == 0 || connection.channels.count < limit else { throw .error(.limitExceeded) }
    }

    /// Finds out whether a client may join a channel, and how.
    private func admission(
        to channel: ByteText, _ request: Request, _ key: ClientKey
    ) throws(CommandFailure) -> Admission {
        let options = try namedOptions(of: channel)
        guard SubscriptionKind.number(of: options.subscriptionType) == request.signed("type") else {
            throw .error(.permissionDenied)
        }
        guard options.subscriptionType == .stream else { throw .error(.notAvailable) }
        let user = hub.connections[key]?.user ?? .empty
        var admission = Admission(options)
        let token = request.text("token")
        if !token.isEmpty {
            let token = try subscriptionToken(token, for: channel, key)
            admission.apply(token.claims, expireAt: token.expireAt)
        } else {
            guard !rules.isPrivate(channel), rules.mayJoin(channel, options, user: user) || client.isInsecure else {
                throw .error(.permissionDenied)
            }
        }
        // Whoever may read the history as a subscriber may also have it recovered.
        let readsHistory = client.isInsecure || options.historyFor.admits(user, isSubscribed: true)
        if request.flag("positioned"), options.allowPositioning || readsHistory { admission.terms.isPositioned = true }
        if request.flag("recoverable"), options.allowRecovery || readsHistory { admission.terms.isRecoverable = true }
        let readsPresence = client.isInsecure || options.presenceFor.admits(user, isSubscribed: true)
        if request.flag("join_leave"), options.joinLeave, readsPresence { admission.terms.pushesJoinLeave = true }
        return admission
    }

    private func subscriptionToken(
        _ text: ByteText, for channel: ByteText, _ key: ClientKey
    ) throws(CommandFailure) -> SubscriptionToken {
        let token: SubscriptionToken
        do throws(CommandFailure) {
            token = try verified { () throws(TokenError) in try subscriptionVerifier.subscription(text, at: now) }
        } catch .disconnect(.invalidToken) {
            throw .error(.permissionDenied)
        }
        _ = try options(of: token.channel)
        guard let connection = hub.connections[key],
            token.isFor(channel, user: connection.user, client: connection.id)
        else { throw .disconnect(.invalidToken) }
        return token
    }

    /// Puts a connection into a channel.
    mutating func join(
        _ channel: ByteText, _ admission: Admission, _ request: Request, _ key: ClientKey, isServerSide: Bool
    ) throws(CommandFailure) -> SubscribeReply {
        let (terms, claims) = (admission.terms, admission.claims)
        var reply = SubscribeReply(data: claims.data)
        let expireAt = end(asked: admission.expireAt)
        if let ttl = ttl(until: expireAt) {
            guard ttl > 0 else { throw .error(.expired) }
            // Who has put it there renews it, too.
            if !isServerSide { reply.ttl = ttl }
        }
        guard try TagsFilter.isAcceptable(request.raw("tf"), isAllowed: terms.allowsTagsFilter) else {
            throw .error(.badRequest)
        }
        reply.usesDelta = terms.allowedDeltaTypes.contains(request.text("delta").text)
        let top = place(channel, terms, request, &reply)
        if let seen = hub.connections[key]?.seen(channelInfo: claims.info) {
            hub.join(
                channel, key,
                Subscription(
                    seen: seen, terms: terms, isServerSide: isServerSide, expireAt: expireAt,
                    channelInfo: claims.info, usesDelta: reply.usesDelta, position: top))
        }
        return reply
    }

    /// Finds the place in the stream where a subscription begins, and what the client has missed before it.
    ///
    /// - Returns: The top of the stream, from which on the client is sent everything.
    private mutating func place(
        _ channel: ByteText, _ terms: SubscriptionTerms, _ request: Request, _ reply: inout SubscribeReply
    ) -> StreamPosition {
        reply.wasRecovering = request.flag("recover")
        guard terms.isPositioned else { return StreamPosition() }
        (reply.isPositioned, reply.isRecoverable) = (true, terms.isRecoverable)
        let isAsked = request.flag("recover") || terms.recoversCacheUnasked
        let since = request.place
        let recovers = terms.isRecoverable && isAsked
        let limit = terms.recoveryMode == .cache ? 1 : client.recoveryMaxPublicationLimit
        let filter = HistoryFilter(
            limit: recovers ? (limit == 0 ? -1 : limit) : 0, since: terms.recoveryMode == .cache ? nil : since,
            isReverse: terms.recoveryMode == .cache)
        let (found, top) = read(channel, filter, metaTTL: terms.historyMetaTTL)
        reply.position = top
        guard recovers else { return top }
        let recovery =
            terms.recoveryMode == .cache
            ? Recovery.cache(from: since, latest: found.first, top: top)
            : Recovery.stream(from: since, found: found, top: top)
        guard recovery.isComplete else { return top }
        reply.isRecovered = true
        reply.publications = recovery.publications
        // The client goes on from where it was, by way of the publications.
        reply.position.offset = since.offset
        return top
    }
}

/// The kinds of subscriptions as clients number them.
enum SubscriptionKind {
    static let sharedPoll: Int64 = 4

    static func number(of type: ChannelOptions.SubscriptionType) -> Int64 {
        switch type {
        case .stream: 0
        case .map: 1
        case .mapClients: 2
        case .mapUsers: 3
        case .sharedPoll: sharedPoll
        }
    }
}
