package import CentrifugoProtocol
internal import LosslessJSON

/// Understands lines: finds the command and binds what was typed to its fields.
package struct Parser: Sendable {
    private let signatures: [String: Signature]
    private let names: [String]

    /// Makes a parser for the given words, each of another name.
    package init(_ signatures: some Sequence<Signature>) {
        self.signatures = Dictionary(signatures.map { ($0.name, $0) }) { first, _ in first }
        names = signatures.map(\.name)
    }

    /// Understands one line as it was typed; `nil` for a blank one.
    ///
    /// What variables and templates stand for is not known yet, so words with those in them are taken for right.
    ///
    /// - Throws: `LanguageError` for everything that is wrong with it; spans are in its own bytes.
    package func parse(_ line: Line) throws(LanguageError) -> Invocation? {
        let command = try statement(line).command
        guard let first = command.tokens.first else { return nil }
        return try invocation(in: command, at: 0, first, isNested: false, isTentative: true)
    }

    /// Understands a command whose words are all there; `nil` for a blank line.
    ///
    /// - Throws: `LanguageError` for everything that is wrong with it.
    func parseCommand(_ line: Line) throws(LanguageError) -> Invocation? {
        guard let first = line.tokens.first else { return nil }
        do throws(LanguageError) {
            return try invocation(in: line, at: 0, first, isNested: false)
        } catch {
            throw line.unsetVariable(behind: error) ?? error
        }
    }

    func signature(named name: String) -> Signature? { signatures[name] }

    /// Understands a line that is one command of the batch, in which variables mean nothing; `nil` for a blank one.
    ///
    /// - Throws: `LanguageError` for everything that is wrong with it.
    func parseBatchable(_ line: Line) throws(LanguageError) -> Invocation? {
        guard let first = line.tokens.first else { return nil }
        return try invocation(in: line, at: 0, first, isNested: true)
    }

    private func invocation(
        in line: Line, at index: Int, _ first: Token, isNested: Bool, isTentative: Bool = false
    ) throws(LanguageError) -> Invocation {
        let name = line.text(first.content)
        guard first.name == nil, let signature = signatures[name] else {
            let typed = line.text(first.span)
            let near =
                Suggestion.nearest(to: typed, among: names) ?? names.first { typed.count > 2 && $0.hasPrefix(typed) }
            throw .unknownCommand(typed, span: first.span, suggestion: near)
        }
        guard !isNested || signature.canBeBatched else { throw .notAMethod(name, span: first.span) }
        let rest = line.tokens[(index + 1)...]
        var binder = Binder(line: line, signature: signature, words: rest, isTentative: isTentative)
        if let body = try binder.soleBody(rest) { return body }
        for next in rest.indices {
            let token = rest[next]
            switch try binder.place(token) {
            case .value(let value): try binder.bind(value)
            case .startsCommand where signature.takesLine:
                if isTentative {
                    _ = try invocation(in: line, at: next, token, isNested: false, isTentative: true)
                }
                return try binder.finish(with: .line(Line(source: line.source, tokens: Array(rest[next...]))))
            case .startsCommand:
                let inner = try invocation(in: line, at: next, token, isNested: true, isTentative: isTentative)
                return try binder.finish(with: .some(inner))
            }
        }
        return try binder.finish(with: .none)
    }
}

extension Line {
    /// The variable that is not set where a mistake in JSON comes from one: one that is set has made room for its value.
    fileprivate func unsetVariable(behind error: LanguageError) -> LanguageError? {
        guard case .invalidJSON(_, let offset) = error,
            let word = tokens.first(where: { $0.span.contains(offset) }), word.form == .bracketed,
            let found = Reference.first(in: source[offset..<word.span.upperBound]), found.span.lowerBound == offset,
            case .variable(let name, _, _) = found.meaning
        else { return nil }
        return .unsetVariable(name, span: offset..<found.nameEnd)
    }
}

extension Signature {
    /// Whether the command calls the server's API, and so its body may be typed as JSON.
    var isMethod: Bool { Method.named(name) != nil }

    /// Whether the rest of a line is one of its own, which is understood when it runs.
    var takesLine: Bool {
        fields.contains { if case .line = $0.kind { true } else { false } }
    }

    /// Whether the command can wait in the pending batch.
    var canBeBatched: Bool {
        guard let method = Method.named(name) else { return fields.contains { $0.isUncheckedBody } }
        return method.reply != .replies
    }
}

extension Field {
    /// Whether the field takes the body of a call past the schema.
    var isUncheckedBody: Bool {
        if case .json = kind { name == "body" } else { false }
    }
}
