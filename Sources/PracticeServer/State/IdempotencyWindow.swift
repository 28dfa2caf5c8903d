import DequeModule

/// Remembers what publications with an idempotency key were answered, so that a repeat does nothing.
struct IdempotencyWindow: Sendable {
    /// How long the server remembers: 5 minutes from the first call.
    static let length = Duration.seconds(300)

    private struct Key: Hashable {
        let channel: ByteText
        let key: ByteText
    }

    private var answers: [Key: StreamPosition] = [:]
    /// All keys have the same length of life, so the oldest goes first.
    private var order: Deque<(expiry: Moment, key: Key)> = []

    /// Returns what the same call was answered, if that is not too long ago.
    mutating func answer(for key: ByteText, in channel: ByteText, at now: Moment) -> StreamPosition? {
        sweep(at: now)
        return answers[Key(channel: channel, key: key)]
    }

    /// Remembers an answer that was not remembered yet.
    mutating func remember(_ position: StreamPosition, for key: ByteText, in channel: ByteText, at now: Moment) {
        let key = Key(channel: channel, key: key)
        answers[key] = position
        order.append((now + Self.length, key))
    }

    /// Forgets what is too long ago.
    mutating func sweep(at now: Moment) {
        while let oldest = order.first, oldest.expiry <= now {
            answers[oldest.key] = nil
            order.removeFirst()
        }
    }
}
