import LosslessJSON

/// A time in a token: seconds since 1970, with fractions (RFC 7519 §2).
struct NumericDate: Comparable {
    /// Whole seconds.
    let seconds: Int64
    private let nanoseconds: Int64

    init(_ moment: Moment) {
        seconds = moment.nanoseconds / 1_000_000_000
        nanoseconds = moment.nanoseconds % 1_000_000_000
    }

    /// Reads a number, or a text that spells one as JSON does; `nil` where it is neither or no `Double` holds it.
    init?(_ value: JSONValue) {
        guard let spelling = value.numberText ?? Self.number(in: value), let number = Double(spelling), number.isFinite
        else { return nil }
        let whole = number.rounded(.towardZero)
        // What Go's `time.Time` cannot hold turns into the far past, and so does it here: such a token has expired.
        if let seconds = Int64(exactly: whole), seconds <= Self.lastOfGo {
            self.seconds = seconds
            nanoseconds = Int64((number - whole) * 1e9)
        } else {
            (seconds, nanoseconds) = (.min, 0)
        }
    }

    /// Go counts from the year 1.
    private static let lastOfGo = Int64.max - 62_135_596_800

    private static func number(in value: JSONValue) -> String? {
        guard let text = value.string, let inner = try? JSONValue.parse(text), inner.kind == .number else { return nil }
        return text
    }

    static func < (one: NumericDate, other: NumericDate) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}
