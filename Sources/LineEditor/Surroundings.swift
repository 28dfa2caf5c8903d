/// Why the reading of a line has to end before the line does.
enum Unwinding: Equatable {
    case cancelled
    case closed
    case interrupted
    case terminated(TerminalSignal)
}

/// What is on the screen while the editor waits, and so how something else is shown there.
protocol Screen: AnyObject {
    /// Shows a text without damage to what is being typed.
    func show(_ text: [UInt8])
    /// Draws anew for another size of the terminal.
    func adaptToSize()
    /// Takes the terminal back after the process was stopped.
    func resume()
}

/// Everything that reaches the editor's thread other than keys.
final class Surroundings {
    private let mailbox: Mailbox
    private let handlesSignals: Bool

    init(mailbox: Mailbox, handlesSignals: Bool) {
        self.mailbox = mailbox
        self.handlesSignals = handlesSignals
    }

    /// The descriptor that becomes readable when something has arrived.
    var descriptor: Int32 { mailbox.wake.descriptor }

    /// Attends to what has arrived; returns whether it ends the reading of a line.
    func attend(on screen: some Screen) -> Unwinding? {
        mailbox.wake.clear()
        var arrivals = handlesSignals ? SignalRelay.take() : []
        if mailbox.takeResize() { arrivals.insert(.resize) }
        if arrivals.contains(.resume) { screen.resume() }
        if arrivals.contains(.resize) { screen.adaptToSize() }
        show(mailbox.takeItems(), on: screen)
        if arrivals.contains(.hangup) { return .terminated(.hangup) }
        if arrivals.contains(.terminate) { return .terminated(.terminate) }
        if mailbox.isClosed { return .closed }
        if arrivals.contains(.interrupt) { return .interrupted }
        return mailbox.isCancelled ? .cancelled : nil
    }

    /// Shows a batch of texts at once, then tells those who wait for them.
    private func show(_ items: [Mailbox.Item], on screen: some Screen) {
        var text: [UInt8] = []
        for case .text(let bytes) in items { text += bytes }
        if !text.isEmpty { screen.show(text) }
        for case .marker(let continuation) in items { continuation.resume() }
    }
}
