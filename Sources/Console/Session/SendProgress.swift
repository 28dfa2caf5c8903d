/// Says now and then how far a long send is.
struct SendProgress {
    private let total: Int
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant

    init(total: Int, start: ContinuousClock.Instant) {
        self.total = total
        self.start = start
        last = start
    }

    /// What to write when so many commands have gone; `nil` where it is too early.
    ///
    /// On a terminal that is a line in the place of the last one, which goes at the end; elsewhere a line of its own,
    /// every ten seconds.
    mutating func line(_ count: Int, at now: ContinuousClock.Instant, isTerminal: Bool) -> String? {
        let isOver = count == total
        if isOver { return isTerminal && last != start ? Self.clear : nil }
        let pause: Duration = isTerminal ? .milliseconds(last == start ? 1000 : 250) : .seconds(10)
        guard now - last >= pause else { return nil }
        last = now
        let text = words(count, after: now - start)
        return isTerminal ? Self.clear + text : text + "\n"
    }

    private static let clear = "\r\u{1B}[K"

    private func words(_ count: Int, after time: Duration) -> String {
        let seconds = max(time / .seconds(1), 0.001)
        let rate = Double(count) / seconds
        let left = Double(total - count) / max(rate, 0.001)
        return "\(count) of \(total) sent · \(Int(rate))/s · about \(Int(left.rounded(.up))) s left"
    }
}
