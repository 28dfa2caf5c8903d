/// What the reader's side can show.
package struct Display: Sendable, Hashable {
    /// Whether colours and weights are written.
    package var hasColor: Bool
    /// Whether text outside ASCII can be shown.
    package var isUTF8: Bool
    /// The cells of a line; `nil` where there is no terminal, and nothing is cut then.
    package var width: Int?

    /// Makes a display; by default plain UTF-8 text that is never cut.
    package init(hasColor: Bool = false, isUTF8: Bool = true, width: Int? = nil) {
        self.hasColor = hasColor
        self.isUTF8 = isUTF8
        self.width = width.map { max($0, 20) }
    }

    /// What stands for text that was cut away.
    var ellipsis: String { isUTF8 ? "…" : "..." }

    /// The text of this program's own words, with the few signs outside ASCII replaced where they
    /// cannot be shown.
    func own(_ words: String) -> String {
        if isUTF8 || words.utf8.allSatisfy({ $0 < 0x80 }) { return words }
        return words.reduce(into: "") { $0 += Self.replacements[$1] ?? TerminalText.escaped(String($1), isASCII: true) }
    }

    private static let replacements: [Character: String] = [
        "✓": "ok", "✗": "FAIL", "·": "-", "…": "...", "–": "-",
    ]
}

/// What a piece of text is to the reader; colour only repeats what the words say.
package enum TextRole: Sendable, Hashable, CaseIterable {
    /// Nothing special.
    case plain
    /// The head of a table, or what the eye should find first.
    case strong
    /// An error.
    case failure
    /// Something of which nobody knows whether it happened.
    case unknown
    /// Help rather than result.
    case note

    /// The terminal's number for the look.
    var rendition: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .failure: "31"
        case .unknown: "33"
        case .note: "2"
        }
    }
}

/// The sign in front of a line that tells how something ended; a word always stands beside it.
package enum Mark: Sendable, Hashable, CaseIterable {
    /// It succeeded.
    case success
    /// It failed.
    case failure
    /// Nobody knows.
    case unknown

    var text: String {
        switch self {
        case .success: "✓"
        case .failure: "✗"
        case .unknown: "?"
        }
    }

    var role: TextRole {
        switch self {
        case .success: .plain
        case .failure: .failure
        case .unknown: .unknown
        }
    }
}
