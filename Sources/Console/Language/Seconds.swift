/// Lengths of time as users write them: seconds, with a fraction if wanted.
enum Seconds {
    /// Reads a decimal number above 0 and of at most a year; `nil` for anything else.
    static func duration(_ text: some StringProtocol) -> Duration? {
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
