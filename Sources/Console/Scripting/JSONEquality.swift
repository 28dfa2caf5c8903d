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
        if let left = left.int64, let right = right.int64 { return left < right ? -1 : left == right ? 0 : 1 }
        if let left = left.uint64, let right = right.uint64 { return left < right ? -1 : left == right ? 0 : 1 }
        guard let left = left.numberText.flatMap(Double.init), let right = right.numberText.flatMap(Double.init) else {
            return nil
        }
        return left < right ? -1 : left == right ? 0 : 1
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
