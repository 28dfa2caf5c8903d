import HeapModule

/// Something that is due for a connection at a time.
struct Alarm: Sendable {
    /// Those that are due at the same time ring in this order.
    enum Kind: Int, Sendable {
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
        (one.time, one.client, one.kind.rawValue) < (other.time, other.client, other.kind.rawValue)
    }
}

/// What is due next.
///
/// An alarm that was put off or whose connection has gone stays here for a while; whoever takes it compares it with the
/// connection's own deadlines.
struct Alarms: Sendable {
    private var heap = Heap<Alarm>()

    var next: Moment? { heap.min?.time }

    /// How many there are, those that count no longer included.
    var count: Int { heap.count }

    mutating func add(_ alarm: Alarm) { heap.insert(alarm) }

    /// Forgets those that count no longer.
    mutating func keep(where counts: (Alarm) -> Bool) { heap = Heap(heap.unordered.filter(counts)) }

    /// Takes the earliest alarm that is due at a time.
    mutating func takeDue(at now: Moment) -> Alarm? {
        guard let first = heap.min, first.time <= now else { return nil }
        return heap.removeMin()
    }
}
