import LineEditor
import Synchronization

/// A language that has something to say about every line, and remembers what it was asked last.
final class TortureLanguage: Sendable {
    /// A line that was drawn, with the cursor as an offset into its UTF-8.
    struct Asked: Equatable {
        var line: String
        var cursor: Int
    }

    private let lastAsked = Mutex<Asked?>(nil)

    /// The line that was explained last, since this was asked.
    func takeAsked() -> Asked? {
        lastAsked.withLock { asked in
            defer { asked = nil }
            return asked
        }
    }

    /// All that an editor can be given.
    var capabilities: Capabilities {
        var capabilities = Capabilities()
        capabilities.highlighter = self
        capabilities.hinter = self
        capabilities.explainer = self
        capabilities.externalEditing = self
        capabilities.completer = self
        capabilities.validator = self
        capabilities.secretDetector = self
        return capabilities
    }
}

extension TortureLanguage: Highlighter, Hinter, Explainer {
    /// Every other word has a colour.
    func highlights(in line: String, cursor: Int) -> [Highlight] {
        var highlights: [Highlight] = []
        var offset = 0
        for (number, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            let range = offset..<offset + word.utf8.count
            if number % 2 == 1 { highlights.append(Highlight(range, TextStyle(color: .red, isUnderlined: true))) }
            offset = range.upperBound + 1
        }
        return highlights
    }

    func hint(for line: String) -> Hint? {
        line.utf8.count % 3 == 0
            ? Hint(insertion: "频 more\nrow", remark: " and a remark that is longer than most rows are") : nil
    }

    func explanation(of line: String, cursor: Int) -> [Prompt.Segment] {
        lastAsked.withLock { $0 = Asked(line: line, cursor: cursor) }
        return line.utf8.count % 5 == 1 ? [] : [Prompt.Segment("at \(cursor) 频道", style: TextStyle(color: .yellow))]
    }
}

extension TortureLanguage: Completer, InputValidator, SecretDetector, ExternalEditing {
    /// Completes the word before the cursor with longer ones, one of them the word and a blank.
    func completions(for line: String, cursor: Int) -> Completions {
        let before = Array(line.utf8.prefix(cursor))
        let start = before.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? 0
        let word = String(decoding: before[start...], as: UTF8.self)
        let endings = ["", "x", "xy", "频", "😀 z"].prefix(line.utf8.count % 6)
        let candidates = endings.map { Candidate(word + $0, description: "what \($0) means") }
        return Completions(replacing: start..<cursor, candidates: candidates)
    }

    func validity(of text: String) -> InputValidity {
        if text.count(where: { $0 == "\"" }) % 2 == 1 { return .incompleteVerbatim }
        let depth = text.count { $0 == "{" } - text.count { $0 == "}" }
        return depth > 0 ? .incomplete(indent: depth) : .complete
    }

    func containsSecret(_ line: String) -> Bool { line.utf8.count % 2 == 1 }

    func edit(_ text: String) -> ExternalEdit {
        text.utf8.count % 2 == 1 ? .failed("it failed") : .edited(text + " edited\n")
    }
}
