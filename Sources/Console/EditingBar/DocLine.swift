internal import CentrifugoProtocol
internal import LineEditor

/// Says in one line what the cursor stands in, or why the input cannot be sent: a pure function of what the
/// session knows.
package struct DocLine: Sendable {
    private let finder: PlaceFinder
    private let proposals: ProposalFinder
    private let mistakes: MistakeFinder

    /// Makes the line for a table of words with values from a source.
    package init(_ values: ValueSource, table: CommandTable) {
        finder = PlaceFinder(vocabulary: values.vocabulary)
        proposals = ProposalFinder(values: values)
        mistakes = MistakeFinder(table: table, vocabulary: values.vocabulary)
    }

    /// Returns what is said while the cursor stands at an offset into the text's UTF-8; empty for nothing.
    package func line(for text: String, cursor: Int, knowing knowledge: Knowledge) -> StyledLine {
        let bytes = Array(text.utf8)
        let place = finder.place(in: bytes, at: bytes.entering(min(max(0, cursor), bytes.count)))
        switch mistakes.judge(bytes, at: place) {
        case .mistake(let error):
            let line = Line(source: Array(bytes[(place.line?.start ?? 0)...]), tokens: [])
            return Diagnostic(error, line, mistakes.table).headline.styled(.failure)
        case .missing(let name): return note(bytes, at: place, missing: name, knowledge)
        case .none: return note(bytes, at: place, missing: nil, knowledge)
        }
    }

    private func note(_ bytes: [UInt8], at place: LinePlace, missing: String?, _ knowledge: Knowledge) -> StyledLine {
        if let doc = inside(bytes, at: place) { return doc }
        let word = String(decoding: bytes[place.typed.lowerBound..<place.rest.upperBound], as: UTF8.self)
        switch proposals.proposal(at: place, typed: word, knowledge) {
        case .command(let signature): return DocText.command(signature)
        case .name(let path, let field): return DocText.field(field, path: path, of: place.top(of: path))
        case .value, nil: break
        }
        switch place.role {
        case .nothing, .body: return place.signature.map { rest(at: place, $0, missing) } ?? ""
        case .command(let inBatch): return command(word, at: place, inBatch: inBatch)
        case .argument: return place.signature.map { argument(word, at: place, $0, missing) } ?? ""
        case .outlet: return place.field.map { DocText.field($0, path: place.path, of: $0) } ?? ""
        }
    }

    /// The field that stands in a JSON object under the cursor.
    private func inside(_ bytes: [UInt8], at place: LinePlace) -> StyledLine? {
        guard let json = JSONPlace(bytes, at: place) else { return nil }
        switch json.role {
        case .name(let fields):
            guard let typed = json.content, !typed.isEmpty,
                let field = fields.first(where: { $0.name.hasPrefix(typed) })
            else { return nil }
            let path = (json.path + [field.name]).joined(separator: ".")
            return DocText.field(field, path: path, of: place.top(of: path))
        case .value(let field):
            let path = json.path.joined(separator: ".")
            return DocText.field(field, path: path, of: place.top(of: path), typed: json.content ?? "")
        }
    }

    private func command(_ word: String, at place: LinePlace, inBatch: Bool) -> StyledLine {
        if let signature = finder.vocabulary.word(word, inBatch: inBatch) { return DocText.command(signature) }
        guard word.isEmpty, let field = place.field else { return "" }
        return DocText.field(field, path: field.name, of: field, isMissing: field.requirement == .required)
    }

    private func argument(
        _ word: String, at place: LinePlace, _ signature: Signature, _ missing: String?
    ) -> StyledLine {
        if !place.isNamed, let mark = word.utf8.firstIndex(of: UInt8(ascii: "=")),
            let named = signature.field(at: word[..<mark])
        {
            // The cursor stands within the name.
            return DocText.field(named, path: String(word[..<mark]), of: place.top(of: word))
        }
        guard let field = place.field else { return rest(at: place, signature, missing) }
        if field.kind.namesWord, let named = finder.vocabulary.word(word) { return DocText.command(named) }
        guard place.isNamed || field.tellsMore else { return DocText.command(signature, current: field) }
        return DocText.field(
            field, path: place.path, of: place.top(of: place.path), typed: word,
            isMissing: place.isEmpty && !place.given.isEmpty && missing == field.name)
    }

    /// What is said where only optional fields, or none, can still come.
    private func rest(at place: LinePlace, _ signature: Signature, _ missing: String?) -> StyledLine {
        guard place.opening == nil, let field = missing.flatMap({ signature.field(named: $0) }) else {
            return DocText.command(signature)
        }
        return DocText.field(field, path: field.name, of: field, isMissing: true)
    }
}

extension [UInt8] {
    /// The place behind the first character of a word where the cursor stands on that, for it stands on that word.
    fileprivate func entering(_ cursor: Int) -> Int {
        func isGap(_ index: Int) -> Bool { self[index].isBlank || self[index] == .newline }
        guard cursor < count, !isGap(cursor), cursor == 0 || isGap(cursor - 1) else { return cursor }
        return self[(cursor + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? count
    }
}

extension LinePlace {
    /// The top-level field that a path leads into.
    fileprivate func top(of path: String) -> Field? {
        signature?.field(named: path.prefix { $0 != "." && $0 != "=" })
    }
}

extension ValueKind {
    /// Whether the value is the name of a command.
    fileprivate var namesWord: Bool {
        switch self {
        case .word, .method: true
        default: false
        }
    }
}
