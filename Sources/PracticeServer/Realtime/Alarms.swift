import HeapModule

/// Something that is due for a connection at a time.
struct Alarm: Sendable {
    enum Kind: Hashable, Sendable {
        /// The connection has not said `connect` in time.
        case stale
        /// It is asked whether it is there.
        case ping
        /// It should have answered.
        case pong
        /// Its token has passed.
        case expiry
        /// Its subscriptions are looked after.
        case upkeep
        /// It was refused and should have gone by itself.
        case farewell
    }

    let time: Moment
    let client: ClientKey
    let kind: Kind
}

extension Alarm: Comparable {
    static func < (one: Alarm, other: Alarm) -> Bool {
        one.time != other.time ? one.time < other.time : one.client < other.client
    }

    static func == (one: Alarm, other: Alarm) -> Bool {
        one.time == other.time && one.client == other.client && one.kind == other.kind
    }
}

/// What is due next.
///
/// An alarm that was put off or whose connection has gone stays here until its time; whoever takes it compares it with
/// the connection's own deadlines.
struct Alarms: Sendable {
    private var heap = Heap<Alarm>()

    var next: Moment? { heap.min?.time }

    mutating func add(_ alarm: Alarm) { heap.insert(alarm) }

    /// Takes the earliest alarm that is due at a time.
    mutating func takeDue(at now: Moment) -> Alarm? {
        guard let first = heap.min, first.time <= now else { return nil }
        return heap.removeMin()
    }
}
