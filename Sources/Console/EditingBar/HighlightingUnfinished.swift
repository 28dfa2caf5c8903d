internal import CentrifugoProtocol

// What a word that is not right yet could still become, if more of it is typed.

extension ValueKind {
    /// Whether a value of the kind could start with a word that is none itself.
    func canStart(with word: String) -> Bool {
        switch self {
        case .flag: "true".hasPrefix(word) || "false".hasPrefix(word)
        case .choice(let choices): choices.contains { $0.name.hasPrefix(word) }
        case .integer(let integer): integer.canStart(with: word)
        case .item, .offset: word.isEmpty
        case .seconds: Seconds.duration(word + "1") != nil || Seconds.duration(word + ".1") != nil
        case .base64: ["A", "AA", "AAA", "=", "=="].contains { Base64.decode((word + $0).utf8) != nil }
        case .list(let inner): inner.canStart(with: word)
        case .pairs, .object: word.isEmpty
        case .channel, .user, .client, .epoch, .text, .file, .word, .method, .command, .json: true
        }
    }
}

extension IntegerKind {
    /// Whether more digits could bring the number into the range.
    fileprivate func canStart(with word: String) -> Bool {
        if word.isEmpty { return true }
        if word == "-" { return minimum < 0 }
        guard let number = Int64(word), word.utf8.allSatisfy(\.isNameByte) else { return false }
        return number > 0 && number < minimum
    }
}

extension Signature {
    /// Whether the path of a field starts with a word.
    func hasField(startingWith word: String) -> Bool {
        leafPaths.contains { path, field in
            if path.hasPrefix(word) { return true }
            guard case .pairs = field.kind else { return false }
            return word.hasPrefix(path + ".")
        }
    }
}
