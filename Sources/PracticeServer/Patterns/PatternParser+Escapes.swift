extension PatternParser {
    /// Reads what starts with a backslash, outside of brackets.
    mutating func readBackslash() throws(Fault) {
        let form: PatternNode.Form
        switch rest.dropFirst().first {
        case "A": form = .check(.textStart)
        case "z": form = .check(.textEnd)
        case "b": form = .check(.word)
        case "B": form = .check(.noWord)
        case "Q": return try readQuotation()
        default:
            if let named = try readNamedClass() { return try add(named) }
            return try add(literal: readEscape())
        }
        rest.removeFirst(2)
        try add(form)
    }

    /// Reads characters between `\Q` and `\E` or the end, which all stand for themselves.
    private mutating func readQuotation() throws(Fault) {
        rest.removeFirst(2)
        let end = rest.firstRange(of: "\\E".unicodeScalars)
        for character in rest[..<(end?.lowerBound ?? rest.endIndex)] { try add(literal: character.value) }
        rest = rest[(end?.upperBound ?? rest.endIndex)...]
    }

    /// Reads an escape for one character, which may be half of a surrogate pair that no text holds.
    mutating func readEscape() throws(Fault) -> UInt32 {
        let start = rest.startIndex
        rest.removeFirst()
        guard let next = rest.popFirst() else { throw Fault(.trailingBackslash, "") }
        switch next {
        case "a": return 0x07
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "x": if let value = readHexadecimal() { return value }
        case "0"..."7":
            // A single digit would refer to a group, which is nothing that Go knows.
            if next == "0" || Self.isOctal(rest.first) { return readOctal(next) }
        default: if next.isASCII, !Self.isAlphanumeric(next) { return next.value }
        }
        throw fault(.invalidEscape, from: start)
    }

    /// Reads on after an octal digit, up to three in all.
    private mutating func readOctal(_ first: Unicode.Scalar) -> UInt32 {
        let digits = rest.prefix(2).prefix(while: Self.isOctal)
        rest = rest[digits.endIndex...]
        return digits.reduce(first.value - 0x30) { $0 * 8 + $1.value - 0x30 }
    }

    /// Reads two digits, or any number of them in braces; returns `nil` behind what keeps them from being a character.
    private mutating func readHexadecimal() -> UInt32? {
        guard let first = rest.popFirst() else { return nil }
        guard first == "{" else {
            guard let second = rest.popFirst(), let high = Self.hexadecimal(first) else { return nil }
            return Self.hexadecimal(second).map { high * 16 + $0 }
        }
        var value: UInt32?
        while let next = rest.popFirst() {
            if next == "}" { return value }
            guard let digit = Self.hexadecimal(next) else { return nil }
            value = (value ?? 0) * 16 + digit
            if let value, value > 0x10FFFF { return nil }
        }
        return nil
    }

    private static func hexadecimal(_ digit: Unicode.Scalar) -> UInt32? { UInt32(String(digit), radix: 16) }

    private static func isOctal(_ digit: Unicode.Scalar?) -> Bool { digit.map { ("0"..."7").contains($0) } ?? false }

    private static func isAlphanumeric(_ character: Unicode.Scalar) -> Bool {
        character != "_" && CharacterClass.word.contains(character)
    }
}
