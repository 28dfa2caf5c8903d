/// The commands of clients that are about a channel's contents.
extension State {
    /// The options of a channel's namespace.
    func options(of channel: ByteText) throws(CommandFailure) -> ChannelOptions {
        guard let options = rules.clientOptions(of: channel) else { throw .error(.unknownChannel) }
        return options
    }

    /// The options of a channel's namespace, where clients may use the channel's name.
    func namedOptions(of channel: ByteText) throws(CommandFailure) -> ChannelOptions {
        let options = try options(of: channel)
        guard rules.isValidName(channel, options) else { throw .error(.badRequest) }
        return options
    }

    private func channel(_ request: Request) throws(CommandFailure) -> ByteText {
        let channel = request.text("channel")
        guard !channel.isEmpty else { throw .badRequest }
        return channel
    }

    /// Fails where a client does not belong to an audience.
    private func check(
        _ key: ClientKey, _ channel: ByteText, _ audience: ChannelOptions.Audience
    ) throws(CommandFailure) {
        guard let connection = hub.connections[key] else { throw .badRequest }
        let isSubscribed = connection.channels.contains(channel)
        guard client.isInsecure || audience.admits(connection.user, isSubscribed: isSubscribed) else {
            throw .error(.permissionDenied)
        }
    }

    mutating func publish(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        let channel = try channel(request)
        let options = try namedOptions(of: channel)
        try check(key, channel, options.publish)
        let data = request.raw("data") ?? []
        guard options.subscriptionType == .stream, options.publicationDataFormat.accepts(data) else {
            throw .error(.badRequest)
        }
        let info = hub.subscription(of: key, in: channel)?.channelInfo ?? []
        let publication = Publication(
            data: data, tags: [:], info: hub.connections[key]?.seen(channelInfo: info))
        _ = publish(NewPublication(publication), to: channel, options)
        return .empty
    }

    mutating func history(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        let channel = try channel(request)
        let options = try namedOptions(of: channel)
        guard options.hasHistory else { throw .error(.notAvailable) }
        try check(key, channel, options.historyFor)
        let since = request.position("since")
        let (asked, most) = (Int(request.signed("limit")), client.historyMaxPublicationLimit)
        let filter = HistoryFilter(
            limit: most > 0 && (asked < 0 || asked > most) ? most : asked, since: since,
            isReverse: request.flag("reverse"))
        if filter.isReverse, since?.offset == 0 { throw .error(.badRequest) }
        let (publications, top) = read(channel, filter, metaTTL: options.historyMetaTTL ?? .zero)
        if let epoch = since?.epoch, !epoch.isEmpty, epoch != top.epoch { throw .error(.unrecoverablePosition) }
        return .history(publications, top: top)
    }

    func presence(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        .presence(try members(request, from: key))
    }

    func presenceStats(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        let members = try members(request, from: key)
        return .presenceStats(clients: members.count, users: Set(members.map(\.user)).count)
    }

    private func members(_ request: Request, from key: ClientKey) throws(CommandFailure) -> [ClientInfo] {
        let channel = try channel(request)
        let options = try namedOptions(of: channel)
        guard options.presence else { throw .error(.notAvailable) }
        try check(key, channel, options.presenceFor)
        return hub.presence(in: channel)
    }

    mutating func unsubscribe(_ request: Request, from key: ClientKey) throws(CommandFailure) -> ClientReply {
        leave(try channel(request), key)
        return .empty
    }
}
