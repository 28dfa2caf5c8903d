/// What a word of the console or a method of the server is called, takes and does.
///
/// This module holds what both ends of the wire agree on: methods, fields, limits and codes. It is
/// data and pure functions over it. It opens no connection, keeps no state and prints nothing; the
/// client library, the console and the practice server each derive their behaviour from it, so that
/// a command is declared once and can be explained, completed, checked, encoded and decoded alike.
public final class Signature: Sendable {
    /// The word itself, spelled as on the wire.
    public let name: String
    /// Where the word stands in the help.
    public let group: Group
    /// What running it does to the server.
    public let effect: Effect
    /// One sentence of at most 72 columns.
    public let summary: String
    /// What a user should know beyond the summary, a paragraph each.
    public let notes: [String]
    /// The inputs: positional ones first, in the order in which they are typed.
    public let fields: [Field]
    /// Lines that can be typed as they stand.
    public let examples: [String]
    /// Names of related words.
    public let seeAlso: [String]
    /// A field without which the word asks for confirmation although its effect alone would not.
    public let asksWithout: String?
    /// The fields that take a value by its place in the line.
    public let positionals: [Field]
    /// The fields that must be given, always or where another is not.
    public let required: [Field]
    /// Whether a command of its own stands for one of the fields, up to the end of the line.
    public let holdsCommand: Bool

    /// Makes a signature; `asksWithout` names one of `fields`.
    public init(
        _ name: String, _ group: Group, _ effect: Effect, _ summary: String,
        fields: [Field] = [], notes: [String] = [], examples: [String], seeAlso: [String] = [],
        asksWithout: String? = nil
    ) {
        self.name = name
        self.group = group
        self.effect = effect
        self.summary = summary
        self.notes = notes
        self.fields = fields
        self.examples = examples
        self.seeAlso = seeAlso
        self.asksWithout = asksWithout
        positionals = fields.filter(\.isPositional)
        required = fields.filter { $0.requirement != .optional }
        holdsCommand = fields.contains(where: \.startsCommand)
    }

    /// Returns the top-level field of that name, spelled exactly.
    public func field(named name: some StringProtocol) -> Field? {
        let name = String(name)
        return fields.first { $0.name == name }
    }

    /// Returns the field that a dotted path leads to, such as `since.offset` or `tags.lang`.
    ///
    /// Below a field of kind ``ValueKind/pairs`` every name is a text field.
    public func field(at path: some StringProtocol) -> Field? {
        var (name, rest) = String(path)[...].cutAtDot
        guard var found = field(named: name) else { return nil }
        while let inner = rest {
            switch found.kind {
            case .pairs:
                return inner.isEmpty ? nil : Field(String(inner), .text, "A name of your own.")
            case .object(let fields):
                (name, rest) = inner.cutAtDot
                guard let next = fields.first(where: { $0.name == name }) else { return nil }
                found = next
            default:
                return nil
            }
        }
        return found
    }

    /// Every path that can be typed before `=`: nested fields as `since.offset`, without their parents.
    public var leafPaths: [(path: String, field: Field)] {
        fields.flatMap { $0.leaves(under: "") }
    }
}

/// A part of the help: words that belong together.
public enum Group: String, Sendable, CaseIterable {
    /// Sending data to channels.
    case publication
    /// What channels keep.
    case history
    /// Who is in a channel.
    case presence
    /// Live connections of users.
    case connection
    /// The server itself.
    case server
    /// Channels that hold keys and values.
    case map
    /// The pending batch.
    case batch
    /// The console itself.
    case console
    /// Methods of the commercial edition.
    case pro
    /// Options of the process.
    case process
}

/// What running a word does to the server.
public enum Effect: Sendable {
    /// Changes nothing.
    case reads
    /// Changes something, in a way that the next call can change again.
    case writes
    /// Throws something away that no call brings back.
    case destroys
}

extension Substring {
    /// The text before the first dot and what follows it; `nil` where there is none.
    fileprivate var cutAtDot: (name: Substring, rest: Substring?) {
        guard let dot = utf8.firstIndex(of: UInt8(ascii: ".")) else { return (self, nil) }
        return (self[..<dot], self[index(after: dot)...])
    }
}
