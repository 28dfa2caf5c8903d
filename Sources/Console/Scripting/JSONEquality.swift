internal import LosslessJSON

/// Whether two values of JSON mean the same: the order of members does not count, nor how a number or text is spelled.
enum JSONEquality {
    static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .null: return true
        case .bool: return left.bool == right.bool
        case .string: return left.string == right.string
        case .number: return left.bytes.elementsEqual(right.bytes) || order(left, right) == 0
        case .array:
            return left.count == right.count && zip(left.elements, right.elements).allSatisfy { areEqual($0, $1) }
        case .object:
            return left.count == right.count
                && left.members.allSatisfy { member in right[member.name].map { areEqual(member.value, $0) } ?? false }
        }
    }

    /// Below 0 where the first number is less, above where it is greater; nil where one is none.
    static func order(_ left: JSONValue, _ right: JSONValue) -> Int? {
        guard let left = left.numberText.map(Decimal.init), let right = right.numberText.map(Decimal.init) else {
            return nil
        }
        return left.order(to: right)
    }

    /// Where two values differ, each place by its path with both values; members of some names are left out.
    static func differences(
        _ left: JSONValue?, _ right: JSONValue?, ignoring names: Set<String>, at path: String = ""
    ) -> [(path: String, left: JSONValue?, right: JSONValue?)] {
        guard let left, let right, left.kind == right.kind, left.kind == .object || left.kind == .array else {
            let isSame = left.flatMap { left in right.map { areEqual(left, $0) } } ?? (left == nil && right == nil)
            return isSame ? [] : [(path.isEmpty ? "." : path, left, right)]
        }
        if left.kind == .array {
            let (left, right) = (Array(left.elements), Array(right.elements))
            return (0..<max(left.count, right.count)).flatMap { index in
                differences(
                    index < left.count ? left[index] : nil, index < right.count ? right[index] : nil, ignoring: names,
                    at: "\(path)[\(index)]")
            }
        }
        let members = left.members.map(\.name) + right.members.map(\.name).filter { left[$0] == nil }
        return members.filter { !names.contains($0) }.flatMap { name in
            differences(left[name], right[name], ignoring: names, at: "\(path).\(name)")
        }
    }
}

/// A number of JSON as exactly what it says, of any size: numbers are text.
private struct Decimal {
    private let isNegative: Bool
    /// The digits without zeros around them; none for 0.
    private let digits: [UInt8]
    /// Where the point stands: the number is 0.DIGITS times ten to this power.
    private let power: Int

    init(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].drop { $0 == "-" }
        let sides = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let all = Array(sides.joined().utf8)
        let significant = all.drop { $0 == UInt8(ascii: "0") }
        let end = significant.lastIndex { $0 != UInt8(ascii: "0") }.map { $0 + 1 } ?? significant.startIndex
        digits = Array(significant[..<end])
        // A power beyond all bounds is as good as the bound: nothing else comes near it.
        let exponent = parts.count > 1 ? Int(parts[1]) ?? (parts[1].hasPrefix("-") ? -1 << 40 : 1 << 40) : 0
        power = digits.isEmpty ? 0 : sides[0].utf8.count - significant.startIndex + exponent
        isNegative = text.hasPrefix("-") && !digits.isEmpty
    }

    func order(to other: Decimal) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let magnitude = magnitudeOrder(to: other)
        return isNegative ? -magnitude : magnitude
    }

    private func magnitudeOrder(to other: Decimal) -> Int {
        if digits.isEmpty || other.digits.isEmpty {
            return digits.count == other.digits.count ? 0 : digits.isEmpty ? -1 : 1
        }
        if power != other.power { return power < other.power ? -1 : 1 }
        if digits == other.digits { return 0 }
        return digits.lexicographicallyPrecedes(other.digits) ? -1 : 1
    }
}
