extension PatternParser {
    /// Reads what is in brackets.
    mutating func readClass() throws(Fault) -> CharacterClass {
        let start = rest.startIndex
        rest.removeFirst()
        var characters = CharacterClass(ignoresCase: flags.ignoresCase)
        if rest.first == "^" {
            rest.removeFirst()
            characters.isInverted = true
        }
        // A bracket at the start stands for itself.
        var isFirst = true
        while isFirst || rest.first != "]" {
            isFirst = false
            if let named = try readPOSIXClass() {
                characters.parts.append(named)
            } else if let named = try readNamedClass() {
                characters.parts.append(named)
            } else {
                characters.ranges.append(try readRange(from: start))
            }
        }
        rest.removeFirst()
        return characters
    }

    /// Reads a character or a range; the hyphen before the bracket is a character.
    private mutating func readRange(from bracket: String.Index) throws(Fault) -> ClosedRange<UInt32> {
        let start = rest.startIndex
        let first = try readClassCharacter(from: bracket)
        guard rest.first == "-", let next = rest.dropFirst().first, next != "]" else { return first...first }
        rest.removeFirst()
        let last = try readClassCharacter(from: bracket)
        guard first <= last else { throw fault(.invalidRange, from: start) }
        return first...last
    }

    private mutating func readClassCharacter(from bracket: String.Index) throws(Fault) -> UInt32 {
        if rest.first == "\\" { return try readEscape() }
        guard let next = rest.popFirst() else { throw fault(.missingBracket, from: bracket) }
        return next.value
    }

    /// Reads a class such as `[:alpha:]` or `[:^alpha:]` inside brackets.
    private mutating func readPOSIXClass() throws(Fault) -> CharacterClass? {
        guard mayHavePOSIXClasses, rest.starts(with: "[:".unicodeScalars) else { return nil }
        let inner = rest.dropFirst(2)
        guard let end = inner.firstRange(of: ":]".unicodeScalars) else {
            mayHavePOSIXClasses = false
            return nil
        }
        let start = rest.startIndex
        rest = rest[end.upperBound...]
        let name = inner[..<end.lowerBound]
        let isInverted = name.first == "^"
        guard var named = CharacterClass(posixName: String(isInverted ? name.dropFirst() : name)) else {
            throw fault(.invalidRange, from: start)
        }
        named.isInverted = isInverted
        named.ignoresCase = flags.ignoresCase
        return named
    }

    /// Reads a class such as `\d`, `\pL` or `\P{Greek}`.
    mutating func readNamedClass() throws(Fault) -> CharacterClass? {
        guard rest.first == "\\", let letter = rest.dropFirst().first else { return nil }
        var named: CharacterClass
        switch letter {
        case "d", "D": named = .digit
        case "s", "S": named = .space
        case "w", "W": named = .word
        case "p", "P": return try readUnicodeClass(isInverted: letter == "P")
        default: return nil
        }
        rest.removeFirst(2)
        named.isInverted = ("A"..."Z").contains(letter)
        named.ignoresCase = flags.ignoresCase
        return named
    }

    private mutating func readUnicodeClass(isInverted: Bool) throws(Fault) -> CharacterClass {
        let start = rest.startIndex
        rest.removeFirst(2)
        var name = rest.prefix(1)
        if name.first == "{" {
            name = rest.dropFirst().prefix { $0 != "}" }
            rest = rest[name.endIndex...]
        }
        // The brace, or the only letter.
        let isClosed = rest.popFirst() != nil
        let isNegated = name.first == "^"
        guard isClosed, var named = unicodeClass(String(isNegated ? name.dropFirst() : name)) else {
            throw fault(.invalidRange, from: start)
        }
        if isInverted != isNegated { named.isInverted.toggle() }
        named.ignoresCase = flags.ignoresCase
        return named
    }

    private mutating func unicodeClass(_ name: String) -> CharacterClass? {
        let name = CharacterClass.foldedName(name)
        if let known = scripts[name] { return known }
        if let category = CharacterClass(category: name) { return category }
        scripts[name] = CharacterClass(script: name)
        return scripts[name]
    }
}
