/// The people who seem to use the playground, so that there is something to look at.
///
/// It decides who does what and when, and touches no server: whoever owns one asks what has been done and lets it
/// happen there. Everything follows from the seed and the start, however the time since then is cut into steps.
struct Population: Sendable {
    /// The longest time caught up on in full.
    ///
    /// The playground keeps history no longer than this: what happened before would not be seen anyway.
    static let longestStep = Duration.seconds(300)
    /// How many publications are left of a longer time.
    static let keptOfGap = 5

    private let timetable: Timetable
    /// How many scenes came before the one under way.
    private var scene = 0
    /// The rest of the scene under way.
    private var ahead: ArraySlice<Timetable.Event>
    /// The time up to which everything has been told.
    private var reached: Moment

    /// Lets life begin at a time.
    ///
    /// People connect, subscribe and publish a little at the very start. Without a seed every life is another.
    init(seed: UInt64?, start: Moment) {
        // Only a clock that ran over is before 1970; from there, not every time can be reached by adding to the start.
        let start = max(start, Moment(secondsSince1970: 0))
        timetable = Timetable(seed: seed, start: start)
        ahead = (timetable.opening + timetable.events(inScene: 0))[...]
        reached = start
    }

    /// When somebody does something next.
    var next: Moment { ahead.first?.time ?? .last }

    /// Returns what is done up to a time, in order; afterwards `next` is later than that.
    ///
    /// After more than ``longestStep`` without a call, as when the machine slept, all but the last
    /// ``keptOfGap`` publications are left out and so is the coming and going of which nothing is left to see.
    mutating func advance(to now: Moment) -> [(time: Moment, doing: Doing)] {
        // Times beyond the last moment are cut to it, so it has to stay out of reach.
        let now = min(now, .lastButOne)
        let isGap = now > reached + Self.longestStep
        reached = max(reached, now)
        var done: [Timetable.Event] = []
        while next <= now {
            let due = ahead.prefix { $0.time <= now }
            done += due
            ahead = ahead.dropFirst(due.count)
            guard ahead.isEmpty else { continue }
            // Everybody is in their place between scenes, so any of them can be left out.
            scene = isGap ? max(scene + 1, timetable.scene(at: now) - 1) : scene + 1
            ahead = timetable.events(inScene: scene)[...]
        }
        return isGap ? withoutOld(done) : done
    }

    private func withoutOld(_ events: [Timetable.Event]) -> [Timetable.Event] {
        var left = Self.keptOfGap
        let kept = events.reversed().filter { event in
            guard case .publish = event.doing else { return true }
            left -= 1
            return left >= 0
        }
        return kept.reversed()
    }
}

extension Moment {
    fileprivate static let last = Moment(nanoseconds: .max)
    fileprivate static let lastButOne = Moment(nanoseconds: .max - 1)
}
