import DequeModule

/// Remembers what publications with an idempotency key were answered, so that a repeat does nothing.
struct IdempotencyWindow: Sendable {
    /// How long the server remembers: 5 minutes from the first call.
    static let length = Duration.seconds(300)

    /// By channel, then by key.
    private var answers: [ByteText: [ByteText: StreamPosition]] = [:]
    /// All keys have the same length of life, so the oldest goes first.
    private var order: Deque<(expiry: Moment, channel: ByteText, key: ByteText)> = []

    /// Returns what the same call was answered, if that is not too long ago.
    mutating func answer(for key: ByteText, in channel: ByteText, at now: Moment) -> StreamPosition? {
        sweep(at: now)
        return answers[channel]?[key]
    }

    /// Remembers an answer that was not remembered yet.
    mutating func remember(_ position: StreamPosition, for key: ByteText, in channel: ByteText, at now: Moment) {
        answers[channel, default: [:]][key] = position
        order.append((now + Self.length, channel, key))
    }

    /// Forgets all that was answered about a channel.
    ///
    /// A key used again goes when it would have gone without this, as in the server: the deadline stays.
    mutating func forget(_ channel: ByteText) { answers[channel] = nil }

    /// Forgets what is too long ago.
    mutating func sweep(at now: Moment) {
        while let oldest = order.first, oldest.expiry <= now {
            answers[oldest.channel]?[oldest.key] = nil
            if answers[oldest.channel]?.isEmpty == true { answers[oldest.channel] = nil }
            order.removeFirst()
        }
    }
}
