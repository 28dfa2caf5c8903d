/// Some characters: those of ranges, of categories and of other classes, or all but them.
struct CharacterClass: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var categories: Set<Unicode.GeneralCategory> = []
    var parts: [CharacterClass] = []
    var isInverted = false
    /// Whether a letter is also in it where another case of it is.
    var ignoresCase = false

    static let all = CharacterClass(isInverted: true)
    static let notNewline = CharacterClass(ranges: [0x0A...0x0A], isInverted: true)

    func contains(_ character: Unicode.Scalar) -> Bool {
        let isInside =
            if ignoresCase, let cases = CaseFolding.cases(of: character) {
                cases.contains(where: namesDirectly)
            } else {
                namesDirectly(character)
            }
        return (isInside || parts.contains { $0.contains(character) }) != isInverted
    }

    private func namesDirectly(_ character: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(character.value) }
            || !categories.isEmpty && categories.contains(character.properties.generalCategory)
    }
}

extension CharacterClass {
    // `\d`, `\s` and `\w` are ASCII; unlike `[:space:]`, `\s` is without U+000B.
    static let digit = CharacterClass(pairs: "09")
    static let space = CharacterClass(pairs: "\t\n\u{0C}\r  ")
    static let word = CharacterClass(pairs: "09AZ__az")

    private static let posixPairs = [
        "alnum": "09AZaz", "alpha": "AZaz", "ascii": "\0\u{7F}", "blank": "\t\t  ", "cntrl": "\0\u{1F}\u{7F}\u{7F}",
        "digit": "09", "graph": "!~", "lower": "az", "print": " ~", "punct": "!/:@[`{~", "space": "\t\r  ",
        "upper": "AZ", "word": "09AZ__az", "xdigit": "09AFaf",
    ]

    /// Returns the class of POSIX that has a name, all of them ASCII.
    init?(posixName name: String) {
        guard let pairs = Self.posixPairs[name] else { return nil }
        self.init(pairs: pairs)
    }

    /// Makes a class of ranges, which are written as the first and the last character of each.
    private init(pairs: String) {
        var ends = pairs.unicodeScalars.makeIterator()
        while let first = ends.next(), let last = ends.next() { ranges.append(first.value...last.value) }
    }
}
