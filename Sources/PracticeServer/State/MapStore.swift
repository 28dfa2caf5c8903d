/// The maps of all channels, by name, and what their callers were answered.
struct MapStore: Sendable {
    private var channels: [ByteText: MapChannel] = [:]
    /// Setting and removing share their idempotency keys.
    var idempotency = IdempotencyWindow()

    /// Calls `body` with a channel as a time left it; it begins with this call if there is none or it is forgotten.
    mutating func withChannel<Result>(
        _ name: ByteText, _ limits: MapLimits, at now: Moment, random: inout SeededGenerator,
        _ body: (inout MapChannel) -> Result
    ) -> Result {
        guard let index = index(of: name, at: now) else {
            return body(&channels[name, default: MapChannel(epoch: random.epoch(), limits: limits)])
        }
        return body(&channels.values[index])
    }

    /// Calls `body` with a channel as a time left it, if there is one.
    mutating func withExistingChannel<Result>(
        _ name: ByteText, at now: Moment, _ body: (inout MapChannel) -> Result
    ) -> Result? {
        index(of: name, at: now).map { body(&channels.values[$0]) }
    }

    /// Whether a channel was used before and is not forgotten.
    mutating func contains(_ name: ByteText, at now: Moment) -> Bool { index(of: name, at: now) != nil }

    private mutating func index(of name: ByteText, at now: Moment) -> Dictionary<ByteText, MapChannel>.Index? {
        guard let index = channels.index(forKey: name) else { return nil }
        guard !channels.values[index].isForgotten(at: now) else {
            channels.remove(at: index)
            return nil
        }
        channels.values[index].advance(to: now)
        return index
    }

    /// Forgets a channel with all that was answered about it.
    mutating func clear(_ name: ByteText) {
        channels[name] = nil
        idempotency.forget(name)
    }

    /// How much is kept, expired things that nobody has asked for since included.
    var entryCount: Int { channels.values.reduce(0) { $0 + $1.keyCount + $1.changeCount } }

    /// Frees what has expired and was not asked for since.
    mutating func sweep(at now: Moment) {
        channels = channels.filter { !$0.value.isForgotten(at: now) }
        for index in channels.indices { channels.values[index].advance(to: now) }
        idempotency.sweep(at: now)
    }
}
