internal import CentrifugoProtocol
package import LineEditor
internal import LosslessJSON

/// Finds what could stand at a place in a line: a pure function of what the session knows.
package struct CompletionEngine: Sendable {
    private let finder: PlaceFinder
    private let values: ValueSource

    /// Makes an engine that takes values from a source.
    package init(_ values: ValueSource) {
        finder = PlaceFinder(vocabulary: values.vocabulary)
        self.values = values
    }

    /// Returns what could stand at `cursor`, an offset into the text's UTF-8.
    ///
    /// What starts with the text before the cursor is proposed, or, where nothing does, what has it in its middle.
    package func completions(_ text: String, cursor: Int, knowing knowledge: Knowledge) -> Completions {
        let bytes = Array(text.utf8)
        if let variables = variables(bytes, at: min(max(0, cursor), bytes.count), knowledge) { return variables }
        let place = finder.place(in: bytes, at: min(max(0, cursor), bytes.count))
        if let json = JSONPlace(bytes, at: place) { return completions(in: json, at: place, knowledge) }
        guard let typed = Typed(bytes, at: place) else { return .none }
        var candidates = candidates(.start(typed.content), for: typed, at: place, knowledge)
        if candidates.isEmpty, typed.content.utf8.count > 1 {
            candidates = self.candidates(.part(typed.content), for: typed, at: place, knowledge)
        }
        return typed.completions(candidates)
    }

    /// Returns how many of the known channels fit at `cursor`; `nil` where no channel is asked for.
    package func channelCount(_ text: String, cursor: Int, knowing knowledge: Knowledge) -> Int? {
        let bytes = Array(text.utf8)
        let place = finder.place(in: bytes, at: min(max(0, cursor), bytes.count))
        var (field, typed) = (place.field, Typed(bytes, at: place)?.content)
        if let json = JSONPlace(bytes, at: place), case .value(let inner) = json.role {
            (field, typed) = (inner, json.content)
        }
        guard let field, case .channel = field.kind.element else { return nil }
        guard let typed else { return 0 }
        let fits: [Fit] = typed.utf8.count > 1 ? [.start(typed), .part(typed)] : [.start(typed)]
        return fits.lazy.map { values.values(for: field, fitting: $0, at: place, knowledge).count }.first { $0 > 0 }
            ?? 0
    }

    /// Names of variables behind `$` and `${`, wherever that stands; nil where none begins so.
    private func variables(_ bytes: [UInt8], at cursor: Int, _ knowledge: Knowledge) -> Completions? {
        var start = cursor
        while start > 0, bytes[start - 1].isVariableByte { start -= 1 }
        let isBraced = start > 1 && bytes[start - 1] == UInt8(ascii: "{") && bytes[start - 2] == UInt8(ascii: "$")
        guard isBraced || start > 0 && bytes[start - 1] == UInt8(ascii: "$") else { return nil }
        let typed = String(decoding: bytes[start..<cursor], as: UTF8.self)
        let fitting = knowledge.variables.filter { $0.hasPrefix(typed) }.map {
            Candidate(isBraced ? $0 + "}" : $0, description: "a variable", isFollowedBySpace: false)
        }
        return fitting.isEmpty ? nil : Completions(replacing: start..<cursor, candidates: fitting)
    }

    /// Names and values within brackets, where the schema knows them.
    private func completions(in json: JSONPlace, at place: LinePlace, _ knowledge: Knowledge) -> Completions {
        guard let typed = json.content else { return .none }
        let candidates: [Candidate]
        switch json.role {
        case .name(let fields):
            candidates = fields.filter { $0.name.hasPrefix(typed) }.map {
                Candidate("\"\($0.name)\":", description: $0.summary, isFollowedBySpace: false)
            }
        case .value(let field):
            // A list starts with its bracket.
            guard !field.isList else { return .none }
            candidates = values.values(for: field, fitting: .start(typed), at: place, knowledge).map {
                var value = field.kind.takesText ? $0.inQuotes : $0
                value.isFollowedBySpace = false
                return value
            }
        }
        return candidates.isEmpty ? .none : Completions(replacing: json.typed, candidates: candidates)
    }

    private func candidates(
        _ fit: Fit, for typed: Typed, at place: LinePlace, _ knowledge: Knowledge
    ) -> [Candidate] {
        switch place.role {
        case .nothing, .body: return []
        case .command(let inBatch):
            let words = values.vocabulary.words(inBatch: inBatch).filter { fit.accepts($0.name) }.map(Candidate.init)
            return words + names(place.holderNames).filter { fit.accepts($0.text) }
        case .outlet: return place.field.map { self.values($0, fit, for: typed, at: place, knowledge) } ?? []
        case .argument:
            let found = place.field.map { self.values($0, fit, for: typed, at: place, knowledge) } ?? []
            return place.isNamed || place.opening != nil ? found : found + names(fit, at: place)
        }
    }

    private func values(
        _ field: Field, _ fit: Fit, for typed: Typed, at place: LinePlace, _ knowledge: Knowledge
    ) -> [Candidate] {
        if place.form == .bare, field.takesExternal, fit.typed.hasPrefix("@") { return values.files(after: fit.typed) }
        return values.values(for: field, fitting: fit, at: place, knowledge).compactMap { candidate in
            // The signs of a comparison need no quotes where one is expected.
            place.form == .bare && field.kind.isChoice(candidate.text) ? candidate : typed.written(candidate)
        }
    }

    /// What can only be a value, such as the channel, is not taken for a piece of a name.
    private func names(_ fit: Fit, at place: LinePlace) -> [Candidate] {
        if case .part = fit, !place.expectsName { return [] }
        return names(place.openNames).filter { fit.accepts($0.text) }
    }

    private func names(_ fields: [(path: String, field: Field)]) -> [Candidate] {
        fields.map { path, field in
            Candidate(path + field.kind.behindName, description: field.summary, isFollowedBySpace: false)
        }
    }
}

/// What is typed before the cursor, and how a proposal is written in its place.
private struct Typed {
    /// The text that proposals are compared with, without the quote before it.
    let content: String
    /// The bytes of the whole entry.
    private let bytes: [UInt8]
    private let place: LinePlace

    /// Reads it; `nil` where nothing can be proposed: in brackets, behind a closing quote, in an escaped text.
    init?(_ bytes: [UInt8], at place: LinePlace) {
        let typed = bytes[place.typed]
        switch place.form {
        case .bare where place.opening == nil: content = String(decoding: typed, as: UTF8.self)
        case .quoted where place.opening != nil && !typed.contains(UInt8(ascii: "\\")),
            .literal where place.opening != nil:
            content = String(decoding: typed.dropFirst(), as: UTF8.self)
        default: return nil
        }
        self.bytes = bytes
        self.place = place
    }

    /// A value as it must stand in the line.
    func written(_ candidate: Candidate) -> Candidate? {
        switch place.form {
        case .quoted: candidate.inQuotes
        case .literal: candidate.inLiteralQuotes
        default: candidate.asWord
        }
    }

    /// The proposals with what they replace: what is typed, and the rest of the word where they end with it.
    func completions(_ candidates: [Candidate]) -> Completions {
        guard !candidates.isEmpty else { return .none }
        let rest = String(decoding: bytes[place.rest], as: UTF8.self)
        let length = place.typed.count + place.rest.count
        let whole = candidates.filter {
            !rest.isEmpty && $0.text.utf8.count >= length && $0.text.hasSuffix(rest)
        }
        return whole.isEmpty
            ? Completions(replacing: place.typed, candidates: candidates)
            : Completions(replacing: place.typed.lowerBound..<place.rest.upperBound, candidates: whole)
    }
}
