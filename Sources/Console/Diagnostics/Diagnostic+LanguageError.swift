internal import CentrifugoProtocol
internal import CentrifugoTransport

/// What is wrong with a typed line.
extension Diagnostic {
    /// Says what is wrong; `table` tells how the command is written.
    ///
    /// `span` is the place in the line where it is not the error's own.
    init(_ error: LanguageError, _ line: Line, _ table: CommandTable, at span: Range<Int>? = nil) {
        self = Self.words(error, SourceExcerpt(line.source, span: span ?? error.span))
        if let sign = Self.gluedSign(error, in: line.source) {
            details.append("\(sign) sends output elsewhere only with blanks around it.")
        }
        guard error.asksForUsage, let signature = table.signature(of: line) else { return }
        hints.append(StyledLine(own: HelpPage(signature, method: nil).usage))
    }

    private static func words(_ error: LanguageError, _ source: SourceExcerpt) -> Diagnostic {
        switch error {
        case .unknownCommand, .unknownField, .missing, .tooMany, .givenTwice, .reserved, .unsetVariable, .noSuchPart,
            .unknownTemplate, .nothingBehind, .notAPath, .notAnAssignment, .noCommand, .notAMethod:
            names(error, source)
        case .wrongKind, .outOfRange, .notAChoice, .invalidAddress, .notAKey, .notABufferName: values(error, source)
        case .invalidJSON, .unclosed, .joined, .secondCommand, .notUTF8, .unreadableFile, .unwritableFile,
            .invalidFile, .notACommand:
            texts(error, source)
        case .cancelled, .emptyValue, .inputTaken, .noEditor, .noSuchItem, .needsTerminal, .tooDeep, .noShell:
            places(error, source)
        }
    }

