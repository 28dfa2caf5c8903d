internal import NIOCore

/// One timer for many deadlines: set for the earliest, and left as it is while later ones come and go, because
/// a request that is answered in time should not pay for a timer of its own.
///
/// Lives on the event loop.
final class DeadlineTimer {
    private let loop: any EventLoop
    private let fired: () -> NIODeadline?
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?

    /// Makes a timer that, when it fires, has what is due handled and asks for the next deadline, if there is one.
    init(on loop: any EventLoop, fired: @escaping () -> NIODeadline?) {
        self.loop = loop
        self.fired = fired
    }

    /// Makes the timer fire at a deadline or before it.
    func cover(_ deadline: NIODeadline) {
        if let timer, timer.due <= deadline { return }
        timer?.task.cancel()
        let task = loop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            if let next = self.fired() { self.cover(next) }
        }
        timer = (deadline, task)
    }

    func cancel() {
        timer?.task.cancel()
        timer = nil
    }
}

extension TimeAmount {
    /// A duration from a caller, cut at a century so that no sum overflows.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let century: Int64 = 100 * 366 * 86_400
        guard seconds < century else {
            self = .seconds(century)
            return
        }
        self = seconds < 0 ? .zero : .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}
