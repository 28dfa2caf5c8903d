internal import CentrifugoProtocol
internal import LineEditor

/// What the line editor is told about the console's language.
enum ConsoleCapabilities {
    static func all(_ knowledge: SharedKnowledge) -> Capabilities {
        let signatures = CommandTable.standard.signatures
        let topics = HelpTopic.all.map { Candidate($0.name, description: $0.summary) }
        let engine = CompletionEngine(signatures, topics: topics, files: FileCompletion.candidates)
        var capabilities = Capabilities()
        capabilities.completer = ConsoleCompleter(engine: engine, knowledge: knowledge)
        capabilities.validator = BracketValidator()
        capabilities.secretDetector = SecretFields(signatures: signatures)
        return capabilities
    }
}

/// Completes with what the session knows at the moment.
private struct ConsoleCompleter: Completer {
    let engine: CompletionEngine
    let knowledge: SharedKnowledge

    func completions(for line: String, cursor: Int) -> Completions {
        engine.completions(line, cursor: cursor, knowing: knowledge.current)
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
                return isBracket ? .incomplete(indent: 2 * depth(bytes[position...])) : .incompleteVerbatim
            }
        }
        return .complete
    }

    /// How many brackets are open at the end, outside texts.
    private func depth(_ bytes: ArraySlice<UInt8>) -> Int {
        var depth = 0
        var isText = false
        var isEscaped = false
        for byte in bytes {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isText
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += isText ? 0 : 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= isText ? 0 : 1
            default: break
            }
        }
        return max(0, depth)
    }
}
