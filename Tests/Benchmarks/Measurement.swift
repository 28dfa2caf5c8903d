/// Times of the same thing, done several times.
struct Measurement {
    private(set) var times: [Duration] = []

    /// Does something once and keeps how long it took.
    mutating func run(_ body: () throws -> Void) rethrows {
        times.append(try ContinuousClock().measure(body))
    }

    /// The time in the middle: outliers do not count.
    var median: Duration { times.sorted()[times.count / 2] }

    /// The median in milliseconds, with two decimals.
    var text: String { median.milliseconds + " ms" }
}

extension Duration {
    /// The length in milliseconds, with two decimals.
    var milliseconds: String {
        let hundredths = Int(self / .microseconds(10))
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// How one time compares to another, with two decimals.
func ratio(_ one: Duration, _ other: Duration) -> String {
    let hundredths = Int((one / other * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