    /// What was named wrongly, or not at all.
    private static func names(_ error: LanguageError, _ source: SourceExcerpt) -> Diagnostic {
        switch error {
        case .unknownCommand(let name, _, let near):
            Diagnostic(
                input: "there is no command \"\(name)\"", source: source,
                details: near == nil ? ["help lists all commands."] : [], suggestion: near)
        case .unknownField(let name, let command, _, let near):
            Diagnostic(
                input: "\(command) has no field \"\(name)\"", source: source,
                details: near == nil || source.isInJSON ? [] : ["In quotes it is a text: '\(name)=…'."],
                suggestion: near)
        case .missing(let field, let command, _):
            Diagnostic(input: "\(command) needs \(field)", source: source)
        case .tooMany(let command, let count, _):
            Diagnostic(
                input: "\(command) takes \(values(count)) without a name, and this is one more", source: source,
                details: ["Other fields are given by name, as field=value; a value with blanks goes into quotes."])
        case .givenTwice(let field, _): Diagnostic(input: "\(field) is given twice", source: source)
        case .reserved(let word, _):
            Diagnostic(
                input: "\(word) alone is kept for sending output elsewhere", source: source,
                details: ["To send it as text, put it in quotes: '\(word)'."])
        case .unsetVariable(let name, _):
            Diagnostic(
                input: name == "_" ? "there is no reply yet" : "there is no variable \(name)", source: source,
                details: name == "_" ? [] : ["set \(name)=… sets it. To send it as text, put it in '…'."])
        case .noSuchPart(let name, let path, _):
            Diagnostic(
                input: "there is no \(path) in $\(name)", source: source,
                details: ["set shows what the variables hold."])
        case .unknownTemplate(let name, _):
            Diagnostic(
                input: "there is no template {{\(name)}}", source: source,
                details: ["There are {{count}}, {{now}}, {{uuid}} and {{random 1 10}}."])
        case .nothingBehind(let sign, _):
            Diagnostic(
                input: sign == "|" ? "| needs a command or a path behind it" : "no file stands behind \(sign)",
                source: source,
                details: [
                    sign == "|"
                        ? "For example | jq . or | .result. To send it as text, put it in quotes: '|'."
                        : "To send it as text, put it in quotes: '\(sign)'."
                ])
        case .notAnAssignment(let text, isMapping: false, _):
            Diagnostic(
                input: "\(shortened(text)) sets no variable", source: source,
                details: ["Write NAME=VALUE; a name has letters, digits and _, and no digit first."])
        case .notAnAssignment(let text, isMapping: true, _):
            Diagnostic(
                input: "\(shortened(text)) fills no field", source: source,
                details: ["Write FIELD=PATH or FIELD=VALUE, such as channel=.ch."])
        case .noCommand: Diagnostic(input: "there is no command in this line", source: source)
        case .notAPath(let text, _):
            Diagnostic(
                input: "\(shortened(text)) is no path into a reply", source: source,
                details: [#"Paths look like .result.publications[0].data, .result.channels."a b" or .result.nodes[]."#])
        case .notAMethod(let name, _):
            Diagnostic(
                input: "\(name) cannot wait in a batch", source: source,
                details: ["A batch holds commands of the server, such as add publish hist:a 1."])
        default: Diagnostic(input: "this cannot be understood", source: source)
        }
    }

    private static func values(_ count: Int) -> StyledLine {
        switch count {
        case 0: "no value"
        default: .count(count, "value")
        }
    }

    /// Values that a field does not take.
    private static func values(_ error: LanguageError, _ source: SourceExcerpt) -> Diagnostic {
        switch error {
        case .wrongKind(let field, let expected, let given, _):
            Diagnostic(input: "\(field) must be \(expected), not \(shortened(given))", source: source)
        case .outOfRange(let field, let minimum, let maximum, let given, _):
            Diagnostic(
                input: "\(field) must be a whole number from \(minimum) to \(maximum), not \(given)", source: source)
        case .notAChoice(let field, let choices, let given, _, let near):
            Diagnostic(
                input: "\(field) must be one of \(choices.joined(separator: ", ")), not \"\(given)\"", source: source,
                suggestion: near)
        case .invalidAddress(let problem, _):
            Diagnostic(
                input: "this is no address: \(StyledLine(own: EndpointErrorText.words(problem)))", source: source,
                details: ["Addresses look like http://localhost:8000 or unix:/path/to.sock."])
        case .notAKey(let file, _):
            Diagnostic(
                input: "\(file) does not hold one key", source: source, details: ["It must hold one line of text."])
        case .notABufferName(let name, _):
            Diagnostic(
                input: "\(shortened(name)) cannot name a buffer", source: source,
                details: ["A name has letters, digits, _ and -, 64 at most."])
        default: Diagnostic(input: "this value does not fit", source: source)
        }
    }

    /// Text that cannot be read as what it starts like.
    private static func texts(_ error: LanguageError, _ source: SourceExcerpt) -> Diagnostic {
        switch error {
        case .invalidJSON(let reason, _):
            Diagnostic(input: "the JSON \(StyledLine(own: JSONErrorText.words(reason)))", source: source)
        case .unclosed(let byte, _):
            Diagnostic(input: "this \(String(UnicodeScalar(byte))) is never closed", source: source)
        case .joined:
            Diagnostic(
                input: "a blank must follow the closing quote", source: source,
                details: ["A quote within a text is written \\\" inside \"…\"."])
        case .secondCommand: Diagnostic(input: "only one command can stand here", source: source)
        case .notACommand:
            Diagnostic(
                input: "this is no command of a batch", source: source,
                details: [
                    #"Written as JSON, one looks like {"publish":{"channel":"news","data":1}}, or stands in {"commands":[…]}."#
                ])
        case .unwritableFile(let path, let number, _):
            Diagnostic(
                input: "\(path) cannot be written: \(StyledLine(own: SystemErrorText.words(number)))", source: source)
        case .notUTF8:
            Diagnostic(input: "this is not UTF-8", source: source, details: ["Binary data goes as base64: b64data=…"])
        case .unreadableFile(let path, let number, _):
            Diagnostic(
                input: "\(path) cannot be read: \(StyledLine(own: SystemErrorText.words(number)))", source: source,
                details: source.startsWithAt ? ["A text that starts with @ goes into quotes."] : [])
        case .invalidFile(let path, let reason, let offset, _):
            Diagnostic(
                input:
                    "\(path) starts like JSON, but at byte \(offset) it \(StyledLine(own: JSONErrorText.words(reason)))",
                source: source)
        default: Diagnostic(input: "this text cannot be read", source: source)
        }
    }

    /// What works only elsewhere, or at another time.
    private static func places(_ error: LanguageError, _ source: SourceExcerpt) -> Diagnostic {
        switch error {
        case .cancelled: Diagnostic(input: "cancelled")
        case .tooDeep:
            Diagnostic(
                input: "lines and files run each other too deep", source: source,
                details: ["Does the file run itself?"])
        case .noShell(let command): Diagnostic(input: "\(shortened(command)) cannot be started")
        case .emptyValue(let origin, _):
            Diagnostic(
                input: "\(origin) is empty", source: source, details: ["The empty text is written \"\"."])
        case .inputTaken(let isScript, _):
            Diagnostic(
                input: isScript ? "- stands for standard input, which is the script itself" : "- was used before",
                source: source, details: ["A value can come from a file: @path."])
        case .noEditor(let command, _):
            Diagnostic(
                input: "\(command) failed or left nothing", source: source,
                details: ["VISUAL or EDITOR names another editor."])
        case .noSuchItem(let number, let count, _):
            Diagnostic(
                input: count == 0 ? "no command is pending" : "there is no pending command \(number)", source: source,
                details: count == 0 ? [] : ["pending shows commands 1 to \(count)."])
        case .needsTerminal(let word, _):
            Diagnostic(
                input: "\(word) without a new command needs somebody to type it", source: source,
                details: ["In a script write the command behind it: edit 1 publish hist:a 1."])
        default: Diagnostic(input: "this cannot be done here", source: source)
        }
    }

    /// What a shell would take for a sign that sends output elsewhere, in the word that is wrong.
    private static func gluedSign(_ error: LanguageError, in source: [UInt8]) -> String? {
        let place = error.span.lowerBound
        guard place < source.count else { return nil }
        // What stands in quotes or brackets is text; only what is joined to a quote stands behind one.
        if case .joined = error {} else if place > 0, "\"'".utf8.contains(source[place - 1]) { return nil }
        let word = source[place...].prefix { !" \n\"'{[".utf8.contains($0) }
        let signs = [UInt8(ascii: "|"), UInt8(ascii: ">")]
        guard let start = word.firstIndex(where: signs.contains) else { return nil }
        // What broken JSON holds further on may be text, too.
        if case .invalidJSON = error, start > word.startIndex { return nil }
        let sign = word[start...].prefix(2).prefix { $0 == word[start] }
        return sign == word ? nil : String(decoding: sign, as: UTF8.self)
    }

    /// A value of any length is shown only as far as it helps.
    private static func shortened(_ text: String) -> String {
        text.count > 40 ? String(text.prefix(39)) + "…" : text
    }
}

extension SourceExcerpt {
    /// Whether the place is a name within JSON.
    fileprivate var isInJSON: Bool { bytes[span].first == UInt8(ascii: "\"") }

    /// Whether the place itself begins with `@`, or its value does.
    fileprivate var startsWithAt: Bool {
        let marked = bytes[span]
        let value = marked.firstIndex(of: UInt8(ascii: "=")).map { marked[($0 + 1)...] } ?? marked
        return value.first == UInt8(ascii: "@")
    }
}

extension LanguageError {
    /// Whether seeing how the command is written helps.
    fileprivate var asksForUsage: Bool {
        switch self {
        case .unknownField, .missing, .tooMany: true
        default: false
        }
    }
}

extension CommandTable {
    /// The declaration of the command that a line starts with, or of the one within it.
    fileprivate func signature(of line: Line) -> Signature? {
        let named = line.tokens.map { word in signatures.first { $0.name == line.text(word.content) } }
        guard let first = named.first ?? nil else { return nil }
        guard first.holdsCommand else { return first }
        return named.dropFirst().prefix(2).compactMap(\.self).first ?? first
    }
}
