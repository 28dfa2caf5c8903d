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
    /// Gives the terminal back, stops the process, and takes the terminal again once it goes on.
    func suspend()
    /// Takes the terminal back after the process was stopped.
    func resume()
    /// Draws anew because the owner knows more than before.
    func refresh()
    /// Whether showing costs a drawing of the input, so that it is not done for every text.
    var isCostly: Bool { get }
}

extension Screen {
    func refresh() {}
    func suspend() {}
    var isCostly: Bool { false }
}

/// Everything that reaches the editor's thread other than keys.
final class Surroundings {
    private let mailbox: Mailbox
    private let handlesSignals: Bool

    /// How far texts shown above an input are apart: nobody sees more pictures.
    private static let pause = Duration.milliseconds(16)
    /// When the next texts may be shown.
    private var earliestShow = ContinuousClock.now
    private var isHolding = false

    /// How long texts are held back yet, in milliseconds; nil where none are.
    var holdingTime: Int32? {
        guard isHolding else { return nil }
        return max(0, Int32((earliestShow - .now) / .milliseconds(1)) + 1)
    }

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
        if arrivals.contains(.stop) { screen.suspend() }
        if arrivals.contains(.resume) { screen.resume() }
        if arrivals.contains(.resize) { screen.adaptToSize() }
        if mailbox.takeNews() { screen.refresh() }
        isHolding = screen.isCostly && ContinuousClock.now < earliestShow
        if !isHolding { show(mailbox.takeItems(), on: screen) }
        if arrivals.contains(.hangup) { return .terminated(.hangup) }
        if arrivals.contains(.terminate) { return .terminated(.terminate) }
        if mailbox.isClosed { return .closed }
        if arrivals.contains(.interrupt) { return .interrupted }
        return mailbox.isCancelled ? .cancelled : nil
    }

    /// Shows what was printed so far.
    func showTexts(on screen: some Screen) {
        show(mailbox.takeItems(), on: screen)
    }

    /// Shows a batch of texts at once, then tells those who wait for them.
    private func show(_ items: [Mailbox.Item], on screen: some Screen) {
        var text: [UInt8] = []
        for case .text(let bytes) in items { text += bytes }
        if !text.isEmpty {
            screen.show(text)
            earliestShow = .now + Self.pause
        }
        for case .marker(let continuation) in items { continuation.resume() }
    }
}
