internal import CentrifugoProtocol
internal import LosslessJSON

/// Tells what is wrong with a line that is still being typed.
///
/// What may yet become right by typing on is no mistake: nobody wants to be corrected in the middle of a word.
struct MistakeFinder: Sendable {
    /// What is wrong.
    enum Judgement {
        /// Nothing, as far as the line goes.
        case none
        /// A field that the command needs is not there yet.
        case missing(String)
        /// The line cannot become right without a change.
        case mistake(LanguageError)
    }

    let table: CommandTable
    let vocabulary: Vocabulary

    /// Judges the line that a place is in.
    func judge(_ text: [UInt8], at place: LinePlace) -> Judgement {
        guard let line = place.line else { return .none }
        let start = line.start
        do throws(LanguageError) {
            try check(text, line, at: place)
            return .none
        } catch {
            if case .missing(let field, _, _) = error { return .missing(field) }
            let word = String(decoding: text[place.typed.lowerBound..<place.rest.upperBound], as: UTF8.self)
            guard !place.isPerhapsBody, isSettled(error, at: place, from: start, word) else { return .none }
            return .mistake(better(error, text[start...], at: place))
        }
    }

    private func check(
        _ text: [UInt8], _ line: LinePlace.Surroundings, at place: LinePlace
    ) throws(LanguageError) {
        switch line.whole {
        case .line(let line, _): _ = try table.parser.parse(line)
        case .joined(let offset, _): throw .joined(at: offset)
        case .open(let opening, _):
            if let before = line.before { try checkWithoutEnd(before) }
            guard place.opening?.offset == line.start + opening.offset, place.readsJSON else { return }
            try check(text[(line.start + opening.offset)...], at: opening.offset)
        }
    }

    /// Checks the words before one that is open; the others are still to come.
    private func checkWithoutEnd(_ line: Line) throws(LanguageError) {
        do throws(LanguageError) {
            _ = try table.parser.parse(line)
        } catch {
            guard case .missing = error else { throw error }
        }
    }

    /// Checks JSON that goes on.
    private func check(_ json: ArraySlice<UInt8>, at offset: Int) throws(LanguageError) {
        do throws(JSONError) {
            var formatter = JSONFormatter(style: .compact)
            var ignored: [UInt8] = []
            try formatter.format(json, into: &ignored)
        } catch {
            throw .invalidJSON(error.reason, at: offset + error.offset)
        }
    }

    /// Whether a mistake stays one whatever is typed next.
    private func isSettled(_ error: LanguageError, at place: LinePlace, from start: Int, _ word: String) -> Bool {
        let span = error.span.lowerBound + start...max(error.span.lowerBound, error.span.upperBound - 1) + start
        let isHere = span.overlaps(place.typed.lowerBound...place.rest.upperBound)
        guard isHere, place.rest.isEmpty, place.opening == nil, !place.isEmpty else { return true }
        switch error {
        case .unknownCommand, .notAMethod:
            guard case .command(let inBatch) = place.role else { return true }
            return !vocabulary.words(inBatch: inBatch).contains { $0.name.hasPrefix(word) }
        case .tooMany: return !place.openNames.contains { $0.path.hasPrefix(word) }
        case .wrongKind, .notAChoice: return place.field.map { !$0.kind.mayBecomeRight(word) } ?? true
        case .outOfRange(_, _, let maximum, let given, _):
            // A number that is too small grows with its next digit.
            return given.hasPrefix("-") || UInt64(given).map { $0 > maximum } ?? true
        case .reserved: return false
        default: return true
        }
    }

    /// What is one word too many was probably meant as the name of a field that it nearly is.
    private func better(_ error: LanguageError, _ line: ArraySlice<UInt8>, at place: LinePlace) -> LanguageError {
        guard case .tooMany(let command, _, let span) = error, place.role == .argument else { return error }
        let word = String(decoding: line.dropFirst(span.lowerBound).prefix(span.count), as: UTF8.self)
        guard let near = Suggestion.nearest(to: word, among: place.openNames.map(\.path)) else { return error }
        return .unknownField(word, command: command, span: span, suggestion: near)
    }
}

extension LinePlace {
    /// Whether what is open is read as JSON: a named text is not, nor is what stands in `'`.
    fileprivate var readsJSON: Bool {
        guard opening?.byte != UInt8(ascii: "'") else { return false }
        return opening?.byte == UInt8(ascii: "\"") || !isNamed || field?.kind.takesText != true
    }
}

extension ValueKind {
    /// Whether a bare word that is no value of the kind is the start of one.
    fileprivate func mayBecomeRight(_ word: String) -> Bool {
        if word.isEmpty { return true }
        let bytes = word.utf8
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        switch self {
        case .flag: return "true".hasPrefix(word) || "false".hasPrefix(word)
        case .choice(let choices): return choices.contains { $0.name.hasPrefix(word) }
        case .integer: return word == "-"
        case .seconds: return bytes.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
        case .base64:
            let filler = word.last == "=" ? "=" : "A"
            return Base64.decode((word + String(repeating: filler, count: (4 - bytes.count % 4) % 4)).utf8) != nil
        case .list(let inner): return inner.mayBecomeRight(word)
        default: return false
        }
    }
}
