import Testing

/// What keys send.
enum Keys {
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let left = "\u{1B}[D"
    static let home = "\u{1B}[H"
    static let end = "\u{1B}[F"
    static let delete = "\u{1B}[3~"
    static let wordLeft = "\u{1B}[1;5D"
    static let enter = "\r"
    static let tab = "\t"
    static let backspace = "\u{7F}"
    static let escape = "\u{1B}"
    static let backTab = "\u{1B}[Z"

    /// What a terminal sends for a text that is pasted.
    static func pasted(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }

    static func control(_ letter: Character) -> String {
        String(Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F))
    }

    static func alt(_ letter: Character) -> String {
        "\u{1B}\(letter)"
    }
}

/// Keys and the line they make.
struct KeyCase: Sendable, CustomTestStringConvertible {
    var keys: String
    /// What is typed once the screen shows the effect of `keys`.
    var furtherKeys = ""
    var expected: String

    init(_ keys: String..., then furtherKeys: String = "", gives expected: String) {
        self.keys = keys.joined()
        self.furtherKeys = furtherKeys
        self.expected = expected
    }

    var testDescription: String { "\(keys.debugDescription) \(furtherKeys.debugDescription) gives \(expected)" }
}
