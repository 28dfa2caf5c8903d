internal import CentrifugoProtocol
internal import LineEditor

/// What the line editor is told about the console's language.
enum ConsoleCapabilities {
    /// `isUTF8` tells whether the terminal shows other characters than ASCII.
    static func all(_ knowledge: SharedKnowledge, isUTF8: Bool) -> Capabilities {
        let table = CommandTable.standard
        let topics = HelpTopic.all.map { Candidate($0.name, description: $0.summary) }
        let values = ValueSource(Vocabulary(table.signatures), topics: topics, files: FileCompletion.candidates)
        let display = Display(isUTF8: isUTF8)
        var capabilities = Capabilities()
        capabilities.completer = ConsoleCompleter(engine: CompletionEngine(values), knowledge: knowledge)
        capabilities.highlighter = InputHighlighter(signatures: table.signatures)
        capabilities.hinter = ConsoleHinter(
            hints: SchemaHints(values, table: table), knowledge: knowledge, display: display)
        capabilities.explainer = ConsoleExplainer(
            doc: DocLine(values, table: table), knowledge: knowledge, display: display)
        capabilities.validator = BracketValidator()
        capabilities.secretDetector = SecretFields(signatures: table.signatures)
        return capabilities
    }
}

/// Completes with what the session knows at the moment; where channels are asked for, more may be known next time.
private struct ConsoleCompleter: Completer {
    let engine: CompletionEngine
    let knowledge: SharedKnowledge

    func completions(for line: String, cursor: Int) -> Completions {
        if engine.asksForChannels(line, cursor: cursor) { knowledge.directory.ask() }
        return engine.completions(line, cursor: cursor, knowing: knowledge.current)
    }
}

/// Hints at what the session knows at the moment, unless that is switched off.
private struct ConsoleHinter: Hinter {
    let hints: SchemaHints
    let knowledge: SharedKnowledge
    let display: Display

    func hint(for line: String) -> Hint? {
        let known = knowledge.current
        guard known.bar != .off, var hint = hints.hint(for: line, knowing: known) else { return nil }
        hint.remark = display.own(hint.remark)
        return hint
    }
}

/// Explains with what the session knows at the moment, unless that is switched off.
private struct ConsoleExplainer: Explainer {
    let doc: DocLine
    let knowledge: SharedKnowledge
    let display: Display

    func explanation(of line: String, cursor: Int) -> [Prompt.Segment] {
        let known = knowledge.current
        guard known.bar == .full else { return [] }
        return doc.line(for: line, cursor: cursor, knowing: known).segments(in: display)
    }
}

/// Lets Enter start another row while a bracket or quote is open.
struct BracketValidator: InputValidator {
    func validity(of text: String) -> InputValidity {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            switch Tokenizer.line(in: bytes, from: position) {
            case .line(_, let next), .joined(_, let next): position = next
            case .open(let opening, _):
                let isBracket = opening.byte == UInt8(ascii: "{") || opening.byte == UInt8(ascii: "[")
                guard isBracket else { return .incompleteVerbatim }
                return .incomplete(indent: 2 * OpenBrackets(in: bytes[position...]).depth)
            }
        }
        return .complete
    }
}
