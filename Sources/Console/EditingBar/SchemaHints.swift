internal import CentrifugoProtocol
package import LineEditor

/// Tells how a line could go on by what its command takes: a pure function of what the session knows.
package struct SchemaHints: Sendable {
    private let finder: PlaceFinder
    private let proposals: ProposalFinder
    private let mistakes: MistakeFinder

    /// Makes hints for a table of words with values from a source.
    package init(_ values: ValueSource, table: CommandTable) {
        mistakes = MistakeFinder(table: table, vocabulary: values.vocabulary)
        finder = PlaceFinder(vocabulary: values.vocabulary)
        proposals = ProposalFinder(values: values)
    }

    /// Returns what could follow a line with the cursor at its end; `nil` where it cannot go on or nobody can tell.
    package func hint(for text: String, knowing knowledge: Knowledge) -> Hint? {
        let bytes = Array(text.utf8)
        let place = finder.place(in: bytes, at: bytes.count)
        if case .mistake = mistakes.judge(bytes, at: place) { return nil }
        guard let hint = hint(at: place, bytes, knowledge) else { return nil }
        return hint.insertion.isEmpty && hint.remark.isEmpty ? nil : hint
    }

    private func hint(at place: LinePlace, _ bytes: [UInt8], _ knowledge: Knowledge) -> Hint? {
        if let opening = place.opening { return inside(bytes, opening, at: place, knowledge) }
        let typed = String(decoding: bytes[place.typed], as: UTF8.self)
        switch place.role {
        case .nothing, .body, .outlet: return nil
        case .command: return command(at: place, typed, knowledge)
        case .argument: return argument(at: place, typed, knowledge)
        }
    }

    /// The rest of a name or value in brackets, or else what closes them.
    private func inside(
        _ bytes: [UInt8], _ opening: Opening, at place: LinePlace, _ knowledge: Knowledge
    ) -> Hint? {
        if let json = JSONPlace(bytes, at: place), let typed = json.content, !typed.isEmpty {
            switch json.role {
            case .name(let fields):
                guard let field = fields.first(where: { $0.name.hasPrefix(typed) }) else { return nil }
                return Hint(insertion: field.name.continuation(of: typed) + "\":")
            case .value(let field):
                let isText = bytes[json.typed].first == UInt8(ascii: "\"")
                if isText == field.kind.takesText,
                    let value = proposals.values.best(for: field, typed: typed, at: place, knowledge)
                {
                    return Hint(insertion: value.continuation(of: typed) + (isText ? "\"" : ""))
                }
            }
        }
        return JSONClosing.closing(bytes[opening.offset...]).map {
            Hint(insertion: $0, remark: place.role == .argument ? remainder(behind: place) : "")
        }
    }

    private func command(at place: LinePlace, _ typed: String, _ knowledge: Knowledge) -> Hint? {
        if typed.isEmpty {
            return Hint(remark: place.signature?.usageWords.last { $0.field.startsCommand }?.text ?? "")
        }
        guard case .command(let signature)? = proposals.proposal(at: place, typed: typed, knowledge) else { return nil }
        return Hint(
            insertion: String(signature.name.dropFirst(typed.count)),
            remark: signature.usageWords.map { " " + $0.text }.joined())
    }

    private func argument(at place: LinePlace, _ typed: String, _ knowledge: Knowledge) -> Hint? {
        switch proposals.proposal(at: place, typed: typed, knowledge) {
        case .value(let value):
            return Hint(insertion: value.continuation(of: typed), remark: remainder(behind: place))
        case .name(let path, let field): return Hint(insertion: path.continuation(of: typed) + field.kind.behindName)
        case .command, nil: break
        }
        guard let field = place.field else {
            return place.isEmpty ? Hint(remark: remainder(behind: place)) : nil
        }
        if place.isNamed, typed.isEmpty { return Hint(remark: field.kind.placeholder) }
        return Hint(remark: remainder(behind: place))
    }

    /// What is still to be typed, with the blank that belongs before it.
    private func remainder(behind place: LinePlace) -> String {
        let words = place.remaining.map(\.text)
        return words.isEmpty ? "" : (place.isEmpty ? "" : " ") + words.joined(separator: " ")
    }
}

extension LinePlace {
    /// The inputs that are still to be typed, in the order of the declaration; behind a value, those behind it.
    fileprivate var remaining: [UsageWord] {
        guard let signature else { return [] }
        let current = isEmpty ? "" : path
        let isGiven = { (name: String) in name == current || gives(name) }
        return signature.usageWords.compactMap { word in
            if case .requiredUnless(let other) = word.top.requirement, isGiven(other) { return nil }
            let alternative = signature.fields.first { $0.requirement == .requiredUnless(word.path) }
            if let alternative, isGiven(alternative.name) { return nil }
            guard word.isPositional else { return isGiven(word.path) ? nil : word }
            let isNext = isEmpty && field?.name == word.path
            guard isNext || later.contains(where: { $0.name == word.path }) else { return nil }
            return isGiven(word.path) ? word.asOptional : word
        }
    }
}

extension ValueKind {
    /// What separates the name of a field of this kind from what follows.
    var behindName: String {
        if case .pairs = self { "." } else { "=" }
    }

    /// What stands for a value that is still to be typed.
    fileprivate var placeholder: String {
        if case .choice(let choices) = self { choices.map(\.name).joined(separator: "|") } else { label }
    }
}

extension UsageWord {
    /// The same input where one of its values is there already.
    fileprivate var asOptional: UsageWord {
        var word = self
        word.top = Field(top.name, top.kind, top.summary, positional: top.isPositional)
        return word
    }
}

extension String {
    /// What is left of the text behind what is typed of it.
    fileprivate func continuation(of typed: String) -> String {
        String(decoding: utf8.dropFirst(typed.utf8.count), as: UTF8.self)
    }
}
