import Glibc
import Synchronization

/// The time by which a practice server's contents expire.
///
/// What should have happened by now is worked out when somebody asks, or when the clock says that something is due. So
/// a lesson or a test moves the clock instead of sleeping.
public final class PracticeClock: Sendable {
    /// The time at which the clock was stopped; `nil` where it runs with the machine's.
    private let stopped: Moment?
    /// What was added to it, in nanoseconds.
    private let added = Atomic<Int64>(0)
    /// Who wants to know when it is moved.
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    /// Makes a clock that runs with the machine's.
    public init() { stopped = nil }

    /// Makes a clock that stands still at a time in seconds since 1970 and goes on only by ``advance(by:)``.
    public init(stoppedAt seconds: Int64) { stopped = Moment(secondsSince1970: seconds) }

    /// Moves the clock forward; when this returns, what became due has happened.
    public func advance(by duration: Duration) {
        added.wrappingAdd(duration.nanoseconds, ordering: .relaxed)
        for listener in listeners.withLock({ $0 }) { listener() }
    }

    /// Whether it goes on by itself.
    var isRunning: Bool { stopped == nil }

    /// Calls `listener` whenever the clock has been moved.
    func whenMoved(_ listener: @escaping @Sendable () -> Void) { listeners.withLock { $0.append(listener) } }

    /// The time now.
    package var now: Moment {
        let base = stopped ?? Moment.ofMachine
        return Moment(nanoseconds: base.nanoseconds &+ added.load(ordering: .relaxed))
    }
}

/// A point in time, in nanoseconds since 1970.
package struct Moment: Hashable, Comparable, Sendable {
    let nanoseconds: Int64

    init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package init(secondsSince1970 seconds: Int64) {
        nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
    }

    static var ofMachine: Moment {
        var time = timespec()
        // Safe: the call writes into the variable it is given and keeps no pointer to it.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    var secondsSince1970: Int64 { nanoseconds / 1_000_000_000 }

    var millisecondsSince1970: Int64 { nanoseconds / 1_000_000 }

    static func + (moment: Moment, duration: Duration) -> Moment {
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(duration.nanoseconds)
        return Moment(nanoseconds: overflow ? .max : sum)
    }

    static func - (moment: Moment, other: Moment) -> Duration {
        .nanoseconds(moment.nanoseconds - other.nanoseconds)
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
