import Glibc
import Synchronization

/// The time by which a practice server's contents expire.
///
/// What should have happened by now is worked out when somebody asks, or when the clock says that something is due. So
/// a lesson or a test moves the clock instead of sleeping.
public final class PracticeClock: Sendable {
    /// The time when the clock was made.
    private let start: Moment
    /// What the machine's steady clock showed then; `nil` where this one stands still.
    ///
    /// The machine's time of day may be set back, and what is due must not wait for it to come again.
    private let startOfMachine: Moment?
    /// What was added to it, in nanoseconds.
    private let added = Atomic<Int64>(0)
    /// Who wants to know when it is moved.
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    /// Makes a clock that runs with the machine's.
    public init() {
        start = Moment.reading(CLOCK_REALTIME)
        startOfMachine = Moment.reading(CLOCK_BOOTTIME)
    }

    /// Makes a clock that stands still at a time in seconds since 1970 and goes on only by ``advance(by:)``.
    public init(stoppedAt seconds: Int64) {
        start = Moment(secondsSince1970: seconds)
        startOfMachine = nil
    }

    /// Moves the clock forward; when this returns, what became due has happened.
    public func advance(by duration: Duration) {
        added.wrappingAdd(duration.nanoseconds, ordering: .relaxed)
        for listener in listeners.withLock({ $0 }) { listener() }
    }

    /// Whether it goes on by itself.
    var isRunning: Bool { startOfMachine != nil }

    /// Calls `listener` whenever the clock has been moved.
    func whenMoved(_ listener: @escaping @Sendable () -> Void) { listeners.withLock { $0.append(listener) } }

    /// The time now.
    package var now: Moment {
        let passed = startOfMachine.map { Moment.reading(CLOCK_BOOTTIME) - $0 } ?? .zero
        return start + passed + .nanoseconds(added.load(ordering: .relaxed))
    }
}

/// A point in time, in nanoseconds since 1970; what would be further away than 292 years is that far away.
package struct Moment: Hashable, Comparable, Sendable {
    let nanoseconds: Int64

    init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package init(secondsSince1970 seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        nanoseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// What one of the machine's clocks shows.
    fileprivate static func reading(_ clock: clockid_t) -> Moment {
        var time = timespec()
        // Safe: the call writes into the variable it is given and keeps no pointer to it.
        unsafe clock_gettime(clock, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    var secondsSince1970: Int64 { nanoseconds / 1_000_000_000 }

    var millisecondsSince1970: Int64 { nanoseconds / 1_000_000 }

    static func + (moment: Moment, duration: Duration) -> Moment {
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(duration.nanoseconds)
        return Moment(nanoseconds: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    static func - (moment: Moment, other: Moment) -> Duration {
        let (difference, overflow) = moment.nanoseconds.subtractingReportingOverflow(other.nanoseconds)
        return .nanoseconds(overflow ? (moment < other ? .min : .max) : difference)
    }

    package static func < (one: Moment, other: Moment) -> Bool { one.nanoseconds < other.nanoseconds }
}

extension Duration {
    /// The whole length, at most 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || carry ? (seconds < 0 ? .min : .max) : sum
    }
}
