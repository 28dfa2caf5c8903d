/// The streams of all channels, by name.
struct StreamStore: Sendable {
    private var streams: [ByteText: ChannelStream] = [:]

    /// Calls `body` with a channel's stream, which begins with this call if there is none or its position has expired.
    mutating func withStream<Result>(
        of channel: ByteText, at now: Moment, random: inout SeededGenerator,
        _ body: (inout ChannelStream) -> Result
    ) -> Result {
        guard let index = streams.index(forKey: channel) else {
            return body(&streams[channel, default: ChannelStream(epoch: random.epoch())])
        }
        if streams.values[index].isForgotten(at: now) {
            streams.values[index] = ChannelStream(epoch: random.epoch())
        }
        return body(&streams.values[index])
    }

    /// Calls `body` with a channel's stream, if there is one.
    mutating func withExistingStream(of channel: ByteText, _ body: (inout ChannelStream) -> Void) {
        guard let index = streams.index(forKey: channel) else { return }
        body(&streams.values[index])
    }

    /// How many publications are kept, expired ones that nobody has asked for since included.
    var publicationCount: Int { streams.values.reduce(0) { $0 + $1.publicationCount } }

    /// Frees what has expired and was not asked for since.
    mutating func sweep(at now: Moment) {
        streams = streams.filter { !$0.value.isForgotten(at: now) }
        for index in streams.indices { streams.values[index].sweep(at: now) }
    }
}
