package import CentrifugoProtocol
package import LineEditor
internal import LosslessJSON

/// Finds what could stand at a place in a line: a pure function of what the session knows.
package struct CompletionEngine: Sendable {
    /// What completion knows beside the declarations.
    package struct Knowledge: Sendable {
        /// What the session has met.
        package var seen = Seen()
        /// How many commands wait in the batch.
        package var pendingCount = 0

        /// Makes the knowledge of a new session.
        package init() {}
    }

    private let signatures: [Signature]
    private let byName: [String: Signature]
    private let topics: [Candidate]
    private let files: @Sendable (String) -> [Candidate]

    /// Makes an engine over a table of words; `files` lists what a path could go on with.
    package init(
        _ signatures: [Signature], topics: [Candidate] = [],
        files: @escaping @Sendable (String) -> [Candidate] = { _ in [] }
    ) {
        self.signatures = signatures
        self.topics = topics
        self.files = files
        byName = Dictionary(signatures.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Returns what could replace the text before `cursor`, an offset into the line's UTF-8.
    package func completions(_ text: String, cursor: Int, knowing knowledge: Knowledge) -> Completions {
        let bytes = Array(text.utf8.prefix(cursor))
        guard case .line(let line, let next) = Tokenizer.line(in: bytes), next == bytes.count else { return .none }
        let endsWord = bytes.last.map { $0.isBlank || $0 == UInt8(ascii: "\n") } ?? true
        let before = endsWord ? line.tokens[...] : line.tokens.dropLast()
        let current =
            endsWord ? Token(span: cursor..<cursor, name: nil, value: cursor..<cursor, form: .bare) : line.tokens.last
        guard let current, current.form == .bare else { return .none }
        return complete(current, after: before, in: line, names: signatures, knowledge)
    }

    private func complete(
        _ current: Token, after words: ArraySlice<Token>, in line: Line, names: [Signature], _ knowledge: Knowledge
    ) -> Completions {
        guard let first = words.first else {
            return offer(names.map { Candidate($0.name, description: $0.summary) }, for: current.span, in: line)
        }
        guard let signature = byName[line.text(first.span)] else { return .none }
        let rest = words.dropFirst()
        let positionals = signature.positionals
        let given = rest.filter { fieldNamed($0, signature, line) == nil }
        if let start = positionals.firstIndex(where: \.startsCommand), given.count >= start {
            let inner = rest.drop { $0.span.lowerBound < given.dropFirst(start).first?.span.lowerBound ?? .max }
            let batchable = signatures.filter(\.canBeBatched)
            return complete(current, after: inner, in: line, names: batchable, knowledge)
        }
        if let field = fieldNamed(current, signature, line) {
            return offer(values(field, for: current.value, in: line, knowledge), for: current.value, in: line)
        }
        let open = positionals.dropFirst(given.count).first
        let values = open.map { self.values($0, for: current.span, in: line, knowledge) } ?? []
        let taken = Set(rest.compactMap { $0.name.map { line.text($0) } } + positionals.prefix(given.count).map(\.name))
        let fields = signature.leafPaths.filter { !taken.contains($0.path) || $0.field.isList }
            .map { Candidate($0.path + "=", description: $0.field.summary, isFollowedBySpace: false) }
        return offer(values + fields, for: current.span, in: line)
    }

    private func fieldNamed(_ token: Token, _ signature: Signature, _ line: Line) -> Field? {
        token.name.flatMap { signature.field(at: line.text($0)) }
    }

    private func offer(_ candidates: [Candidate], for range: Range<Int>, in line: Line) -> Completions {
        let typed = line.text(range)
        let fitting = candidates.filter { $0.text.hasPrefix(typed) }.map(\.asWord)
        return fitting.isEmpty ? .none : Completions(replacing: range, candidates: fitting)
    }

    private func values(
        _ field: Field, for range: Range<Int>, in line: Line, _ knowledge: Knowledge
    ) -> [Candidate] {
        let typed = line.text(range)
        if field.takesExternal, typed.hasPrefix("@") {
            return files(String(typed.dropFirst())).map { $0.prefixed("@") }
        }
        switch field.kind {
        case .channel: return channels(knowledge.seen)
        case .list(.channel): return channels(knowledge.seen)
        case .user, .list(.user): return knowledge.seen.users.sorted().map { Candidate($0, description: "a user seen") }
        case .client, .list(.client):
            return knowledge.seen.clients.sorted().map { Candidate($0, description: "a client seen") }
        case .choice(let choices): return choices.map { Candidate($0.name, description: $0.summary) }
        case .flag: return ["true", "false"].map { Candidate($0, description: field.summary) }
        case .word: return signatures.map { Candidate($0.name, description: $0.summary) } + topics
        case .method: return signatures.filter(\.isMethod).map { Candidate($0.name, description: $0.summary) }
        case .item, .list(.item):
            return (1...max(1, knowledge.pendingCount)).prefix(knowledge.pendingCount).map {
                Candidate(String($0), description: "a pending command")
            }
        case .file: return files(typed)
        default: return []
        }
    }

    private func channels(_ seen: Seen) -> [Candidate] {
        seen.channels.sorted { $0.key < $1.key }.map { name, clients in
            Candidate(
                name, description: clients.map { $0 == 1 ? "1 client" : "\($0) clients" } ?? "seen in this session")
        }
    }
}

extension Candidate {
    /// The candidate as it must be typed: a name that would be read as anything but itself goes into quotes.
    fileprivate var asWord: Candidate {
        guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)), line.tokens.count == 1,
            line.tokens[0].form == .bare, line.tokens[0].span.count == text.utf8.count,
            TerminalText.escaped(text) == text, !["|", ">", ">>", "-"].contains(text), !text.contains("${")
        else { return quoted }
        return self
    }

    private var quoted: Candidate {
        let quoted = try? JSONFormatter.format(JSONText(string: text).bytes, style: .compact, escaping: .terminal)
        let text = quoted.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Candidate(text, description: description, isFollowedBySpace: isFollowedBySpace)
    }

    fileprivate func prefixed(_ prefix: String) -> Candidate {
        Candidate(prefix + text, description: description, isFollowedBySpace: isFollowedBySpace)
    }
}
