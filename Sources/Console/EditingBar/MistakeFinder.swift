internal import CentrifugoProtocol
internal import LosslessJSON

/// Tells what is wrong with a line that is still being typed.
///
/// What may yet become right by typing on is no mistake: see ``Unfinished``.
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
            // It is still to come.
            if case .noCommand = error { return .none }
            guard !place.isPerhapsBody, isSettled(error, in: text, at: place, from: start) else { return .none }
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
            try checkHasPlace(Array(text[line.start...]), opening)
            guard place.opening?.offset == line.start + opening.offset else { return }
            let start = opening.offset + (opening.byte == UInt8(ascii: "'") ? 1 : 0)
            let value = text[(line.start + start)...]
            if place.readsJSON(value), !value.mayHoldReference { try check(value, at: start) }
        }
    }

    /// Checks that the word that is open is one for the command at all; what it holds is still to come.
    private func checkHasPlace(_ source: [UInt8], _ opening: Opening) throws(LanguageError) {
        guard let line = UnfinishedLine(source, opening)?.closed(opening) else { return }
        if let word = line.tokens.last, line.hasReference(word) { return }
        do throws(LanguageError) {
            _ = try table.parser.parse(line)
        } catch {
            switch error {
            case .tooMany, .unknownField: throw error
            default: break
            }
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
    private func isSettled(_ error: LanguageError, in text: [UInt8], at place: LinePlace, from start: Int) -> Bool {
        switch error {
        case .nothingBehind where place.role == .outlet: return !place.isEmpty
        case .nothingBehind, .notAPath: return place.rest.lowerBound != error.span.upperBound + start
        default: break
        }
        let span = error.span.lowerBound + start...max(error.span.lowerBound, error.span.upperBound - 1) + start
        guard span.overlaps(place.typed.lowerBound...place.rest.upperBound),
            let unfinished = Unfinished(text, at: place, vocabulary)
        else { return true }
        return !unfinished.mayBecomeRight(error)
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
    /// Whether what is open is read as JSON: a named text is not, nor is what stands in `'` and is a text or looks so.
    fileprivate func readsJSON(_ value: ArraySlice<UInt8>) -> Bool {
        switch opening?.byte {
        case UInt8(ascii: "'"): field?.kind.takesText != true && value.startsLikeJSON
        case UInt8(ascii: "\""): true
        default: !isNamed || field?.kind.takesText != true
        }
    }
}
