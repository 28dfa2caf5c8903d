internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// Binds the words of one command to its fields.
struct Binder {
    /// What a word is to the command.
    enum Place {
        /// It is a value.
        case value(Value)
        /// It starts a command of its own, up to the end of the line.
        case startsCommand
    }

    /// A word that is a value, and the field that it is meant for.
    struct Value {
        /// The word; one without a name if it found its field by its place.
        var token: Token
        var field: Field
        /// The names that lead to the value in the request body.
        var path: [String]
    }

    let line: Line
    let signature: Signature
    /// Whether words with variables in them are taken for right.
    let isTentative: Bool
    private var arguments: [Argument] = []
    private var placement: FieldPlacement

    /// Starts with the words behind the command.
    init(line: Line, signature: Signature, words: some Sequence<Token>, isTentative: Bool = false) {
        self.line = line
        self.isTentative = isTentative
        self.signature = signature
        placement = FieldPlacement(signature, words: words, in: line)
        arguments.reserveCapacity(words.underestimatedCount)
    }

    /// Whether the arguments are one that starts with `{`, and so is the whole request body.
    func isSoleBody(_ tokens: ArraySlice<Token>) -> Bool {
        guard tokens.count == 1, let token = tokens.first, token.name == nil, token.form != .quoted,
            line.source[token.content].first == UInt8(ascii: "{")
        else { return false }
        return signature.isMethod
    }

    /// Takes the only argument as the whole request body, if it starts with `{`.
    func soleBody(_ tokens: ArraySlice<Token>) throws(LanguageError) -> Invocation? {
        guard isSoleBody(tokens), let token = tokens.first else { return nil }
        if isTentative, line.hasReference(token) {
            return Invocation(line: line, signature: signature, body: .emptyObject)
        }
        let reader = ValueReader(source: line.source, path: [signature.name], kind: .json, isNamed: false)
        let body = try reader.read(token.content, token.form)
        try KindChecker(base: token.content.lowerBound, span: token.span)
            .check(body.value, has: signature.fields, in: signature.name)
        let invocation = Invocation(line: line, signature: signature, body: body)
        try checkRequirements { name, kind in
            guard let value = body.value[name] else { return false }
            if case .json = kind { return true }
            return !value.isNull
        }
        return invocation
    }

    /// Finds out what the next word is to the command; a place that it takes is taken from then on, unless it is refused.
    mutating func place(_ token: Token) throws(LanguageError) -> Place {
        var next = placement
        let place = try place(token, next.place(token, in: line))
        placement = next
        return place
    }

    private func place(_ token: Token, _ found: FieldPlacement.Place) throws(LanguageError) -> Place {
        switch found {
        case .named(let field, let path):
            return .value(Value(token: token, field: field, path: path.split(separator: ".").map(String.init)))
        case .unknownPart(let top, let path):
            let near = Suggestion.nearest(to: path, among: top.leafNames)
            throw .unknownField(path, command: signature.name, span: token.name ?? token.span, suggestion: near)
        case .next(let field) where field.takesAssignments: return .value(try assignment(token, to: field))
        case .next(let field):
            try checkIsValue(token, for: field.kind)
            let whole = Token(span: token.span, name: nil, value: token.span, form: token.wholeForm)
            return .value(Value(token: whole, field: field, path: field.path))
        case .command:
            try checkIsValue(token)
            return .startsCommand
        case .surplus:
            try checkIsValue(token)
            throw surplus(token)
        }
    }

    /// A word such as `ch=news`, whose name is the user's own.
    private func assignment(_ token: Token, to field: Field) throws(LanguageError) -> Value {
        guard !line.isOutlet(token), let name = token.name, field.takesName(line.source[name]) else {
            throw .notAnAssignment(line.text(token.span), isMapping: field.takesMapping, span: token.span)
        }
        return Value(
            token: token, field: Field(line.text(name), .json, "A value."), path: [field.name, line.text(name)])
    }

    private func surplus(_ token: Token) -> LanguageError {
        if let name = token.name {
            return .unknownField(line.text(name), command: signature.name, span: name, suggestion: nil)
        }
        return .tooMany(command: signature.name, takes: signature.positionals.count, span: token.span)
    }

