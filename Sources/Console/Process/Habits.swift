/// What the keys that leave and drop have done so far, as far as the answer to the next one depends on it.
struct Habits {
    /// How soon Ctrl-C after Ctrl-C means that somebody wants to leave.
    private static let haste = Duration.seconds(2)

    private var lastInterrupt: ContinuousClock.Instant?
    private var wasAsked = false

    /// Notes that a line was entered.
    mutating func noteLine() {
        (lastInterrupt, wasAsked) = (nil, false)
    }

    /// Notes Ctrl-C, and returns whether it is time to say what leaves: where nothing was typed that it could drop.
    mutating func noteInterrupt(isEmpty: Bool, at now: ContinuousClock.Instant) -> Bool {
        defer { (lastInterrupt, wasAsked) = (isEmpty ? now : nil, false) }
        guard isEmpty else { return false }
        return lastInterrupt.map { now - $0 < Self.haste } ?? false
    }

    /// Notes Ctrl-D, and returns whether to ask first; the second in a row needs no question.
    mutating func noteEnd() -> Bool {
        defer { wasAsked = true }
        return !wasAsked
    }
}
