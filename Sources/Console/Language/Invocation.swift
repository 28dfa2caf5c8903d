package import CentrifugoProtocol
package import LosslessJSON

/// A line that was understood: a command with what was typed for its fields.
///
/// It goes through many hands unchanged, so it is shared and not copied.
package final class Invocation: Sendable {
    /// What was typed.
    package let line: Line
    /// The command's declaration.
    package let signature: Signature
    /// The values in the order in which they were typed.
    package let arguments: [Argument]
    /// The request body, where it was typed as one JSON object.
    package let body: JSONText?
    /// The command within this one, as in `add publish …`.
    package let inner: Inner
    /// Whether any value still has to be read from a file or from standard input.
    package let hasExternalValues: Bool

    init(line: Line, signature: Signature, arguments: [Argument] = [], body: JSONText? = nil, inner: Inner = .none) {
        self.line = line
        self.signature = signature
        self.arguments = arguments
        self.body = body
        self.inner = inner
        hasExternalValues = arguments.contains(where: \.isExternal) || inner.hasExternalValues
    }

    /// A command within a command.
    package enum Inner: Sendable {
        /// There is none.
        case none
        /// There is one.
        case some(Invocation)
        /// There is one that is understood when it runs.
        case line(Line)

        fileprivate var hasExternalValues: Bool {
            if case .some(let command) = self { command.hasExternalValues } else { false }
        }
    }

    /// The command within this one, if there is one.
    package var nested: Invocation? {
        guard case .some(let invocation) = inner else { return nil }
        return invocation
    }

    /// The line within this command, if there is one.
    package var nestedLine: Line? {
        guard case .line(let line) = inner else { return nil }
        return line
    }

    /// Whether a value was given for a top-level field.
    package func gives(_ field: String) -> Bool {
        if let body { return body.value[field].map { !$0.isNull } ?? false }
        return arguments.contains { $0.path.first == field }
    }

    /// The JSON value typed for a top-level field.
    package func json(_ field: String) -> JSONValue? {
        for argument in arguments where argument.path == [field] {
            if case .json(let text) = argument.value { return text.value }
        }
        return nil
    }

    /// The text typed for a field of the console's own commands.
    package func text(_ field: String) -> String? { json(field)?.string }

    /// The text or number typed for a field of the console's own commands, as text.
    package func words(_ field: String) -> String? {
        json(field).flatMap { $0.string ?? $0.numberText }
    }

    /// The texts typed for a list of the console's own commands.
    package func texts(_ field: String) -> [String] {
        arguments.filter { $0.path == [field] }.flatMap { argument -> [String] in
            guard case .json(let list) = argument.value else { return [] }
            return list.value.elements.compactMap { $0.string ?? $0.numberText }
        }
    }

    /// The whole number typed for a field of the console's own commands.
    package func integer(_ field: String) -> Int? { json(field)?.int64.map(Int.init) }

    /// The numbers and ranges of numbers typed for a field of the console's own commands.
    package func ranges(_ field: String) -> [(numbers: ClosedRange<Int>, span: Range<Int>)] {
        arguments.filter { $0.path == [field] }.flatMap { argument -> [(numbers: ClosedRange<Int>, span: Range<Int>)] in
            guard case .json(let list) = argument.value else { return [] }
            return list.value.elements.compactMap(ItemRange.numbers).map { ($0, argument.span) }
        }
    }

    /// Whether a flag was given as `true`.
    package func flag(_ field: String) -> Bool { json(field)?.bool == true }

    /// Where the value for a field stands in the line; empty at its end where none was given.
    package func span(_ field: String) -> Range<Int> {
        arguments.first { $0.path.first == field }?.span ?? line.source.count..<line.source.count
    }
}

extension Invocation {
    /// Whether every value stands at the top of the body, each at a place of its own: then nothing has to be merged.
    private var isFlat: Bool {
        arguments.indices.allSatisfy { index in
            let path = arguments[index].path
            return path.count == 1 && !arguments[index].appends && !arguments[..<index].contains { $0.path == path }
        }
    }

    private func flatBody() -> JSONText {
        var capacity = 2
        for argument in arguments {
            guard case .json(let value) = argument.value else { continue }
            capacity += argument.path[0].utf8.count + value.bytes.count + 4
        }
        var writer = JSONWriter(capacity: capacity)
        writer.beginObject()
        for argument in arguments {
            guard case .json(let value) = argument.value else { continue }
            writer.key(argument.path[0])
            writer.compacted(value)
        }
        writer.endObject()
        return writer.text
    }

    /// The request body: what was typed as one, or one made of the arguments in their order.
    ///
    /// - Throws: `LanguageError.givenTwice` where two values are meant for the same place.
    package func requestBody() throws(LanguageError) -> JSONText {
        if let body { return body.compacted() }
        if isFlat { return flatBody() }
        var builder = BodyBuilder()
        for argument in arguments {
            guard case .json(let value) = argument.value else { continue }
            let isPlaced =
                argument.appends
                ? builder.append(value, at: argument.path) : builder.set(value, at: argument.path)
            guard isPlaced else {
                throw .givenTwice(field: argument.path.joined(separator: "."), span: argument.span)
            }
        }
        return builder.body.compacted()
    }
}
