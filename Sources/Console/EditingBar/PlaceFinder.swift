internal import CentrifugoProtocol
internal import LosslessJSON

/// Finds out what the cursor stands in; a pure function of the text.
struct PlaceFinder: Sendable {
    let vocabulary: Vocabulary

    /// Returns what the place at `cursor`, an offset into the UTF-8 of an entry, is for.
    func place(in text: [UInt8], at cursor: Int) -> LinePlace {
        var place = LinePlace(cursor: cursor)
        let (start, found) = LineHead.find(in: text, cursor: cursor)
        let outcome = Tokenizer.line(in: text, from: start)
        place.line = LinePlace.Surroundings(start: start, before: found?.line, whole: outcome)
        guard let head = found else { return place }
        place.opening = head.opening.map { Opening(byte: $0.byte, offset: $0.offset + head.start) }
        place.rest = cursor..<end(of: head, in: text, outcome, cursor: cursor)
        var reading = Reading(vocabulary: vocabulary, head: head, line: head.line, following: [], place: place)
        if case .line(let line, _) = outcome {
            reading.line = line
            reading.following = line.tokens.drop { $0.span.lowerBound < cursor - head.start }
        }
        let parts = LineParts(head.line) { [vocabulary] in vocabulary.word($0, inBatch: false) }
        guard parts.outlets.isEmpty else {
            reading.outlet(head.line.tokens[parts.outlets])
            return reading.place
        }
        reading.command(head.line.tokens[parts.command], inBatch: false)
        return reading.place
    }

    /// Where the word at the cursor ends.
    private func end(of head: LineHead, in text: [UInt8], _ outcome: Tokenizer.Outcome, cursor: Int) -> Int {
        let place = cursor - head.start
        guard !head.word.span.isEmpty else { return cursor }
        if case .line(let line, _) = outcome, let word = line.tokens.first(where: { $0.span.upperBound >= place }) {
            return max(cursor, word.span.upperBound + head.start)
        }
        guard head.opening == nil else { return cursor }
        return text[cursor...].firstIndex { $0.isBlank || $0 == .newline } ?? text.count
    }
}

/// The state of going through the words of one line.
private struct Reading {
    let vocabulary: Vocabulary
    let head: LineHead
    /// The line as far as it can be read, beyond the cursor too.
    var line: Line
    /// The words behind the cursor.
    var following: ArraySlice<Token>
    var place: LinePlace
    /// The method that the command is given.
    var method: String?

    /// Goes through a command and the words behind it that stand before the cursor.
    mutating func command(_ words: ArraySlice<Token>, inBatch: Bool) {
        guard let first = words.first else {
            place.role = .command(inBatch: inBatch)
            stand(at: head.word.span.lowerBound)
            return
        }
        let name = line.text(first.content)
        guard first.name == nil, let signature = vocabulary.word(name, inBatch: inBatch) else { return }
        place.signature = signature
        place.given = []
        place.channel = nil
        let before = words.dropFirst()
        if isBody(before, of: signature) { return }
        var placement = FieldPlacement(signature, words: before + [head.word] + following, in: line)
        for (index, word) in zip(before.indices, before) {
            let found = placement.place(word, in: line)
            if case .command = found { return command(words[index...], inBatch: !signature.takesLine) }
            note(found, word)
        }
        stand(at: head.word.span.lowerBound)
        current(&placement)
    }

    /// Goes through the signs that send results elsewhere, and what stands behind them before the cursor.
    mutating func outlet(_ words: ArraySlice<Token>) {
        guard let sign = words.last, line.isOutlet(sign), let field = OutletField.behind(line.text(sign.span)) else {
            return
        }
        place.role = .outlet
        place.field = field
        place.path = field.name
        place.form = head.word.form
        stand(at: head.word.span.lowerBound)
    }

    /// The word at the cursor, and what the words behind it are for.
    private mutating func current(_ placement: inout FieldPlacement) {
        place.role = .argument
        place.form = head.word.form
        switch placement.place(head.word, in: line) {
        case .named(let field, let path):
            place.field = field
            place.path = path
            place.isNamed = true
            stand(at: head.word.value.lowerBound)
        case .unknownPart(_, let path):
            place.path = path
            place.isNamed = true
            stand(at: head.word.value.lowerBound)
        case .next(let field):
            place.field = field
            place.path = field.name
            place.form = head.word.wholeForm
        case .command(let field):
            place.field = field
            let holdsLine = place.signature?.takesLine == true
            if holdsLine { place.holderNames = place.openNames }
            return command([], inBatch: !holdsLine)
        case .surplus: place.form = head.word.wholeForm
        }
        place.later = placement.open
        for word in following { note(placement.place(word, in: line), word) }
        if place.signature?.fields.contains(where: \.takesMapping) == true,
            let mapped = vocabulary.word(method ?? ImportMapping.usualMethod, inBatch: true)
        {
            place.mappedFields = mapped.leafPaths
        }
    }

    /// Whether the line is a command with its request body as the only word; the place is set then.
    private mutating func isBody(_ before: ArraySlice<Token>, of signature: Signature) -> Bool {
        guard signature.isMethod, following.isEmpty else { return false }
        let isOnly = signature.positionals.count < 2 || signature.positionals.first?.kind.takesText != false
        if before.isEmpty, head.word.startsBody(in: line) {
            place.role = .body
            place.isPerhapsBody = !isOnly
            stand(at: head.word.span.lowerBound)
            return true
        }
        guard before.count == 1, head.word.span.isEmpty, before.first?.startsBody(in: line) == true else {
            return false
        }
        place.isPerhapsBody = !isOnly
        return isOnly
    }

    private mutating func stand(at offset: Int) {
        place.typed = min(offset + head.start, place.rest.lowerBound)..<place.rest.lowerBound
    }

    private mutating func note(_ found: FieldPlacement.Place, _ word: Token) {
        switch found {
        case .named(let field, let path):
            note(field, path, Token(span: word.value, name: nil, value: word.value, form: word.form))
        case .next(let field):
            note(field, field.name, Token(span: word.span, name: nil, value: word.span, form: word.wholeForm))
        case .unknownPart, .surplus, .command: break
        }
    }

    private mutating func note(_ field: Field, _ path: String, _ value: Token) {
        place.given.insert(path)
        switch field.kind {
        case .channel where place.channel == nil: place.channel = text(value)
        case .method: method = text(value)
        case .list(.mapping): place.given.insert(String(line.text(value.content).prefix { $0 != "=" }))
        default: break
        }
    }

    private func text(_ value: Token) -> String? {
        value.form == .quoted
            ? (try? JSONValue.parse(Array(line.source[value.span])))?.string : line.text(value.content)
    }
}

extension Token {
    /// Whether the word can be a whole request body.
    fileprivate func startsBody(in line: Line) -> Bool {
        guard name == nil, form != .quoted, !value.isEmpty else { return false }
        let start = form == .literal ? value.lowerBound + 1 : value.lowerBound
        return start < value.upperBound && line.source[start] == UInt8(ascii: "{")
    }
}
