/// Lengths of time in words, with two units at most.
package enum DurationText {
    /// Returns a measured time: `0.4 ms`, `12.3 ms`, `120 ms`, `1.34 s`, `2 min 5 s`.
    package static func measured(_ duration: Duration) -> String {
        let microseconds = max(0, duration / .microseconds(1))
        return switch microseconds {
        case ..<99_950: fixed(microseconds / 1000, places: 1) + " ms"
        case ..<999_500: "\(Int((microseconds / 1000).rounded())) ms"
        case ..<59_995_000: fixed(microseconds / 1_000_000, places: 2) + " s"
        default: long(seconds: Int(min((microseconds / 1_000_000).rounded(), 1e15)))
        }
    }

    /// Returns a whole number of seconds: `12 s`, `1 min 12 s`, `3 h 5 min`, `2 d 4 h`.
    package static func long(seconds: Int) -> String {
        let units = [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0 s" }
        let (name, size) = units[first]
        let whole = "\(seconds / size) \(name)"
        guard first + 1 < units.count else { return whole }
        let (smallerName, smallerSize) = units[first + 1]
        let rest = seconds % size / smallerSize
        return rest == 0 ? whole : "\(whole) \(rest) \(smallerName)"
    }

    /// Returns a time that a user gave, as it would be typed: `10`, `0.5`.
    package static func seconds(_ duration: Duration) -> String {
        let (whole, attoseconds) = duration.components
        guard whole >= 0, attoseconds > 0 else { return "\(whole)" }
        var digits = "\(attoseconds)"
        digits = String(repeating: "0", count: 18 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    private static func fixed(_ number: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((number * Double(scale)).rounded())
        let digits = "\(scaled % scale)"
        return "\(scaled / scale)." + String(repeating: "0", count: places - digits.count) + digits
    }
}
