import LosslessJSON

/// Compares JSON with a template of it where order does not count.
struct JSONUnification {
    let ignoresElementOrder: Bool

    /// What stands for a whole number of any value once the template has been made JSON.
    private static let anyNumber = "-9223372036854775807"

    /// Compares a text with a template and notes the values of new placeholders.
    ///
    /// - Returns: What is wrong; `nil` where they agree.
    func difference(of template: [UInt8], from text: [UInt8], _ captures: inout Captures) -> String? {
        var marked = String(decoding: template, as: UTF8.self)
        for mark in ["<time>", "<num>"] { marked.replace(mark, with: Self.anyNumber) }
        do {
            let expected = try JSONValue.parse(marked)
            let found = try JSONValue.parse(text)
            if agrees(expected, found, &captures) { return nil }
            return "expected JSON like \(marked.prefix(200)), found \(found.text.prefix(200))"
        } catch {
            return "no JSON: \(String(decoding: text.prefix(200), as: UTF8.self))"
        }
    }

    private func agrees(_ expected: JSONValue, _ found: JSONValue, _ captures: inout Captures) -> Bool {
        guard expected.kind == found.kind else { return false }
        switch expected.kind {
        case .string:
            let text = Array((found.string ?? "").utf8)
            return Template(Array((expected.string ?? "").utf8)).difference(from: text, &captures) == nil
        case .number where expected.numberText == Self.anyNumber:
            return found.int64 != nil
        case .object:
            return pairsOff(Array(expected.members), Array(found.members), &captures) { one, other, captures in
                agrees(name: one.name, other.name, &captures) && agrees(one.value, other.value, &captures)
            }
        case .array where ignoresElementOrder:
            return pairsOff(Array(expected.elements), Array(found.elements), &captures) { agrees($0, $1, &$2) }
        case .array:
            return expected.count == found.count
                && zip(expected.elements, found.elements).allSatisfy { agrees($0, $1, &captures) }
        default:
            return expected.bytes == found.bytes
        }
    }

    private func agrees(name: String, _ other: String, _ captures: inout Captures) -> Bool {
        Template(Array(name.utf8)).difference(from: Array(other.utf8), &captures) == nil
    }

    /// Whether each of some agrees with another one of the others; captures grow only where all do.
    private func pairsOff<Element>(
        _ expected: [Element], _ found: [Element], _ captures: inout Captures,
        _ agrees: (Element, Element, inout Captures) -> Bool
    ) -> Bool {
        guard expected.count == found.count else { return false }
        guard let first = expected.first else { return true }
        for place in found.indices {
            var trial = captures
            guard agrees(first, found[place], &trial) else { continue }
            let others = found[..<place] + found[(place + 1)...]
            guard pairsOff(Array(expected.dropFirst()), Array(others), &trial, agrees) else { continue }
            captures = trial
            return true
        }
        return false
    }
}
