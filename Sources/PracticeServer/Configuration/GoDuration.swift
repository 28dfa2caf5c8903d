/// Lengths of time as Go writes them: `300s`, `1h30m`, `1.5h`, `500ms`.
enum GoDuration {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]

    /// Reads a length, or returns `nil` where the text is none or is longer than 292 years.
    static func parse(_ text: String) -> Duration? {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        if rest == "0" { return .zero }
        guard !rest.isEmpty else { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = part(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        return .nanoseconds(isNegative ? -total : total)
    }

    /// Takes a number and its unit.
    private static func part(_ rest: inout Substring) -> Int64? {
        let whole = digits(&rest)
        var fraction = ""
        if rest.first == "." {
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
        let name = rest.prefix { $0 != "." && !("0"..."9").contains($0) }
        guard let unit = units.first(where: { $0.name == name }) else { return nil }
        rest.removeFirst(name.count)
        guard let count = whole.isEmpty ? 0 : Int64(whole) else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit.nanoseconds)
        let (sum, carry) = product.addingReportingOverflow(scaled(fraction, to: unit.nanoseconds))
        return overflow || carry ? nil : sum
    }

    private static func digits(_ rest: inout Substring) -> String {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest.removeFirst(digits.count)
        return String(digits)
    }

    /// The value of decimal places, cut off at the nanosecond.
    private static func scaled(_ fraction: String, to unit: Int64) -> Int64 {
        var sum: Int64 = 0
        var place = unit
        for digit in fraction {
            place /= 10
            sum += place * Int64(digit.wholeNumberValue ?? 0)
        }
        return sum
    }
}
