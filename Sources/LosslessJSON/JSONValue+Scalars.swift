extension JSONValue {
    /// Whether the value is `null`.
    public var isNull: Bool { kind == .null }

    /// The truth value, or `nil` when the value is not `true` or `false`.
    public var bool: Bool? {
        kind == .bool ? tape.lead(index) == ASCII.byte("t") : nil
    }

    /// The string's characters with its escapes decoded, or `nil` when the value is not a string.
    ///
    /// An escaped lone surrogate and each byte of invalid UTF-8 become U+FFFD.
    public var string: String? {
        kind == .string ? StringDecoding.string(in: bytes) : nil
    }

    /// The number as it was written, or `nil` when the value is not a number.
    public var numberText: String? {
        kind == .number ? text : nil
    }

    /// The number as a signed integer.
    ///
    /// `nil` when the value is not a number, is written with a point or an exponent, or is out of range. `-0` is 0.
    public var int64: Int64? { integer() }

    /// The number as an unsigned integer.
    ///
    /// `nil` when the value is not a number, is written with a point or an exponent, or is out of range. `-0` is 0.
    public var uint64: UInt64? { integer() }

    private func integer<Integer: FixedWidthInteger>() -> Integer? {
        guard kind == .number else { return nil }
        let isNegative = tape.lead(index) == ASCII.minus
        var result: Integer = 0
        for byte in isNegative ? bytes.dropFirst() : bytes {
            guard ASCII.isDigit(byte) else { return nil }
            let digit = Integer(byte - ASCII.zero)
            let (shifted, overflow) = result.multipliedReportingOverflow(by: 10)
            let (sum, carry) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            result = sum
        }
        return result
    }
}
