internal import LosslessJSON

/// Shows a result with a line for each of its fields: what is too wide for a table, and what tables leave out.
enum VerticalView {
    /// Returns the lines; the elements of a list, and the members of an object of objects, are numbered or named above.
    static func answer(_ result: JSONValue) -> HumanText {
        var lines: [StyledLine] = []
        append(result, under: "", to: &lines)
        return HumanText(lines.isEmpty ? [.payload(result.jsonText)] : lines.map { .line($0) })
    }

    private static func append(_ value: JSONValue, under path: String, to lines: inout [StyledLine]) {
        let fields = fields(of: value, under: "")
        let width = fields.map { DisplayWidth.of($0.name) }.max() ?? 0
        for field in fields {
            guard let rows = rows(of: field.value) else {
                let text = field.value.string ?? field.value.jsonText.compacted().description
                let name = field.name + String(repeating: " ", count: max(0, width - DisplayWidth.of(field.name)))
                lines.append(StyledLine(untrusted: name).styled(.note) + "  " + StyledLine(untrusted: text))
                continue
            }
            for row in rows {
                lines.append(StyledLine(untrusted: "— \(path)\(field.name) \(row.title) —").styled(.strong))
                append(row.value, under: "\(path)\(field.name) \(row.title) · ", to: &lines)
            }
        }
    }

    /// The fields of an object, those of objects in it with the name of that before them; lists come last.
    private static func fields(of value: JSONValue, under prefix: String) -> [(name: String, value: JSONValue)] {
        guard value.kind == .object else { return [(prefix.isEmpty ? "value" : String(prefix.dropLast()), value)] }
        let all = value.members.flatMap { member -> [(name: String, value: JSONValue)] in
            let isNested = member.value.kind == .object && member.value.count > 0 && rows(of: member.value) == nil
            return isNested
                ? fields(of: member.value, under: prefix + member.name + ".") : [(prefix + member.name, member.value)]
        }
        return all.filter { rows(of: $0.value) == nil } + all.filter { rows(of: $0.value) != nil }
    }

    /// The parts of a list of objects, or of an object that holds nothing but objects.
    private static func rows(of value: JSONValue) -> [(title: String, value: JSONValue)]? {
        switch value.kind {
        case .array:
            let elements = Array(value.elements)
            guard !elements.isEmpty, elements.allSatisfy({ $0.kind == .object }) else { return nil }
            return elements.enumerated().map { ("\($0.offset + 1)", $0.element) }
        case .object:
            let members = Array(value.members)
            guard !members.isEmpty, members.allSatisfy({ $0.value.kind == .object }) else { return nil }
            return members.map { ($0.name, $0.value) }
        default: return nil
        }
    }
}
