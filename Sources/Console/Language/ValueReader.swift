internal import CentrifugoProtocol
internal import LosslessJSON

/// Turns what was typed for a field into JSON of the field's kind.
struct ValueReader {
    let source: [UInt8]
    /// The names that lead to the field, for errors.
    let path: [String]
    let kind: ValueKind

    /// Whether the field was named: its text may then start with a bracket, as globs do.
    let isNamed: Bool

    /// Reads a value written in the given form; `range` is the text without its quotes.
    ///
    /// The kind of the result is checked too, down to the fields of objects.
    func read(_ range: Range<Int>, _ form: Token.Form) throws(LanguageError) -> JSONText {
        let json = try convert(range, form)
        // What takes anything needs no look at what it is, and a text that was made one is a text.
        if kind.takesAnything || kind.takesAnyText && form == .bare { return json }
        let isVerbatim = json.bytes.count == range.count
        let checker = KindChecker(base: isVerbatim ? range.lowerBound : nil, span: range)
        try checker.check(json.value, kind, named: path.joined(separator: "."))
        return json
    }

    private func convert(_ range: Range<Int>, _ form: Token.Form) throws(LanguageError) -> JSONText {
        if form == .quoted { return try json(span: range.lowerBound - 1..<range.upperBound + 1) }
        if kind.takesText {
            return form == .bracketed && !isNamed ? try json(span: range) : try text(range)
        }
        if case .list = kind, !source[range].startsLikeJSON { return try element(range, form) }
        return try value(range)
    }

    /// A bare word for a list is its only element.
    private func element(_ range: Range<Int>, _ form: Token.Form) throws(LanguageError) -> JSONText {
        guard case .list(let inner) = kind else { return try value(range) }
        let one = try ValueReader(source: source, path: path, kind: inner, isNamed: isNamed).read(range, form)
        var writer = JSONWriter()
        writer.beginArray()
        writer.raw(one)
        writer.endArray()
        return JSONText(unchecked: writer.bytes)
    }

    /// The rule for a value without quotes: JSON where it must be or is, otherwise text.
    private func value(_ range: Range<Int>) throws(LanguageError) -> JSONText {
        if source[range].startsLikeJSON { return try json(span: range) }
        if let scalar = try? JSONText(bytes: Array(source[range])), scalar.bytes.count == range.count { return scalar }
        return try text(range)
    }

    private func json(span: Range<Int>) throws(LanguageError) -> JSONText {
        do throws(JSONError) {
            return try JSONText(bytes: Array(source[span]))
        } catch {
            throw .invalidJSON(error.reason, at: span.lowerBound + error.offset)
        }
    }

    private func text(_ range: Range<Int>) throws(LanguageError) -> JSONText {
        if let text = JSONText(utf8: source[range]) { return text }
        let repaired = String(decoding: source[range], as: UTF8.self)
        let good = zip(repaired.utf8, source[range]).prefix { $0 == $1 }.count
        throw .notUTF8(at: range.lowerBound + good)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes must be JSON: they open an object, an array or a text.
    var startsLikeJSON: Bool { first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") }
}

extension ValueKind {
    /// Whether any JSON is right.
    fileprivate var takesAnything: Bool {
        if case .json = self { true } else { false }
    }

    /// Whether any text is right.
    var takesAnyText: Bool {
        switch self {
        case .channel, .user, .client, .text, .epoch, .file, .buffer, .word, .method: true
        default: false
        }
    }

    /// Whether every word is text for a field of the kind.
    var takesText: Bool {
        switch self {
        case .channel, .user, .client, .text, .epoch, .file, .buffer, .word, .method, .base64, .choice, .command,
            .line, .rate, .path, .assignment, .mapping:
            true
        case .item, .itemRange, .flag, .integer, .offset, .seconds, .json, .list, .pairs, .object: false
        }
    }
}
