/// A value whose JSON spelling needs no container.
protocol SelfSpelling {
    /// The spelling, or `nil` when JSON has none.
    var spelling: JSONText? { get }
}

extension JSONText: SelfSpelling {
    var spelling: JSONText? { self }
}

extension JSONValue: SelfSpelling {
    var spelling: JSONText? { jsonText }
}

extension String: SelfSpelling {
    var spelling: JSONText? { JSONText(string: self) }
}

extension Bool: SelfSpelling {
    var spelling: JSONText? { JSONText(self) }
}

extension SelfSpelling where Self: FixedWidthInteger {
    var spelling: JSONText? { JSONText(integer: self) }
}

extension Int: SelfSpelling {}
extension Int8: SelfSpelling {}
extension Int16: SelfSpelling {}
extension Int32: SelfSpelling {}
extension Int64: SelfSpelling {}
extension Int128: SelfSpelling {}
extension UInt: SelfSpelling {}
extension UInt8: SelfSpelling {}
extension UInt16: SelfSpelling {}
extension UInt32: SelfSpelling {}
extension UInt64: SelfSpelling {}
extension UInt128: SelfSpelling {}

extension SelfSpelling where Self: BinaryFloatingPoint & LosslessStringConvertible {
    var spelling: JSONText? {
        guard isFinite else { return nil }
        // The description is the shortest spelling that round-trips, but marks whole numbers with a fraction of 0.
        let digits = description
        return JSONText(unchecked: Array((digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...]).utf8))
    }
}

extension Double: SelfSpelling {}
extension Float: SelfSpelling {}
