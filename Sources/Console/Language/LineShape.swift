internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// What lines have in common that call the same method with values for the same fields.
///
/// Which command a line is, which field each word is for and that none is missing depend on the words before the values
/// and on how each value is written. Scripts say the same line after line with other values; so of a line in the shape of
/// an earlier one only the values are read, by the rules of `ValueReader`. Whatever is unlike, and whatever is wrong, is
/// left to the parser.
struct LineShape: Sendable {
    private struct Value {
        let field: Field
        let key: JSONKey
        /// What stands before the `=`; nothing where the field is found by its place.
        let name: [UInt8]
        let form: Token.Form
    }

    /// The declaration of the line's first word.
    let signature: Signature
    private let method: String
    /// The words before the values, as they were typed.
    private let head: [UInt8]
    private let headCount: Int
    private let values: [Value]

    /// Takes the shape of a line that was understood; `nil` if it is none that others can have.
    init?(_ line: Line, _ understood: Invocation) {
        let call = understood.nested ?? understood
        let words = line.tokens.suffix(call.arguments.count)
        guard call.signature.isMethod, call.body == nil, !words.isEmpty, words.startIndex > 0,
            !line.mayHoldReferences
        else { return nil }
        var values: [Value] = []
        for (word, argument) in zip(words, call.arguments) {
            guard word.span == argument.span, word.form != .argument, argument.path.count == 1, !argument.appends,
                !argument.isExternal, let field = call.signature.field(named: argument.path[0])
            else { return nil }
            let name = word.name.map { Array(line.source[$0]) } ?? []
            // A word such as `a=b` that names no field is a value as a whole.
            guard name.isEmpty || name.elementsEqual(field.name.utf8) else { return nil }
            values.append(Value(field: field, key: JSONKey(field.name), name: name, form: word.form))
        }
        // A single word that opens an object is the whole body.
        let isAlone = values.count == 1 && values[0].name.isEmpty
        guard !isAlone || values[0].form == .bare || values[0].form == .quoted else { return nil }
        self.values = values
        signature = understood.signature
        method = call.signature.name
        head = Array(line.source[..<words[words.startIndex].span.lowerBound])
        headCount = words.startIndex
    }

    /// The call that a line is; `nil` if it has another shape, or anything in it is wrong.
    func call(in line: Line) -> Command? {
        guard line.tokens.count == headCount + values.count, line.tokens[headCount].span.lowerBound == head.count,
            line.source.starts(with: head), !line.mayHoldReferences, !line.capturesReply
        else { return nil }
        var writer = JSONWriter(capacity: line.source.count + method.utf8.count)
        writer.beginObject()
        for index in values.indices {
            writer.key(values[index].key)
            guard write(line.tokens[headCount + index], values[index], in: line, to: &writer) else { return nil }
        }
        writer.endObject()
        return Command(method, params: writer.text)
    }

    private func write(_ word: Token, _ value: Value, in line: Line, to writer: inout JSONWriter) -> Bool {
        let field = value.field
        guard word.form == value.form, line.source[word.name ?? 0..<0].elementsEqual(value.name),
            !line.isOutlet(word), line.external(word, for: field) == nil
        else { return false }
        if word.form == .bare, field.kind.takesAnyText { return writer.string(utf8: line.source[word.content]) }
        do {
            if word.form == .bracketed, case .json = field.kind {
                try writer.compacted(line.source[word.content])
            } else {
                let reader = ValueReader(
                    source: line.source, path: field.path, kind: field.kind, isNamed: word.name != nil)
                writer.compacted(try reader.read(word.content, word.form))
            }
        } catch {
            return false
        }
        return true
    }
}

/// The shapes of the last lines.
struct LineShapes: Sendable {
    /// Few enough to be looked through for every line.
    private static let capacity = 8

    private var shapes: [LineShape] = []

    /// The call that a line in one of the shapes is, and the declaration of its first word.
    func call(in line: Line) -> (Signature, Command)? {
        for shape in shapes {
            if let command = shape.call(in: line) { return (shape.signature, command) }
        }
        return nil
    }

    /// Learns the shape of a line, if it has one; the oldest is forgotten for it.
    mutating func learn(_ line: Line, _ understood: Invocation) {
        guard let shape = LineShape(line, understood) else { return }
        if shapes.count == Self.capacity { shapes.removeFirst() }
        shapes.append(shape)
    }
}