    /// Reads a value and checks that it is of its field's kind.
    mutating func bind(_ value: Value) throws(LanguageError) {
        // Few enough that looking through them costs less than hashing.
        guard value.field.isList || !arguments.contains(where: { $0.path == value.path }) else {
            throw .givenTwice(field: value.path.joined(separator: "."), span: value.token.span)
        }
        arguments.append(try argument(value.token, value.field, path: value.path))
    }

    /// Makes the invocation, once every word is bound.
    func finish(with inner: Invocation.Inner) throws(LanguageError) -> Invocation {
        try checkRequirements { name, kind in
            switch (kind, inner) {
            case (.command, .some), (.line, .line): return true
            default: break
            }
            return arguments.contains { $0.path.first == name }
        }
        return Invocation(line: line, signature: signature, arguments: arguments, inner: inner)
    }

    /// Refuses a word that was hardly meant as a value; one of those that the kind takes is.
    private func checkIsValue(_ token: Token, for kind: ValueKind? = nil) throws(LanguageError) {
        guard token.wholeForm == .bare || token.wholeForm == .argument, token.name != nil || line.isOutlet(token),
            kind?.isChoice(line.text(token.content)) != true
        else { return }
        if line.isOutlet(token) { throw .reserved(line.text(token.span), span: token.span) }
        guard let name = token.name else { return }
        let fields = signature.fields.filter { !$0.startsCommand }
        let candidates = fields.flatMap(\.leafNames) + fields.map(\.name)
        if let near = Suggestion.nearest(to: line.text(name), among: candidates) {
            throw .unknownField(line.text(name), command: signature.name, span: name, suggestion: near)
        }
    }

    private func argument(_ token: Token, _ field: Field, path: [String]) throws(LanguageError) -> Argument {
        let range = token.content
        if let external = line.external(token, for: field) {
            return Argument(path: path, value: external, span: token.span, appends: field.isList)
        }
        let isNamed = token.name != nil
        if isTentative, line.hasReference(token) {
            return Argument(path: path, value: .open, span: token.span, appends: field.isList)
        }
        let reader = ValueReader(source: line.source, path: path, kind: field.kind, isNamed: isNamed)
        let value = try reader.read(range, token.form)
        return Argument(path: path, value: .json(value), span: token.span, appends: field.isList)
    }

    private func checkRequirements(_ isGiven: (String, ValueKind) -> Bool) throws(LanguageError) {
        for field in signature.required where !isGiven(field.name, field.kind) {
            if case .requiredUnless(let other) = field.requirement, let other = signature.field(named: other),
                isGiven(other.name, other.kind)
            {
                continue
            }
            throw .missing(field: field.name, command: signature.name, at: line.end)
        }
    }
}

extension Line {
    /// Where a value for JSON comes from, if it was not typed: `@file` or `-`.
    func external(_ token: Token, for field: Field) -> Argument.Value? {
        guard field.takesExternal, token.form == .bare || token.form == .argument else { return nil }
        let text = source[token.value]
        if text.count == 1, text.first == UInt8(ascii: "-") { return .input }
        guard text.first == UInt8(ascii: "@"), text.count > 1 else { return nil }
        return .file(self.text(text.indices.dropFirst()))
    }

    /// Where the last word ends.
    var end: Int { tokens.last?.span.upperBound ?? source.count }
}

extension Field {
    /// Whether its words are names with values.
    var takesAssignments: Bool {
        switch kind {
        case .list(.assignment), .list(.mapping): true
        default: false
        }
    }

    /// Whether what it takes are fields of a method and what fills them.
    var takesMapping: Bool {
        guard case .list(.mapping) = kind else { return false }
        return true
    }

    /// Whether a word for it may have this name.
    func takesName(_ name: ArraySlice<UInt8>) -> Bool {
        guard case .list(.assignment) = kind else { return name.isFieldName }
        return name.isVariableName && !name.elementsEqual("_".utf8)
    }

    var isList: Bool {
        if case .list = kind { true } else { false }
    }

    /// Whether a file or standard input may stand for the value.
    var takesExternal: Bool {
        switch kind {
        case .json, .list, .pairs, .object: true
        default: false
        }
    }

    var leafNames: [String] {
        guard case .object(let inner) = kind else { return [name] }
        return inner.flatMap { inner in inner.leafNames.map { name + "." + $0 } }
    }
}
