extension CharacterClass {
    private static let categories: [(letters: String, name: String, category: Unicode.GeneralCategory)] = [
        ("lu", "uppercaseletter", .uppercaseLetter), ("ll", "lowercaseletter", .lowercaseLetter),
        ("lt", "titlecaseletter", .titlecaseLetter), ("lm", "modifierletter", .modifierLetter),
        ("lo", "otherletter", .otherLetter), ("mn", "nonspacingmark", .nonspacingMark),
        ("mc", "spacingmark", .spacingMark), ("me", "enclosingmark", .enclosingMark),
        ("nd", "decimalnumber", .decimalNumber), ("nl", "letternumber", .letterNumber),
        ("no", "othernumber", .otherNumber), ("pc", "connectorpunctuation", .connectorPunctuation),
        ("pd", "dashpunctuation", .dashPunctuation), ("ps", "openpunctuation", .openPunctuation),
        ("pe", "closepunctuation", .closePunctuation), ("pi", "initialpunctuation", .initialPunctuation),
        ("pf", "finalpunctuation", .finalPunctuation), ("po", "otherpunctuation", .otherPunctuation),
        ("sm", "mathsymbol", .mathSymbol), ("sc", "currencysymbol", .currencySymbol),
        ("sk", "modifiersymbol", .modifierSymbol), ("so", "othersymbol", .otherSymbol),
        ("zs", "spaceseparator", .spaceSeparator), ("zl", "lineseparator", .lineSeparator),
        ("zp", "paragraphseparator", .paragraphSeparator), ("cc", "control", .control), ("cf", "format", .format),
        ("cs", "surrogate", .surrogate), ("co", "privateuse", .privateUse), ("cn", "unassigned", .unassigned),
    ]

    private static let otherNames = [
        "letter": "l", "mark": "m", "combiningmark": "m", "number": "n", "punctuation": "p", "punct": "p",
        "symbol": "s", "separator": "z", "other": "c", "cntrl": "cc", "digit": "nd", "casedletter": "lc",
    ]

    /// Spells a name as those here are: neither case nor spaces, hyphens and underscores make a difference.
    static func foldedName(_ name: String) -> String {
        String(name.filter { !"_- ".contains($0) }.map { $0.isASCII ? Character($0.lowercased()) : $0 })
    }

    /// Returns the class of a category by its folded name: that of `L`, `Lu`, `Uppercase_Letter` and the like, or of
    /// `Any`, `ASCII` or `Assigned`.
    init?(category name: String) {
        let short = Self.otherNames[name] ?? name
        switch short {
        case "any": self = .all
        case "assigned": self.init(categories: [.unassigned], isInverted: true)
        case "ascii": self.init(ranges: [0...0x7F])
        case "lc": self.init(categories: [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter])
        default:
            let named = Self.categories.filter { letters, long, _ in
                letters == short || long == short || short.count == 1 && letters.hasPrefix(short)
            }
            guard !named.isEmpty else { return nil }
            self.init(categories: Set(named.map(\.category)))
        }
    }
}

extension CharacterClass {
    /// The scripts with names of four letters: other such names are codes, which Go does not know.
    private static let shortScripts: Set = ["ahom", "cham", "kawi", "lisu", "miao", "modi", "newa", "thai", "toto"]
    private static let scriptsUnknownToGo: Set = ["katakanaorhiragana", "unknown"]

    /// Where all characters are that may have a script.
    private static let assigned: [ClosedRange<UInt32>] = [0...0x3FFFF, 0xE0000...0xE0FFF]

    /// Returns the class of a script's characters by its folded name.
    ///
    /// Only the standard library's regular expressions know scripts. They are asked once for all characters, since they
    /// cannot be kept, not being `Sendable`.
    init?(script name: String) {
        guard name.allSatisfy({ ("a"..."z").contains($0) }), !Self.scriptsUnknownToGo.contains(name),
            name.count != 4 || Self.shortScripts.contains(name),
            let script = try? Regex("\\p{Script=\(name)}+").matchingSemantics(.unicodeScalar)
        else { return nil }
        let text = Self.allCharacters
        ranges = text.matches(of: script).compactMap { match in
            let characters = text.unicodeScalars[match.range]
            guard let first = characters.first, let last = characters.last else { return nil }
            return first.value...last.value
        }
    }

    /// These characters in their order; a private one, which has no script, stands where some are left out.
    private static var allCharacters: String {
        var characters = String.UnicodeScalarView()
        for value in assigned.joined() {
            guard let character = Unicode.Scalar(value), character.properties.generalCategory != .unassigned else {
                if characters.last != "\u{E000}" { characters.append("\u{E000}") }
                continue
            }
            characters.append(character)
        }
        return String(characters)
    }
}
