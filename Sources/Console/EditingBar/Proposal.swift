internal import CentrifugoProtocol

/// What the word at the cursor is probably going to be, shown without being asked for.
///
/// Hints and the line of documentation follow the same one.
enum Proposal {
    /// A command.
    case command(Signature)
    /// A value of the field at the place.
    case value(String)
    /// The name of a field.
    case name(path: String, Field)
}

/// Finds the proposal for a place.
struct ProposalFinder: Sendable {
    let values: ValueSource

    /// Returns what the word at the cursor is probably going to be; `nil` inside a word and where nobody can tell.
    func proposal(at place: LinePlace, typed: String, _ knowledge: Knowledge) -> Proposal? {
        guard place.rest.isEmpty, place.opening == nil, place.form == .bare else { return nil }
        switch place.role {
        case .command(let inBatch) where !typed.isEmpty:
            let words = values.vocabulary.words(inBatch: inBatch)
            let found = values.vocabulary.word(typed, inBatch: inBatch) ?? words.first { $0.name.hasPrefix(typed) }
            return found.map { .command($0) }
        case .argument: return argument(at: place, typed, knowledge)
        case .nothing, .command, .body, .outlet: return nil
        }
    }

    private func argument(at place: LinePlace, _ typed: String, _ knowledge: Knowledge) -> Proposal? {
        guard !place.isEmpty else { return nil }
        if let field = place.field, !typed.isEmpty || field.kind.isTold,
            let value = values.best(for: field, typed: typed, at: place, knowledge)
        {
            return .value(value)
        }
        guard !place.isNamed, place.expectsName else { return nil }
        return place.openNames.first { $0.path.hasPrefix(typed) }.map { .name(path: $0.path, $0.field) }
    }
}

extension LinePlace {
    /// Whether a word without `=` may well be the start of a field's name: every field that must come by its place is
    /// there.
    var expectsName: Bool { field.map { !needs($0) || givesAny(of: $0) } ?? true }
}

extension ValueKind {
    /// Whether there is a value worth showing before anything is typed.
    fileprivate var isTold: Bool {
        switch self {
        case .flag, .epoch, .offset: true
        default: false
        }
    }
}
