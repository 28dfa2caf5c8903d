internal import LosslessJSON

/// Puts what variables and templates stand for into the words of a line.
///
/// A word stays one word whatever is put into it. A word that is nothing but a variable has its JSON as its value; inside
/// JSON a variable is its JSON where a value may stand, and its text inside a text.
struct Expansion {
    /// The variables that are set; `_` is the last reply.
    var variables: [String: JSONText]
    /// What stands for templates; without, they stay as they were typed.
    var template: ((String) -> JSONText?)?

    /// Returns the line with some of its words expanded.
    ///
    /// - Throws: `LanguageError` for a variable that must be set and is not, and for a path that leads nowhere.
    func expand(_ line: Line, words: Range<Int>) throws(LanguageError) -> Line {
        guard line.tokens[words].contains(where: line.hasReference) else { return line }
        var result = Line(source: [], tokens: [])
        var copied = 0
        for (index, token) in line.tokens.enumerated() {
            result.source += line.source[copied..<token.span.lowerBound]
            copied = token.span.upperBound
            let word = words.contains(index) ? try word(token, in: line) : nil
            result.append(word ?? ExpandedWord(token, in: line))
        }
        result.source += line.source[copied...]
        return result
    }

    /// Returns a text with the texts of what stands in it, for a word that is not one of a command.
    func text(_ word: String) throws(LanguageError) -> String {
        String(decoding: try text(Array(word.utf8)[...], isArgument: false), as: UTF8.self)
    }

    /// The word with all that stands in it; nil where that is nothing.
    private func word(_ token: Token, in line: Line) throws(LanguageError) -> ExpandedWord? {
        guard line.hasReference(token) else { return nil }
        var word = ExpandedWord(token, in: line)
        let value = line.source[token.value]
        switch token.form {
        case .literal: return nil
        case .argument:
            guard template != nil else { return nil }
            word.value = try text(value, isArgument: true)
        case .quoted: word.value = try pieces(value) { $1 ? nil : Array($0.textBytes.escaped) }
        case .bracketed where Reference.templateEnd(value) == nil:
            word.value = try pieces(value) { $1 ? Array($0.bytes) : Array($0.textBytes.escaped) }
        case .bare, .bracketed: try expandBare(&word, value)
        }
        return word
    }

    /// A word without quotes: one variable as its JSON, otherwise a text.
    private func expandBare(_ word: inout ExpandedWord, _ value: ArraySlice<UInt8>) throws(LanguageError) {
        if let only = Reference.first(in: value), only.span == value.indices, let json = try json(of: only) {
            word.value = json.bytes
            switch json.value.kind {
            case .string: word.form = .quoted
            case .object, .array: word.form = .bracketed
            case .number, .bool, .null: word.form = .bare
            }
            return
        }
        let text = try text(value, isArgument: false)
        if text.elementsEqual(value) { return }
        let startsAnew = Reference.first(in: value)?.span.lowerBound == value.startIndex
        let means = text.first.map { Array("@-{[\"'".utf8).contains($0) } ?? true
        (word.value, word.form) =
            startsAnew && means ? (Array("'".utf8) + text + Array("'".utf8), .literal) : (text, .bare)
    }

    private func text(_ value: ArraySlice<UInt8>, isArgument: Bool) throws(LanguageError) -> [UInt8] {
        try pieces(value, onlyTemplates: isArgument) { json, _ in Array(json.textBytes.utf8) }
    }

    /// Replaces every reference by what `form` makes of its JSON; it is told whether that stands outside of a text of
    /// JSON, and returns nil to leave what was typed.
    private func pieces(
        _ value: ArraySlice<UInt8>, onlyTemplates: Bool = false, _ form: (JSONText, _ isOutside: Bool) -> [UInt8]?
    ) throws(LanguageError) -> [UInt8] {
        var result: [UInt8] = []
        var rest = value
        var texts = TextTracker()
        while let found = Reference.first(in: rest) {
            let before = rest[..<found.span.lowerBound]
            texts.pass(before)
            result += before
            let isTemplate = if case .template = found.meaning { true } else { false }
            var end = found.span.upperBound
            if !onlyTemplates || isTemplate, let json = try json(of: found, end: &end),
                let piece = form(json, !texts.isInText)
            {
                result += piece
            } else {
                end = found.span.lowerBound + 1
                texts.pass(rest[found.span.lowerBound..<end])
                result.append(rest[found.span.lowerBound])
            }
            rest = rest[end...]
        }
        return result + rest
    }

    private func json(of reference: Reference) throws(LanguageError) -> JSONText? {
        var end = reference.span.upperBound
        let json = try json(of: reference, end: &end)
        return end == reference.span.upperBound ? json : nil
    }

    /// What a reference stands for; nil where it stands for itself.
    ///
    /// `end` moves where its path is none after all.
    private func json(of reference: Reference, end: inout Int) throws(LanguageError) -> JSONText? {
        switch reference.meaning {
        case .template(let name):
            guard let template else { return nil }
            guard let value = template(name) else { throw .unknownTemplate(name, span: reference.span) }
            return value
        case .variable(let name, let path, let isBraced):
            guard let json = variables[name] else {
                if isBraced || name == "_" { throw .unsetVariable(name, span: reference.span) }
                return nil
            }
            guard let path else { return json }
            let value = json.value
            guard value.kind == .object || value.kind == .array || isBraced else {
                // A text with a dot behind it.
                end = reference.nameEnd
                return json
            }
            let found = path.values(in: value)
            guard let first = found.first else {
                throw .noSuchPart(name, path: path.description, span: reference.span)
            }
            return path.isMany ? JSONText(array: found) : first.jsonText
        }
    }
}

/// A word on its way into another line.
private struct ExpandedWord {
    /// What stands before the value: the name and its `=`, or nothing.
    var head: [UInt8]
    var nameLength: Int?
    var value: [UInt8]
    var form: Token.Form

    init(_ token: Token, in line: Line) {
        head = Array(line.source[token.span.lowerBound..<token.value.lowerBound])
        nameLength = token.name?.count
        value = Array(line.source[token.value])
        form = token.form
    }
}

extension Line {
    fileprivate mutating func append(_ word: ExpandedWord) {
        let start = source.count
        let valueStart = start + word.head.count
        source += word.head + word.value
        tokens.append(
            Token(
                span: start..<source.count, name: word.nameLength.map { start..<start + $0 },
                value: valueStart..<source.count, form: word.form))
    }
}

/// Follows whether bytes of JSON stand inside a text.
private struct TextTracker {
    private(set) var isInText = false
    private var isEscaped = false

    mutating func pass(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = isInText
            } else if byte == UInt8(ascii: "\"") {
                isInText.toggle()
            }
        }
    }
}

extension JSONText {
    /// The text of a text, or the JSON of anything else.
    var textBytes: String { value.string ?? compacted().description }

    /// Makes an array of values.
    init(array values: [JSONValue]) {
        var writer = JSONWriter()
        writer.beginArray()
        for value in values { writer.raw(value) }
        writer.endArray()
        self = writer.text
    }
}

extension String {
    /// The text as it stands between the quotes of JSON.
    fileprivate var escaped: ArraySlice<UInt8> { JSONText(string: self).bytes.dropFirst().dropLast() }
}
