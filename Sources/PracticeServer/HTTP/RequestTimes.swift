import NIOCore

/// How long a client may take: for a request, for taking the answer, and until the next request.
///
/// The times are those of a real server. Each is counted as a whole, so that bytes in drops gain none.
struct RequestTimes {
    /// How long the head of a request may come.
    private static let head = TimeAmount.seconds(10)
    /// How long a request may come, its head included.
    private static let request = TimeAmount.seconds(30)
    /// How long an answer may be taken.
    private static let answer = TimeAmount.seconds(10)
    /// How long nothing need come after an answer: as Go has it where only the time of a request was set.
    private static let idle = request
    /// No deadline is ever less than this away from the event that set it.
    static let shortest = min(head, answer)

    /// When the connection ends, unless something happens.
    private(set) var deadline: NIODeadline
    /// When the request began to come; `nil`: none has.
    private var start: NIODeadline?

    /// Begins with a connection, whose first request is expected at once.
    init(at now: NIODeadline) {
        start = now
        deadline = now + Self.head
    }

    /// Whether nothing has come since the last answer.
    var isIdle: Bool { start == nil }

    /// Takes note of bytes, the first of which begin a request.
    mutating func bytesCame(at now: NIODeadline) {
        guard isIdle else { return }
        start = now
        deadline = now + Self.head
    }

    /// Takes note of a head, whose bytes may have come before the answer to another.
    mutating func headCame(at now: NIODeadline) { deadline = (start ?? now) + Self.request }

    mutating func answerBegan(at now: NIODeadline) {
        start = start ?? now
        deadline = now + Self.answer
    }

    mutating func answerEnded(at now: NIODeadline) {
        start = nil
        deadline = now + Self.idle
    }
}
