/// What a client that comes back gets.
struct Recovery: Sendable {
    /// Whether it has missed nothing that it does not get.
    var isComplete = false
    /// What it missed.
    var publications: [Publication] = []

    /// All that came after a position.
    ///
    /// `found` are the publications after it that the history still has, as many as are given at once; an empty epoch
    /// fits every stream.
    static func stream(from position: StreamPosition, found: [Publication], top: StreamPosition) -> Recovery {
        guard position.epoch.isEmpty || position.epoch == top.epoch else { return Recovery() }
        guard let first = found.first, let last = found.last else {
            return Recovery(isComplete: top.offset == position.offset)
        }
        guard first.offset == position.offset &+ 1, last.offset == top.offset else { return Recovery() }
        return Recovery(isComplete: true, publications: found)
    }

    /// The latest publication, unless the client has it.
    static func cache(from position: StreamPosition, latest: Publication?, top: StreamPosition) -> Recovery {
        let isKnown = position.offset > 0 && position == top
        guard let latest else { return Recovery(isComplete: isKnown) }
        guard latest.offset == top.offset else { return Recovery() }
        return Recovery(isComplete: true, publications: isKnown ? [] : [latest])
    }
}
