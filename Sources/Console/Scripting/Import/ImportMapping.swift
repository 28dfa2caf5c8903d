internal import CentrifugoProtocol
internal import LosslessJSON

/// How the fields of a method are filled from records.
struct ImportMapping: Sendable {
    /// What a field gets.
    enum Source: Sendable, Hashable {
        /// What a path leads to in the record.
        case path(ReplyPath)
        /// The same for every record.
        case constant(JSONText)
    }

    private struct Entry: Sendable {
        var path: [String]
        var name: String
        var field: Field
        var source: Source
    }

    /// Why a record makes no command.
    struct Refusal: Error {
        var reason: String
    }

    /// What records become calls of where nothing else is said.
    static let usualMethod = "publish"

    let method: String
    private let signature: Signature
    private var entries: [Entry] = []
    private var isFlat = true

    /// Maps the fields that are named; those that the method needs and nobody named come from members of their own name.
    ///
    /// - Throws: `LanguageError` for a field that the method does not have.
    init(_ method: String, _ arguments: [Argument], in line: Line, methodAt span: Range<Int>) throws(LanguageError) {
        self.method = method
        guard let signature = Method.named(method)?.signature, signature.canBeBatched else {
            let near = Suggestion.nearest(to: method, among: Method.all.map(\.name))
            throw .unknownCommand(method, span: span, suggestion: near)
        }
        self.signature = signature
        for argument in arguments {
            guard case .json(let value) = argument.value, let name = argument.path.last else { continue }
            let field = try field(name, argument, line)
            let path = value.value.string.flatMap { $0.hasPrefix(".") ? ReplyPath($0) : nil }
            // What was typed for a text is one, whatever it looks like.
            let constant = field.kind.takesText ? JSONText(string: value.textBytes) : value
            append(name, field, path.map(Source.path) ?? .constant(constant))
        }
        for field in signature.fields where !entries.contains(where: { $0.path.first == field.name }) {
            guard case .required = field.requirement else {
                if case .requiredUnless(let other) = field.requirement,
                    !entries.contains(where: { $0.path.first == other }), let path = ReplyPath("." + field.name)
                {
                    append(field.name, field, .path(path))
                }
                continue
            }
            if let path = ReplyPath("." + field.name) { append(field.name, field, .path(path)) }
        }
    }

    private func field(_ name: String, _ argument: Argument, _ line: Line) throws(LanguageError) -> Field {
        guard let field = signature.field(at: name) else {
            throw .unknownField(
                name, command: method, span: argument.span,
                suggestion: Suggestion.nearest(to: name, among: signature.leafPaths.map(\.path)))
        }
        return field
    }

    private mutating func append(_ name: String, _ field: Field, _ source: Source) {
        let path = name.split(separator: ".").map(String.init)
        if path.count > 1 { isFlat = false }
        entries.append(Entry(path: path, name: name, field: field, source: source))
    }

    /// What tells one mapping from another, for who goes on with an import.
    var identity: String {
        ([method]
            + entries.map { entry in
                switch entry.source {
                case .path(let path): "\(entry.name)=\(path)"
                case .constant(let value): "\(entry.name)='\(value)'"
                }
            }).joined(separator: " ")
    }

    /// The request body for a record, with a key by which the server knows it again if one is given.
    func body(of record: JSONValue, isText: Bool, key: String?) throws(Refusal) -> JSONText {
        var writer = JSONWriter()
        var builder = BodyBuilder()
        if isFlat { writer.beginObject() }
        for entry in entries {
            guard let value = try value(of: entry, in: record, isText: isText) else { continue }
            if isFlat {
                writer.key(entry.name)
                writer.raw(value)
            } else {
                _ = builder.set(value, at: entry.path)
            }
        }
        guard isFlat else {
            if let key { _ = builder.set(JSONText(string: key), at: [IdempotencyKey.field]) }
            return builder.body.compacted()
        }
        if let key {
            writer.key(IdempotencyKey.field)
            writer.string(key)
        }
        writer.endObject()
        return writer.text
    }

    private func value(of entry: Entry, in record: JSONValue, isText: Bool) throws(Refusal) -> JSONText? {
        var value: JSONText
        switch entry.source {
        case .constant(let constant): value = constant
        case .path(let path):
            let found = path.values(in: record)
            guard let first = found.first else {
                guard case .optional = entry.field.requirement else { throw Refusal(reason: "there is no \(path)") }
                return nil
            }
            value = path.isMany ? JSONText(array: found) : first.jsonText.compacted()
            if isText, let text = value.value.string { value = Self.read(text, for: entry.field.kind) }
        }
        do throws(LanguageError) {
            try KindChecker(base: nil, span: 0..<0).check(value.value, entry.field.kind, named: entry.name)
        } catch {
            throw Refusal(reason: Diagnostic(error, Line(source: [], tokens: []), .standard).message)
        }
        return value
    }

    /// A text of CSV, by the rule for words: JSON where the field takes it and the text is some.
    private static func read(_ text: String, for kind: ValueKind) -> JSONText {
        kind.takesText ? JSONText(string: text) : (try? JSONText(text)) ?? JSONText(string: text)
    }
}
