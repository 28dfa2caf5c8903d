internal import CentrifugoProtocol

/// A word that the cursor stands behind, and what it could still become if more of it is typed.
///
/// The one rule for what is not wrong yet: nobody wants to be corrected in the middle of a word.
struct Unfinished {
    /// The word, or what stands behind its `=`, as far as it is typed.
    private let text: String
    private let place: LinePlace
    private let vocabulary: Vocabulary

    /// Looks at the word at a place of an entry; `nil` where none is being typed: behind a blank, within a word, and
    /// where there is a quote or bracket.
    init?(_ entry: [UInt8], at place: LinePlace, _ vocabulary: Vocabulary) {
        guard place.rest.isEmpty, place.opening == nil, !place.isEmpty, place.form == .bare else { return nil }
        text = String(decoding: entry[place.typed], as: UTF8.self)
        self.place = place
        self.vocabulary = vocabulary
    }

    /// Whether typing on can put a mistake right that the word is.
    func mayBecomeRight(_ error: LanguageError) -> Bool {
        switch error {
        case .unknownCommand, .notAMethod: mayNameCommand
        case .tooMany: mayNameField
        case .wrongKind, .notAChoice, .outOfRange: place.field?.kind.canStart(with: text) ?? false
        case .reserved, .notAnAssignment: true
        default: false
        }
    }

    /// Whether it stands where a command must, and one starts with it.
    var mayNameCommand: Bool {
        guard case .command(let inBatch) = place.role else { return false }
        return vocabulary.words(inBatch: inBatch).contains { $0.name.hasPrefix(text) }
            || place.holderNames.contains { $0.path.hasPrefix(text) }
    }

    private var mayNameField: Bool {
        place.openNames.contains { path, field in
            if path.hasPrefix(text) { return true }
            guard case .pairs = field.kind else { return false }
            return text.hasPrefix(path + ".")
        }
    }
}

extension ValueKind {
    /// Whether a value of the kind could start with a word.
    fileprivate func canStart(with word: String) -> Bool {
        if word.isEmpty { return true }
        return switch self {
        case .flag: "true".hasPrefix(word) || "false".hasPrefix(word)
        case .choice(let choices): choices.contains { $0.name.hasPrefix(word) }
        case .integer(let integer): integer.canStart(with: word)
        case .offset: IntegerKind(.uint64).canStart(with: word)
        case .item: IntegerKind(.int32, minimum: 1).canStart(with: word)
        case .itemRange: word.hasSuffix("-") && word.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
        case .seconds: Seconds.duration(word + "1") != nil || Seconds.duration(word + ".1") != nil
        case .rate: Rate(word + "1") != nil || Rate(word + "s") != nil || Rate(word + "1/s") != nil
        case .path: word.first == "."
        case .base64: ["", "A", "AA", "AAA", "=", "=="].contains { Base64.decode((word + $0).utf8) != nil }
        case .list(let inner): inner.canStart(with: word)
        case .pairs, .object: false
        case .channel, .user, .client, .epoch, .text, .file, .buffer, .word, .method, .command, .line, .assignment,
            .mapping,
            .json:
            true
        }
    }
}

extension IntegerKind {
    /// Whether the number is in the range, or further digits could bring it there.
    fileprivate func canStart(with word: String) -> Bool {
        if word == "-" { return minimum < 0 }
        let isNumber = word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber, word.first != "0" || word == "0", var least = UInt64(word) else { return false }
        var most = least
        while least <= maximum {
            if minimum <= 0 || most >= minimum.magnitude { return true }
            let (next, isTooLarge) = least.multipliedReportingOverflow(by: 10)
            // Nothing may follow a leading zero.
            if isTooLarge || next == 0 { return false }
            least = next
            most = most > (UInt64.max - 9) / 10 ? .max : most * 10 + 9
        }
        return false
    }
}
