internal import CentrifugoProtocol
internal import LineEditor
internal import Synchronization

/// What the line editor is told about the console's language.
enum ConsoleCapabilities {
    /// `isUTF8` tells whether the terminal shows other characters than ASCII, `stateFolder` where batches are kept.
    static func all(_ knowledge: SharedKnowledge, isUTF8: Bool, stateFolder: String? = nil) -> Capabilities {
        let table = CommandTable.standard
        let topics = HelpTopic.all.map { Candidate($0.name, description: $0.summary) }
        let files = FolderReader(FileCompletion.candidates)
        let buffers = FolderReader(BatchStore.candidates)
        let values = ValueSource(
            Vocabulary(table.signatures), topics: topics, files: files.candidates,
            buffers: { stateFolder.map(buffers.candidates) ?? [] })
        let display = Display(isUTF8: isUTF8)
        let search = ChannelSearch()
        var capabilities = Capabilities()
        capabilities.completer = ConsoleCompleter(
            engine: CompletionEngine(values), knowledge: knowledge, search: search)
        capabilities.highlighter = InputHighlighter(values.vocabulary)
        capabilities.hinter = ConsoleHinter(
            hints: SchemaHints(values, table: table), knowledge: knowledge, display: display)
        capabilities.explainer = ConsoleExplainer(
            doc: DocLine(values, table: table), knowledge: knowledge, search: search, display: display)
        capabilities.validator = BracketValidator(display: display)
        capabilities.secretDetector = SecretFields(signatures: table.signatures)
        return capabilities
    }
}

extension BatchStore {
    /// The batches in a folder that have a name, with how much they hold.
    fileprivate static func candidates(in folder: String) -> [Candidate] {
        named(in: folder).map { name, batch in
            Candidate(name, description: batch.items.count.counted("command") + " pending")
        }
    }
}

/// Completes with what the session knows at the moment; where channels are asked for, more may be known next time.
private struct ConsoleCompleter: Completer {
    let engine: CompletionEngine
    let knowledge: SharedKnowledge
    let search: ChannelSearch

    func completions(for line: String, cursor: Int) -> Completions {
        let known = knowledge.current
        let count = engine.channelCount(line, cursor: cursor, knowing: known)
        if count != nil { knowledge.directory.ask() }
        search.note(isFruitless: count == 0, line, cursor: cursor)
        return engine.completions(line, cursor: cursor, knowing: known)
    }
}

/// Where channels were last asked for, if none was known there.
private final class ChannelSearch: Sendable {
    private let fruitless = Mutex<(line: String, cursor: Int)?>(nil)

    func note(isFruitless: Bool, _ line: String, cursor: Int) {
        fruitless.withLock { $0 = isFruitless ? (line, cursor) : nil }
    }

    func isFruitless(_ line: String, cursor: Int) -> Bool {
        fruitless.withLock { $0.map { $0 == (line, cursor) } ?? false }
    }
}

/// Hints at what the session knows at the moment, unless that is switched off.
private struct ConsoleHinter: Hinter {
    let hints: SchemaHints
    let knowledge: SharedKnowledge
    let display: Display

    var suggestsHistory: Bool { knowledge.current.bar != .off }

    func hint(for line: String) -> Hint? {
        let known = knowledge.current
        guard known.bar != .off, var hint = hints.hint(for: line, knowing: known) else { return nil }
        hint.remark = display.own(hint.remark)
        return hint
    }
}

/// Explains with what the session knows at the moment, unless that is switched off; why Tab has no channels to offer
/// is an answer and always told.
private struct ConsoleExplainer: Explainer {
    let doc: DocLine
    let knowledge: SharedKnowledge
    let search: ChannelSearch
    let display: Display

    func explanation(of line: String, cursor: Int) -> [Prompt.Segment] {
        let known = knowledge.current
        if let reason = known.unlisted, search.isFruitless(line, cursor: cursor) {
            return ("channels could not be listed: " + reason).styled(.note).segments(in: display)
        }
        guard known.bar == .full else { return [] }
        return doc.line(for: line, cursor: cursor, knowing: known).segments(in: display)
    }
}

/// Lets Enter start another row while a bracket or quote is open.
///
/// JSON has no line feeds in its texts (RFC 8259, 7), so in one that is open Enter does nothing.
struct BracketValidator: InputValidator {
    private let reason: [Prompt.Segment]

    init(display: Display) {
        let text: StyledLine = "the text is open: \" closes it, and a line break in it is written \\n"
        reason = text.styled(.failure).segments(in: display)
    }

    func validity(of text: String) -> InputValidity {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            switch Tokenizer.line(in: bytes, from: position) {
            case .line(_, let next), .joined(_, let next): position = next
            case .open(let opening, _):
                if opening.byte == UInt8(ascii: "'") { return .incompleteVerbatim }
                let open = OpenBrackets(in: bytes[position...])
                return open.isInText ? .unbreakable(reason: reason) : .incomplete(indent: 2 * open.depth)
            }
        }
        return .complete
    }
}
