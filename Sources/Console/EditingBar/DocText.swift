internal import CentrifugoProtocol

/// What the line under the input says of a command or a field: name, how it is written, what it means.
enum DocText {
    /// So many optional inputs are named; the help shows the others.
    private static let optionalLimit = 3

    /// A command with its main inputs and what it does; `current` is the input that the cursor stands in.
    static func command(_ signature: Signature, current: Field? = nil) -> StyledLine {
        let words = signature.usageWords
        let optional = words.filter(\.isOptional).prefix(optionalLimit).map(\.path)
        var usage = [StyledLine(own: signature.name, .strong)]
        for word in words where !word.isOptional || optional.contains(word.path) {
            usage.append(StyledLine(own: word.text, word.path == current?.name ? .strong : .note))
        }
        if words.count(where: \.isOptional) > optional.count { usage.append("…") }
        return line([usage.joined(by: " "), phrase(signature.summary), signature.group == .pro ? "PRO" : ""])
    }

    /// A field with its kind and what it means; `typed` is what stands for it so far.
    ///
    /// With `isMissing` it says that the field is still needed.
    static func field(
        _ field: Field, path: String, of top: Field?, typed: String = "", isMissing: Bool = false
    ) -> StyledLine {
        let name = (isMissing ? "still needed: " : StyledLine()) + StyledLine(untrusted: path, .strong)
        if case .choice(let choices) = field.kind, !typed.isEmpty,
            let choice = choices.first(where: { $0.name.hasPrefix(typed) })
        {
            return line([name, StyledLine(own: "\(choice.name): \(choice.summary)")])
        }
        return line([
            name, StyledLine(own: field.kind.words == path ? "" : field.kind.words),
            field.summaryTellsMore ? phrase(field.summary) : "",
            facts(field, of: top, isNamed: !field.isPositional && !path.contains(".") && !isMissing),
        ])
    }

    /// The summary as a phrase between others: in lower case and without its full stop.
    static func phrase(_ summary: String) -> StyledLine {
        var text = summary
        if text.last == ".", !text.hasSuffix("..") { text.removeLast() }
        let start = text.prefix(2)
        if let first = start.first, start.count < 2 || start.last?.isUppercase == false {
            text = first.lowercased() + text.dropFirst()
        }
        return StyledLine(own: text)
    }

    private static func facts(_ field: Field, of top: Field?, isNamed: Bool) -> StyledLine {
        var facts: [StyledLine] = []
        if field.requirement == .required, isNamed { facts.append("required") }
        if top?.isPro == true || field.isPro { facts.append("PRO, ignored by the open edition") }
        if field.isSecret { facts.append("secret: the line is not kept") }
        return facts.joined()
    }

    private static func line(_ parts: [StyledLine]) -> StyledLine {
        parts.joined().styled(.note)
    }
}

extension UsageWord {
    fileprivate var isOptional: Bool { top.requirement == .optional }
}

extension Field {
    /// Whether there is more to say of the field than its name.
    var tellsMore: Bool {
        if case .choice = kind { return true }
        return summaryTellsMore
    }

    fileprivate var summaryTellsMore: Bool { summary.lowercased() != "the \(name)." }
}

extension ValueKind {
    /// The kind in words, with the values that it takes where there are few, and the bounds that are not those of
    /// its width.
    fileprivate var words: String {
        switch self {
        case .choice(let choices): choices.map(\.name).joined(separator: "|")
        case .integer(let kind): [label, kind.bounds].filter { !$0.isEmpty }.joined(separator: " ")
        case .list(let inner): "list of " + inner.label
        default: label
        }
    }
}

extension IntegerKind {
    fileprivate var bounds: String {
        let hasMinimum = minimum != width.minimum
        switch (hasMinimum, maximum != width.maximum) {
        case (true, true): return "from \(minimum) to \(maximum)"
        case (true, false): return "from \(minimum)"
        case (false, true): return "up to \(maximum)"
        case (false, false): return ""
        }
    }
}
