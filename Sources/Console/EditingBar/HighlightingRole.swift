internal import LineEditor

/// What a part of the input is to the one who types it.
enum HighlightingRole: UInt8, CaseIterable {
    /// Nothing special.
    case plain
    /// A word that the console knows.
    case command
    /// The name of a field, before its `=`.
    case field
    /// The key of a JSON object.
    case key
    /// A text of JSON, or a bare word that is sent as one.
    case string
    /// A number.
    case number
    /// `true`, `false`, `null`, or one of the few words that a field takes.
    case constant
    /// A file, or standard input, in the place of a value.
    case file
    /// A row that is passed over.
    case comment
    /// What would be refused.
    case wrong
    /// One of the two brackets that belong together, where the cursor shows which.
    case bracket
    /// The same, under the cursor, which reverses colours itself.
    case bracketAtCursor

    /// How it looks: names that the API gives are cyan, and red is for what is wrong, as in the output.
    var style: TextStyle {
        switch self {
        case .plain: .plain
        case .command: TextStyle(color: .cyan, isBold: true)
        case .field: TextStyle(color: .cyan)
        case .key: TextStyle(color: .blue, isBold: true)
        case .string: TextStyle(color: .green)
        case .number: TextStyle(color: .magenta)
        case .constant: TextStyle(color: .magenta, isBold: true)
        case .file: TextStyle(color: .green, isBold: true)
        case .comment: TextStyle(isDim: true)
        case .wrong: TextStyle(color: .red, isUnderlined: true)
        case .bracket: TextStyle(isBold: true, isReversed: true)
        case .bracketAtCursor: TextStyle(isBold: true)
        }
    }
}
