internal import CentrifugoProtocol
internal import LosslessJSON

/// Checks that JSON is of the kind that a field takes, down to the fields of objects.
struct KindChecker {
    /// Where the JSON starts in the line; `nil` if it does not stand there as it is.
    let base: Int?
    /// Where the whole value stands in the line, for when the spot within it cannot be told.
    let span: Range<Int>

    /// Checks one value against a kind; `field` is the name that errors use.
    func check(_ value: JSONValue, _ kind: ValueKind, named field: String) throws(LanguageError) {
        switch kind {
        case .channel, .user, .client, .text, .epoch, .file, .buffer, .word, .method, .command, .line:
            try expect(.string, value, kind, field)
        case .base64:
            try expect(.string, value, kind, field)
            guard let text = value.string, Base64.decode(text.utf8) != nil else { throw mismatch(value, kind, field) }
        case .choice(let choices): try check(value, among: choices, field)
        case .flag: try expect(.bool, value, kind, field)
        case .integer(let integer): try check(value, integer, field)
        case .offset: try check(value, IntegerKind(.uint64), field)
        case .item: try check(value, IntegerKind(.int32, minimum: 1), field)
        case .itemRange: guard ItemRange.numbers(in: value) != nil else { throw mismatch(value, kind, field) }
        case .seconds: try check(value, .seconds, field) { Seconds.duration($0) != nil }
        case .rate: try check(value, .rate, field) { Rate($0) != nil }
        case .path: try check(value, .path, field) { ReplyPath($0) != nil }
        case .assignment, .mapping: break
        case .json: break
        case .list(let inner):
            try expect(.array, value, kind, field)
            for element in value.elements { try check(element, inner, named: field) }
        case .pairs:
            try expect(.object, value, kind, field)
            for member in value.members { try check(member.value, .text, named: field + "." + member.name) }
        case .object(let fields):
            try expect(.object, value, kind, field)
            try check(value, has: fields, in: field, prefix: field + ".")
        }
    }

    /// Checks an object's members against fields: no unknown name, none twice, each of its kind.
    ///
    /// `null` counts as not given, as it does for the server, but for fields that take any JSON.
    func check(
        _ object: JSONValue, has fields: [Field], in command: String, prefix: String = ""
    ) throws(LanguageError) {
        var seen: Set<String> = []
        for member in object.members {
            guard let field = fields.first(where: { $0.name == member.name }) else {
                let near = Suggestion.nearest(to: member.name, among: fields.map(\.name))
                throw .unknownField(
                    prefix + member.name, command: command, span: place(member.nameSpan),
                    suggestion: near.map { prefix + $0 })
            }
            guard seen.insert(member.name).inserted else {
                throw .givenTwice(field: prefix + member.name, span: place(member.nameSpan))
            }
            if member.value.isNull { continue }
            try check(member.value, field.kind, named: prefix + field.name)
        }
    }

    private func place(_ range: Range<Int>) -> Range<Int> {
        base.map { range.lowerBound + $0..<range.upperBound + $0 } ?? span
    }

    private func mismatch(_ value: JSONValue, _ kind: ValueKind, _ field: String) -> LanguageError {
        .wrongKind(field: field, expected: kind.expectation, given: value.text, span: place(value.span))
    }

    private func expect(
        _ wanted: JSONValue.Kind, _ value: JSONValue, _ kind: ValueKind, _ field: String
    ) throws(LanguageError) {
        guard value.kind == wanted else { throw mismatch(value, kind, field) }
    }

    private func check(_ value: JSONValue, among choices: [Choice], _ field: String) throws(LanguageError) {
        let names = choices.map(\.name)
        guard let given = value.string else { throw mismatch(value, .choice(choices), field) }
        guard names.contains(given) else {
            throw .notAChoice(
                field: field, choices: names, given: given, span: place(value.span),
                suggestion: Suggestion.nearest(to: given, among: names))
        }
    }

    private func check(_ value: JSONValue, _ integer: IntegerKind, _ field: String) throws(LanguageError) {
        guard let digits = value.numberText, digits.utf8.allSatisfy({ $0.isNameByte && $0 < UInt8(ascii: "A") }) else {
            throw mismatch(value, .integer(integer), field)
        }
        let fits =
            value.int64.map { $0 >= integer.minimum && ($0 < 0 || UInt64($0) <= integer.maximum) }
            ?? value.uint64.map { $0 <= integer.maximum }
        guard fits == true else {
            throw .outOfRange(
                field: field, minimum: integer.minimum, maximum: integer.maximum, given: digits, span: place(value.span)
            )
        }
    }

    /// Checks what is written as a text of its own, or as a number.
    private func check(
        _ value: JSONValue, _ kind: ValueKind, _ field: String, _ isRight: (String) -> Bool
    ) throws(LanguageError) {
        guard let text = value.numberText ?? value.string, isRight(text) else { throw mismatch(value, kind, field) }
    }
}

extension ValueKind {
    /// What a field of the kind takes, with the bounds of a number.
    var expectationInRange: String {
        guard case .integer(let integer) = self else { return expectation }
        return "a whole number from \(integer.minimum) to \(integer.maximum)"
    }

    /// What a field of the kind takes, as errors say it.
    var expectation: String {
        switch self {
        case .channel, .user, .client, .text, .epoch, .file, .buffer, .word, .method, .command, .line: "a text"
        case .base64: "base64 in the standard alphabet, with padding"
        case .choice(let choices): "one of " + choices.map(\.name).joined(separator: ", ")
        case .flag: "true or false"
        case .integer, .offset, .item: "a whole number"
        case .itemRange: "a number such as 2, or a range such as 5-7"
        case .seconds: "a number of seconds above 0, or one with its unit, such as 500ms or 2m"
        case .rate: "how often in a second or minute, such as 20/s or 5/m"
        case .path: "a path into a reply, such as .result.publications[0].data"
        case .mapping: "a field and a path or value, such as channel=.ch"
        case .assignment: "a name and its value, such as ch=news"
        case .json: "JSON"
        case .list(let inner): "a JSON array whose elements are each \(inner.expectation)"
        case .pairs: "an object of texts"
        case .object(let fields): "an object with " + fields.map(\.name).joined(separator: ", ")
        }
    }
}
