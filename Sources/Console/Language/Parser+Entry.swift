extension Parser {
    /// Whether every line of an entry is understood, so that typing it again makes sense.
    package func understands(_ entry: String) -> Bool {
        let bytes = Array(entry.utf8)
        var position = 0
        while position < bytes.count {
            guard case .line(let line, let next) = Tokenizer.line(in: bytes, from: position) else { return false }
            do throws(LanguageError) { _ = try parse(line) } catch { return false }
            position = next
        }
        return true
    }
}
