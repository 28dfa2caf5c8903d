/// How often something is to happen.
struct Rate: Sendable, Hashable {
    /// The time from one to the next.
    let interval: Duration

    /// Reads a number above 0 and of at most a million, and behind a slash a unit: `s`, `m` or `h`; `nil` for anything
    /// else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let unit: Duration
        switch parts.count == 2 ? parts[1] : "s" {
        case "s": unit = .seconds(1)
        case "m": unit = .seconds(60)
        case "h": unit = .seconds(3600)
        default: return nil
        }
        guard let count = Seconds.duration(parts[0]), count <= .seconds(1_000_000), parts[0].last?.isNumber == true
        else {
            return nil
        }
        interval = unit / (count / .seconds(1))
    }
}
