import CentrifugoProtocol

extension State {
    mutating func history(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        let options = try optionsWithHistory(of: channel)
        let since = request.position("since")
        let filter = HistoryFilter(
            limit: Int(request.signed("limit")), since: since, isReverse: request.flag("reverse"))
        // Nothing is before the first place; the server fails on the question itself.
        if filter.isReverse, since?.offset == 0 { throw Refusal(.internal) }
        let (publications, top) = read(channel, filter, metaTTL: options.historyMetaTTL ?? .zero)
        if let epoch = since?.epoch, !epoch.isEmpty, epoch != top.epoch { throw Refusal(.unrecoverablePosition) }
        return .publications(publications, top: top)
    }

    /// Reads a channel's stream.
    ///
    /// Asking is a use: it begins the stream of a channel that was never used.
    mutating func read(
        _ channel: ByteText, _ filter: HistoryFilter, metaTTL: Duration
    ) -> (found: [Publication], top: StreamPosition) {
        streams.withStream(of: channel, at: now, random: &random) { [now] stream in
            stream.touch(at: now, metaLifetime: metaTTL)
            return (stream.publications(filter), stream.position)
        }
    }

    /// Where a channel's stream ends, which is a use of it as well.
    mutating func top(of channel: ByteText, metaTTL: Duration) -> StreamPosition {
        read(channel, HistoryFilter(limit: 0, since: nil, isReverse: false), metaTTL: metaTTL).top
    }

    mutating func removeHistory(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        _ = try optionsWithHistory(of: channel)
        streams.withExistingStream(of: channel) { $0.removeAll() }
        return .empty
    }

    private func optionsWithHistory(of channel: ByteText) throws(Refusal) -> ChannelOptions {
        let options = try rules.options(of: channel)
        guard options.hasHistory else { throw Refusal(.notAvailable) }
        return options
    }
}

extension Request {
    /// A place in a stream; `nil` where none is given.
    func position(_ name: String) -> StreamPosition? { object(name).map(\.place) }

    /// The place in a stream that the request itself names.
    var place: StreamPosition { StreamPosition(offset: unsigned("offset"), epoch: text("epoch")) }
}
