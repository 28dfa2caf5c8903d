import CentrifugoProtocol

/// The methods of channels that hold keys and values.
extension State {
    mutating func publishKey(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, options) = try mapChannel(request, hasKey: true)
        let data = try request.payload("data", or: "b64data")
        guard let mode = MapChannel.Change.Mode(rawValue: request.text("key_mode").text) else { throw .badRequest }
        let change = MapChannel.Change(
            key: request.text("key"), data: data, tags: request.pairs("tags"), mode: mode,
            version: ChannelStream.Version(number: request.unsigned("version"), epoch: request.text("version_epoch")))
        let limits = try limits(of: options)
        // Without a stream there is no order that a version could be late in; the server fails on it.
        guard limits.streamSize > 0 || change.version.number == 0 else { throw Refusal(.internal) }
        return .keyChange(
            once(request.text("idempotency_key"), in: channel) { state in
                state.withMap(channel, limits) { map, now in
                    let suppression = map.set(change, at: now)
                    return KeyChange(position: map.position, suppression: suppression)
                }
            })
    }

    mutating func removeKey(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, options) = try mapChannel(request, hasKey: true)
        _ = try limits(of: options)
        let key = request.text("key")
        return .keyChange(
            once(request.text("idempotency_key"), in: channel) { state in
                let change = state.maps.withExistingChannel(channel, at: state.now) { [now = state.now] map in
                    let suppression = map.remove(key, at: now)
                    return KeyChange(position: map.position, suppression: suppression)
                }
                // Unlike the other methods this one does not begin a channel.
                return change ?? KeyChange(position: StreamPosition(), suppression: .keyNotFound)
            })
    }

    mutating func readMap(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, options) = try mapChannel(request)
        let limits = try limits(of: options)
        let filter = MapFilter(
            key: request.text("key"), limit: Int(request.signed("limit")), cursor: request.text("cursor"))
        let revision = request.position(offset: "revision_offset", epoch: "revision_epoch")
        let isUsed = maps.contains(channel, at: now)
        let (page, top) = withMap(channel, limits) { map, now in
            map.touch(at: now)
            return (map.values(filter), map.position)
        }
        // In a channel that begins with this call an offset alone is not looked at.
        if let revision, revision.epoch != top.epoch, isUsed || !revision.epoch.isEmpty {
            throw Refusal(.unrecoverablePosition)
        }
        return .entries(page, top: top)
    }

    mutating func readMapStream(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, options) = try mapChannel(request)
        let filter = HistoryFilter(
            limit: Int(request.signed("limit")),
            since: request.position(offset: "since_offset", epoch: "since_epoch"),
            isReverse: request.flag("reverse"))
        let isUsed = maps.contains(channel, at: now)
        // The only method that gets by with options that contradict each other.
        let (page, top) = withMap(channel, MapLimits(options.map) ?? .unlimited) { map, now in
            map.touch(at: now)
            return (map.changes(filter), map.position)
        }
        // A channel that begins with this call has no epoch that another could differ from.
        if isUsed, let epoch = filter.since?.epoch, !epoch.isEmpty, epoch != top.epoch {
            throw Refusal(.unrecoverablePosition)
        }
        guard let page else { throw Refusal(.unrecoverablePosition) }
        return .entries(page, top: top)
    }

    mutating func countKeys(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, _) = try mapChannel(request)
        return .keyCount(maps.withExistingChannel(channel, at: now) { $0.keyCount } ?? 0)
    }

    mutating func clearMap(_ request: Request) throws(Refusal) -> MethodResult {
        let (channel, _) = try mapChannel(request)
        maps.clear(channel)
        return .empty
    }

    /// Publishes to those who follow a key; without subscribers of shared polls there is nobody, and nothing is kept.
    func publishSharedKey(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        guard !request.text("key").isEmpty, request.unsigned("version") > 0 else { throw .badRequest }
        let options = try rules.options(of: channel)
        guard options.subscriptionType == .sharedPoll else { throw .badRequest }
        guard options.sharedPoll.publishEnabled else { throw Refusal(.notAvailable) }
        _ = try request.payload("data", or: "b64data")
        return .empty
    }
}

extension State {
    /// The channel that the call is about and the options of its namespace, which must be for maps.
    private func mapChannel(
        _ request: Request, hasKey: Bool = false
    ) throws(Refusal) -> (name: ByteText, options: ChannelOptions) {
        let channel = try request.channel()
        guard !hasKey || !request.text("key").isEmpty else { throw .badRequest }
        let options = try rules.options(of: channel)
        guard options.isMap else { throw .badRequest }
        return (channel, options)
    }

    private func limits(of options: ChannelOptions) throws(Refusal) -> MapLimits {
        guard let limits = MapLimits(options.map) else { throw Refusal(.internal) }
        return limits
    }

    private mutating func withMap<Result>(
        _ channel: ByteText, _ limits: MapLimits, _ body: (inout MapChannel, Moment) -> Result
    ) -> Result {
        maps.withChannel(channel, limits, at: now, random: &random) { [now] in body(&$0, now) }
    }

    /// Makes a change unless one with the same idempotency key was made; one that was suppressed may be tried again.
    private mutating func once(
        _ key: ByteText, in channel: ByteText, _ change: (inout State) -> KeyChange
    ) -> KeyChange {
        guard !key.isEmpty else { return change(&self) }
        if let earlier = maps.idempotency.answer(for: key, in: channel, at: now) {
            return KeyChange(position: earlier, suppression: .idempotency)
        }
        let result = change(&self)
        if result.suppression == nil { maps.idempotency.remember(result.position, for: key, in: channel, at: now) }
        return result
    }
}

extension Request {
    /// A position given by two fields; `nil` where neither says anything.
    fileprivate func position(offset: String, epoch: String) -> StreamPosition? {
        let position = StreamPosition(offset: unsigned(offset), epoch: text(epoch))
        return position == StreamPosition() ? nil : position
    }
}
