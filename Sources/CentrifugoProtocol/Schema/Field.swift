/// One named input of a ``Signature``.
public final class Field: Sendable {
    /// Whether the field must be given.
    public enum Requirement: Sendable, Hashable {
        /// Needs not be given.
        case optional
        /// Must be given.
        case required
        /// Must be given unless the named other field is.
        case requiredUnless(String)
    }

    /// The name, spelled as on the wire.
    public let name: String
    /// What leads to the field at the top of a request body: its name alone.
    public let path: [String]
    /// What values it takes.
    public let kind: ValueKind
    /// Whether it must be given.
    public let requirement: Requirement
    /// Whether a value without a name can be meant for it, in the order of the fields.
    public let isPositional: Bool
    /// What the field means, in one short phrase or sentence, with its default where that is not obvious.
    public let summary: String
    /// Whether the value is a secret: the line that holds it is not saved.
    public let isSecret: Bool
    /// Whether only the commercial edition honours it; the open one parses and ignores it.
    public let isPro: Bool

    /// Makes a field that is optional and given by name unless said otherwise.
    public init(
        _ name: String, _ kind: ValueKind, _ summary: String, _ requirement: Requirement = .optional,
        positional: Bool = false, secret: Bool = false, pro: Bool = false
    ) {
        self.name = name
        path = [name]
        self.kind = kind
        self.requirement = requirement
        self.isPositional = positional
        self.summary = summary
        self.isSecret = secret
        self.isPro = pro
    }

    /// Whether a command of its own stands for the field, up to the end of the line.
    public var startsCommand: Bool {
        switch kind {
        case .command, .line: true
        default: false
        }
    }

    func leaves(under prefix: String) -> [(path: String, field: Field)] {
        guard case .object(let inner) = kind else { return [(prefix + name, self)] }
        return inner.flatMap { $0.leaves(under: prefix + name + ".") }
    }
}
