package import NIOCore
import Synchronization

/// Has what waits for clients sent in rounds.
///
/// What comes after a quiet moment goes out at once. In a busy one all that comes within a pause shares a round, so that
/// each socket is written to once for many publications.
package final class SendingRounds: Sendable {
    /// How far rounds are apart at least.
    private static let pause = TimeAmount.milliseconds(2)

    private struct Plan {
        var outboxes: [ClientOutbox] = []
        var isPlanned = false
        /// When the next round may be.
        var earliest = NIODeadline.uptimeNanoseconds(0)
    }

    private let eventLoop: any EventLoop
    private let plan = Mutex(Plan())

    /// Starts with a quiet moment.
    package init(on eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    /// Has an outbox emptied in the next round; once per round is enough.
    func add(_ outbox: ClientOutbox) {
        let time: NIODeadline? = plan.withLock { plan in
            plan.outboxes.append(outbox)
            defer { plan.isPlanned = true }
            return plan.isPlanned ? nil : plan.earliest
        }
        guard let time else { return }
        guard time > eventLoop.now else { return eventLoop.execute { self.run() } }
        eventLoop.scheduleTask(deadline: time) { self.run() }
    }

    private func run() {
        let outboxes = plan.withLock { plan in
            defer { plan = Plan(earliest: eventLoop.now + Self.pause) }
            return plan.outboxes
        }
        for outbox in outboxes { outbox.empty() }
    }
}
