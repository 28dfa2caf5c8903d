package import CentrifugoProtocol

/// The help for one command, made from its declaration.
package struct HelpPage: Sendable {
    private let signature: Signature
    private let method: Method?

    /// Makes the page of a command; `method` is set for those that call the server.
    package init(_ signature: Signature, method: Method?) {
        self.signature = signature
        self.method = method
    }

    /// The command with its fields, the optional ones in brackets.
    package var usage: String {
        ([signature.name] + signature.usageWords.map(\.text)).joined(separator: " ")
    }

    /// The page, at most 80 columns wide.
    package var lines: [String] {
        var lines = TextWrap.lines(usage, width: 78).enumerated().map {
            $0.offset == 0 ? $0.element : "  " + $0.element
        }
        lines += TextWrap.lines(signature.summary, width: 80)
        if method?.edition == .pro { lines += ["Only servers of the PRO edition have it; others answer 404."] }
        for note in signature.notes { lines += TextWrap.lines(note, width: 80) }
        lines += fieldLines
        let facts = answers + failures + examples + related
        return facts.isEmpty ? lines : lines + [""] + facts
    }

    private var fieldLines: [String] {
        let leaves = signature.fields.flatMap(\.leaves)
        guard !leaves.isEmpty else { return [] }
        let names = min(28, leaves.map(\.path.count).max() ?? 0) + 2
        return [""]
            + leaves.flatMap { path, field in
                TextWrap.entry(
                    path, field.kind.label.padded(to: 9) + field.description(isNested: path.contains(".")),
                    indent: 2, column: names, hanging: 9)
            }
    }

    private var answers: [String] {
        guard let members = method?.reply.members, !members.isEmpty else { return [] }
        return TextWrap.entry("Answers", members.joined(separator: ", "), column: 10)
    }

    private var failures: [String] {
        guard let method, !method.failures.isEmpty else { return [] }
        let codes = method.failures.map { "\($0.code.rawValue) \($0.code.message)" }
        return TextWrap.entry("Can fail", codes.joined(separator: " · "), column: 10)
    }

    private var examples: [String] {
        signature.examples.enumerated().map { ($0.offset == 0 ? "Try       " : "          ") + $0.element }
    }

    private var related: [String] {
        signature.seeAlso.isEmpty ? [] : ["See also  " + signature.seeAlso.joined(separator: "  ")]
    }
}

extension Field {
    fileprivate func description(isNested: Bool) -> String {
        var text = summary
        if case .choice(let choices) = kind {
            text += " " + choices.map { "\($0.name): \($0.summary)" }.joined(separator: "; ") + "."
        }
        if case .required = requirement, !isPositional, !isNested { text += " Required." }
        if isPro { text += " (PRO; the open edition ignores it)" }
        return text
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}

extension TextWrap {
    /// An entry whose text starts with a word of its own column; a long label has a line of its own.
    fileprivate static func entry(
        _ label: String, _ text: String, indent: Int, column: Int, hanging: Int
    ) -> [String] {
        let head = String(text.prefix(hanging))
        let lines = lines(String(text.dropFirst(hanging)), width: 80 - indent - column - hanging)
        let start = String(repeating: " ", count: indent) + label
        let margin = String(repeating: " ", count: indent + column)
        let further = lines.dropFirst().map { margin + String(repeating: " ", count: hanging) + $0 }
        let first = head + (lines.first ?? "")
        guard label.count < column else { return [start, margin + first] + further }
        return [start + String(repeating: " ", count: column - label.count) + first] + further
    }
}
