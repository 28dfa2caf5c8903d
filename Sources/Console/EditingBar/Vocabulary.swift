package import CentrifugoProtocol

/// The words that a line can start with, the usual ones first.
package struct Vocabulary: Sendable {
    /// All declarations, in the order in which they are proposed.
    package let signatures: [Signature]
    /// Those that call the server.
    let methods: [Signature]
    private let batchable: [Signature]
    private let byName: [String: Signature]

    /// Makes the vocabulary of a table of words; what most servers answer 404 to comes last.
    package init(_ signatures: [Signature]) {
        let usual = signatures.filter { $0.group != .pro } + signatures.filter { $0.group == .pro }
        self.signatures = usual
        methods = usual.filter(\.isMethod)
        batchable = usual.filter(\.canBeBatched)
        byName = Dictionary(usual.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The words that a line can start with, or a command within a command.
    func words(inBatch: Bool) -> [Signature] { inBatch ? batchable : signatures }

    /// The declaration of a word that can stand there; `nil` for any other.
    func word(_ name: String, inBatch: Bool = false) -> Signature? {
        guard let signature = byName[name], !inBatch || signature.canBeBatched else { return nil }
        return signature
    }
}
