internal import LineEditor
internal import LosslessJSON

extension Candidate {
    /// The candidate as it must be typed: a name that would be read as anything but itself goes into quotes.
    var asWord: Candidate {
        if text.isPlainWord { return self }
        guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)), line.tokens.count == 1,
            line.tokens[0].form == .bare, line.tokens[0].name == nil, line.tokens[0].span.count == text.utf8.count,
            TerminalText.escaped(text) == text, !["|", ">", ">>", "-"].contains(text), text.first != "@",
            !text.contains("${")
        else { return inQuotes }
        return self
    }

    /// The candidate between `"`, with the escapes of JSON.
    var inQuotes: Candidate {
        let quoted = try? JSONFormatter.format(JSONText(string: text).bytes, style: .compact, escaping: .terminal)
        return with(quoted.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    /// The candidate between `'`; `nil` where it cannot stand there as it is.
    var inLiteralQuotes: Candidate? {
        text.contains("'") || TerminalText.escaped(text) != text ? nil : with("'\(text)'")
    }

    private func with(_ text: String) -> Candidate {
        Candidate(text, description: description, isFollowedBySpace: isFollowedBySpace)
    }
}

extension String {
    /// Whether the text is one word that means itself, as far as that can be told at a glance.
    fileprivate var isPlainWord: Bool {
        guard let first = utf8.first, first.isNameByte, first != UInt8(ascii: "-") else { return false }
        return utf8.allSatisfy { byte in
            byte.isNameByte || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
        }
    }
}
