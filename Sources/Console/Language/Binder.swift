internal import CentrifugoProtocol
internal import LosslessJSON

/// Binds the words of one command to its fields.
struct Binder {
    /// What became of a word.
    enum Binding {
        /// It is a value.
        case value
        /// It starts a command of its own, up to the end of the line.
        case startsCommand
    }

    let line: Line
    let signature: Signature
    private var arguments: [Argument] = []
    private var openPositionals: [Field]

    /// Starts with the words behind the command.
    ///
    /// Of a command that holds another only the fields before that one are its own, so there names do
    /// not count ahead.
    init(line: Line, signature: Signature, words: some Sequence<Token>) {
        self.line = line
        self.signature = signature
        let names = words.compactMap { $0.name.map { line.text($0) } }.map { $0.prefix { $0 != "." } }
        let named = signature.fields.contains(where: \.startsCommand) ? [] : Set(names)
        openPositionals = signature.positionals.filter { !named.contains($0.name[...]) }
    }

    /// Takes the only argument as the whole request body, if it starts with `{`.
    func soleBody(_ tokens: [Token]) throws(LanguageError) -> Invocation? {
        guard signature.isMethod, tokens.count == 1, let token = tokens.first, token.name == nil,
            token.form != .quoted, line.source[token.content].first == UInt8(ascii: "{")
        else { return nil }
        let reader = ValueReader(source: line.source, field: signature.name, kind: .json, isNamed: false)
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

    /// Takes one word.
    mutating func bind(_ token: Token) throws(LanguageError) -> Binding {
        if let name = token.name, let field = try fieldNamed(name), !field.startsCommand {
            openPositionals.removeAll { $0.name == field.name }
            try add(token, field, path: line.text(name).split(separator: ".").map(String.init))
            return .value
        }
        try checkIsValue(token)
        guard let field = openPositionals.first else {
            if let name = token.name {
                throw .unknownField(line.text(name), command: signature.name, span: name, suggestion: nil)
            }
            throw .tooMany(command: signature.name, takes: signature.positionals.count, span: token.span)
        }
        if field.startsCommand { return .startsCommand }
        let takesTheRest = field.isList && openPositionals.count == 1
        if !takesTheRest { openPositionals.removeFirst() }
        let whole = Token(span: token.span, name: nil, value: token.span, form: token.wholeForm)
        try add(whole, field, path: [field.name])
        return .value
    }

    /// Makes the invocation, once every word is bound.
    func finish(with inner: Invocation.Inner) throws(LanguageError) -> Invocation {
        try checkRequirements { name, kind in
            if case .command = kind, case .some = inner { return true }
            return arguments.contains { $0.path.first == name }
        }
        return Invocation(line: line, signature: signature, arguments: arguments, inner: inner)
    }

    /// The field that a name before `=` leads to; `nil` where it is no field's at all.
    private func fieldNamed(_ name: Range<Int>) throws(LanguageError) -> Field? {
        let path = line.text(name)
        guard let top = signature.field(named: path.prefix { $0 != "." }) else { return nil }
        if let field = signature.field(at: path) { return field }
        let near = Suggestion.nearest(to: path, among: top.leafNames)
        throw .unknownField(path, command: signature.name, span: name, suggestion: near)
    }

    /// Refuses a word that was hardly meant as a value.
    private func checkIsValue(_ token: Token) throws(LanguageError) {
        guard token.wholeForm == .bare || token.wholeForm == .argument else { return }
        if token.form == .bare, ["|", ">", ">>"].contains(line.text(token.span)) {
            throw .reserved(line.text(token.span), span: token.span)
        }
        guard let name = token.name else { return }
        let fields = signature.fields.filter { !$0.startsCommand }
        let candidates = fields.flatMap(\.leafNames) + fields.map(\.name)
        if let near = Suggestion.nearest(to: line.text(name), among: candidates) {
            throw .unknownField(line.text(name), command: signature.name, span: name, suggestion: near)
        }
    }

    private mutating func add(_ token: Token, _ field: Field, path: [String]) throws(LanguageError) {
        guard field.isList || !arguments.contains(where: { $0.path == path }) else {
            throw .givenTwice(field: path.joined(separator: "."), span: token.span)
        }
        arguments.append(try argument(token, field, path: path))
    }

    private func argument(_ token: Token, _ field: Field, path: [String]) throws(LanguageError) -> Argument {
        let range = token.content
        if let external = external(token, field) {
            return Argument(path: path, value: external, span: token.span, appends: field.isList)
        }
        let isNamed = token.name != nil
        let reader = ValueReader(
            source: line.source, field: path.joined(separator: "."), kind: field.kind, isNamed: isNamed)
        let value = try reader.read(range, token.form)
        return Argument(path: path, value: .json(value), span: token.span, appends: field.isList)
    }

    /// Where a value for JSON comes from, if it was not typed: `@file` or `-`.
    private func external(_ token: Token, _ field: Field) -> Argument.Value? {
        guard field.takesExternal, token.form == .bare || token.form == .argument else { return nil }
        let text = line.source[token.value]
        if text.count == 1, text.first == UInt8(ascii: "-") { return .input }
        guard text.first == UInt8(ascii: "@"), text.count > 1 else { return nil }
        return .file(line.text(text.indices.dropFirst()))
    }

    private func checkRequirements(_ isGiven: (String, ValueKind) -> Bool) throws(LanguageError) {
        for field in signature.fields where !isGiven(field.name, field.kind) {
            switch field.requirement {
            case .optional: continue
            case .requiredUnless(let other):
                if let other = signature.field(named: other), isGiven(other.name, other.kind) { continue }
                throw .missing(field: field.name, command: signature.name, at: line.end)
            case .required: throw .missing(field: field.name, command: signature.name, at: line.end)
            }
        }
    }
}

extension Line {
    /// Where the last word ends.
    var end: Int { tokens.last?.span.upperBound ?? source.count }
}

extension Field {
    /// Whether a command of its own stands for the field, up to the end of the line.
    var startsCommand: Bool {
        if case .command = kind { true } else { false }
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
