/// Lengths of time as users write them: seconds, with a fraction if wanted, or a number with its unit.
enum Seconds {
    /// Reads a decimal number above 0 and of at most a year; `nil` for anything else.
    static func duration(_ text: some StringProtocol) -> Duration? {
        let units: [(suffix: String, factor: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        for unit in units where text.hasSuffix(unit.suffix) {
            let length = number(text.dropLast(unit.suffix.count)).map { $0 * unit.factor }
            return length.flatMap { $0 > .zero && $0 <= .seconds(31_536_000) ? $0 : nil }
        }
        return number(text)
    }

    private static func number(_ text: some StringProtocol) -> Duration? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int64(parts[0]), (0...31_536_000).contains(whole), !parts[0].hasPrefix("+") else {
            return nil
        }
        var duration = Duration.seconds(whole)
        if parts.count > 1 {
            let digits = parts[1].prefix(9)
            guard !digits.isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                var nanoseconds = Int64(digits)
            else { return nil }
            for _ in digits.count..<9 { nanoseconds *= 10 }
            duration += .nanoseconds(nanoseconds)
        }
        return duration > .zero ? duration : nil
    }
}
