internal import CentrifugoProtocol
internal import LosslessJSON

/// How a value of a reply is compared with the one that is expected.
enum Comparison: String, CaseIterable {
    case equal = "="
    case same = "=="
    case other = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case contains

    static let choices = [
        Choice("=", "equal"), Choice("==", "equal"), Choice("!=", "another, or nothing"), Choice("<", "less"),
        Choice("<=", "less or equal"), Choice(">", "greater"), Choice(">=", "greater or equal"),
        Choice("contains", "a text with that in it, an array with that element, an object with that member"),
    ]

    /// Whether it holds between what was found and what was expected.
    func holds(_ found: JSONValue, _ expected: JSONValue) -> Bool {
        switch self {
        case .equal, .same: JSONEquality.areEqual(found, expected)
        case .other: !JSONEquality.areEqual(found, expected)
        case .less: order(found, expected).map { $0 < 0 } ?? false
        case .atMost: order(found, expected).map { $0 <= 0 } ?? false
        case .more: order(found, expected).map { $0 > 0 } ?? false
        case .atLeast: order(found, expected).map { $0 >= 0 } ?? false
        case .contains: contains(found, expected)
        }
    }

    /// Whether it holds for what a path leads to, of which there may be nothing or much: one that fits is enough, and
    /// nothing is another than anything but null.
    func holds(_ found: [JSONValue], _ expected: JSONValue) -> Bool {
        if !found.isEmpty { return found.contains { holds($0, expected) } }
        switch self {
        case .other: return !expected.isNull
        case .equal, .same: return expected.isNull
        default: return false
        }
    }

    private func order(_ found: JSONValue, _ expected: JSONValue) -> Int? {
        if let left = found.string, let right = expected.string {
            return left == right ? 0 : left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
        }
        return JSONEquality.order(found, expected)
    }

    private func contains(_ found: JSONValue, _ expected: JSONValue) -> Bool {
        switch found.kind {
        case .string:
            let part = expected.string ?? expected.text
            return found.string.map { $0.utf8.contains(Array(part.utf8)) } ?? false
        case .array: return found.elements.contains { JSONEquality.areEqual($0, expected) }
        case .object: return expected.string.map { found[$0] != nil } ?? false
        default: return false
        }
    }
}

extension String.UTF8View {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        let bytes = Array(self)
        guard part.count <= bytes.count else { return false }
        return (0...bytes.count - part.count).contains { bytes[$0...].starts(with: part) }
    }
}
