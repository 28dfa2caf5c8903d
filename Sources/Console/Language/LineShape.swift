internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// What lines have in common that call the same method with values for the same fields.
///
/// Which command a line is, which field each word is for and that none is missing depend on the words before the values
/// and on how each value is written. Scripts say the same line after line with other values; so of a line in the shape of
/// an earlier one only the values are read, where they stand in the input. Whatever is unlike, whatever could mean
/// something else, and whatever is wrong, is left to the tokenizer and the parser.
struct LineShape: Sendable {
    fileprivate struct Value {
        let field: Field
        let key: JSONKey
        /// What stands before the value: `NAME=`, or nothing where the field is found by its place.
        let prefix: [UInt8]
        /// Whether it is JSON in brackets, or else a bare word.
        let isBracketed: Bool
    }

    private let method: String
    /// The words before the values, as they were typed.
    private let head: [UInt8]
    private let values: [Value]

    /// Takes the shape of a line that was understood; `nil` if it is none that others can have.
    init?(_ line: Line, _ understood: Invocation) {
        let call = understood.nested ?? understood
        let words = line.tokens.suffix(call.arguments.count)
        guard call.signature.isMethod, call.body == nil, !words.isEmpty, words.startIndex > 0,
            !line.mayHoldReferences
        else { return nil }
        var values: [Value] = []
        // The types that zip needs are made at run time, which costs a script of one line a twentieth of its start.
        for index in words.indices {
            let (word, argument) = (words[index], call.arguments[index - words.startIndex])
            guard word.span == argument.span, argument.path.count == 1, !argument.appends, !argument.isExternal,
                let field = call.signature.field(named: argument.path[0]),
                let value = Value(field, word, in: line)
            else { return nil }
            values.append(value)
        }
        // A single word that opens an object is the whole body.
        guard values.count > 1 || !values[0].isBracketed || !values[0].prefix.isEmpty else { return nil }
        self.values = values
        method = call.signature.name
        head = Array(line.source[..<words[words.startIndex].span.lowerBound])
    }

    /// Whether the same lines have both shapes.
    func isSame(as other: LineShape) -> Bool {
        head == other.head
            && values.elementsEqual(other.values) { $0.prefix == $1.prefix && $0.isBracketed == $1.isBracketed }
    }

    /// Reads the line that starts at an offset of an input: returns the call that it is, and the offset behind its line feed.
    ///
    /// Returns `nil` if the line has another shape, if anything in it is wrong, or if the input ends before the line does.
    func call(in input: [UInt8], from start: Int) -> (call: Command, end: Int)? {
        let bytes = input.span
        guard bytes.hasPrefix(head, at: start), let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) else {
            return nil
        }
        var writer = JSONWriter(capacity: feed - start)
        writer.beginObject()
        var position = start + head.count
        for index in values.indices {
            if index > 0 {
                let word = bytes.endOfBlanks(from: position)
                guard word > position else { return nil }
                position = word
            }
            guard let end = values[index].write(from: input, at: position, to: &writer) else { return nil }
            position = end
        }
        writer.endObject()
        let end = bytes.endOfBlanks(from: position)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return nil }
        return (Command(method, params: writer.text), end + 1)
    }
}

extension LineShape.Value {
    fileprivate init?(_ field: Field, _ word: Token, in line: Line) {
        let prefix = line.source[word.span.lowerBound..<word.value.lowerBound]
        // A word such as `a=b` that names no field is a value as a whole.
        guard prefix.isEmpty || prefix.dropLast().elementsEqual(field.name.utf8) else { return nil }
        switch word.form {
        case .bare: isBracketed = false
        case .bracketed:
            guard case .json = field.kind else { return nil }
            isBracketed = true
        case .quoted, .literal, .argument: return nil
        }
        self.field = field
        key = JSONKey(field.name)
        self.prefix = Array(prefix)
    }

    /// Writes the value that stands at an offset, with its key, and returns the offset behind it; `nil` where it is none.
    fileprivate func write(from input: [UInt8], at start: Int, to writer: inout JSONWriter) -> Int? {
        let bytes = input.span
        guard bytes.hasPrefix(prefix, at: start) else { return nil }
        let first = start + prefix.count
        writer.key(key)
        if isBracketed {
            guard first < bytes.count, bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "["),
                let end = try? writer.compacted(prefixOf: input, from: first),
                !bytes.extracting(first..<end).mayHoldReference
            else { return nil }
            return end
        }
        guard let end = bytes.endOfPlainWord(from: first) else { return nil }
        if field.kind.takesAnyText { return writer.string(utf8: input[first..<end]) ? end : nil }
        // `-` stands for what is on standard input.
        if field.takesExternal, end == first + 1, bytes[first] == UInt8(ascii: "-") { return nil }
        let reader = ValueReader(source: input, path: field.path, kind: field.kind, isNamed: !prefix.isEmpty)
        guard let value = try? reader.read(first..<end, .bare) else { return nil }
        writer.compacted(value)
        return end
    }
}

extension Span<UInt8> {
    fileprivate func hasPrefix(_ prefix: [UInt8], at start: Int) -> Bool {
        guard count - start >= prefix.count else { return false }
        for index in prefix.indices where self[start + index] != prefix[index] { return false }
        return true
    }

    /// The first offset from `start` of a byte that is no blank, or the end.
    func endOfBlanks(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isBlank { index += 1 }
        return index
    }

    /// The end of a bare word that means nothing but itself; `nil` where there is none, or it may mean something else.
    fileprivate func endOfPlainWord(from start: Int) -> Int? {
        guard start < count else { return nil }
        switch self[start] {
        // A quote, JSON, a path, a file, an outlet.
        case UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "|"),
            UInt8(ascii: ">"):
            return nil
        default: break
        }
        var index = start
        while index < count {
            let byte = self[index]
            if byte.isBlank || byte == UInt8(ascii: "\n") { break }
            // A name, a variable, a template or an object, a text.
            if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{")
                || byte == UInt8(ascii: "\"")
            {
                return nil
            }
            index += 1
        }
        return index > start ? index : nil
    }
}
