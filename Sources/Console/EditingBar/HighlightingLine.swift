internal import CentrifugoProtocol
internal import LineEditor
internal import LosslessJSON

/// Paints one line: finds the commands in it, gives each word to its field, and marks what would be refused.
struct HighlightingLine {
    /// Marks beyond these help nobody, and looking for the nearest right spelling of each takes time.
    private static let maxMarks = 8

    let sketch: HighlightingSketch
    let vocabulary: Vocabulary
    /// Where the cursor stands in the line; outside it where it stands in another one.
    let cursor: Int
    /// Finds out what the word at the cursor could still become; rarely needed.
    let unfinished: () -> Unfinished?
    private var canvas: HighlightingCanvas
    private var marks: [Range<Int>] = []
    private var commandEnd = 0
    private var pair: HighlightingJSON.Pair?

    private var line: Line { sketch.line }

    init(
        sketch: HighlightingSketch, vocabulary: Vocabulary, cursor: Int, unfinished: @escaping () -> Unfinished?
    ) {
        self.sketch = sketch
        self.vocabulary = vocabulary
        self.cursor = cursor
        self.unfinished = unfinished
        canvas = HighlightingCanvas(byteCount: sketch.typedCount)
    }

    /// Paints the words, over them the brackets at the cursor, and over all what is wrong; returns the result.
    mutating func paint() -> [Highlight] {
        if !line.tokens.isEmpty {
            let parts = LineParts(line) { [vocabulary] in vocabulary.word($0, inBatch: false) }
            commandEnd = parts.command.upperBound
            for token in line.tokens[..<parts.command.lowerBound] { canvas.paint(.field, token.span) }
            if !parts.command.isEmpty { paintCommand(at: parts.command.lowerBound, inBatch: false) }
            paintOutlets(line.tokens[parts.outlets])
            for token in line.tokens[parts.command] { paintReferences(token) }
        } else if let comment = line.source.firstIndex(of: UInt8(ascii: "#")) {
            canvas.paint(.comment, comment..<line.source.count)
        }
        if let problem = sketch.problem { mark(problem) }
        for offset in pair.map({ [$0.opening, $0.closing] }) ?? [] {
            canvas.paint(offset == cursor ? .bracketAtCursor : .bracket, offset..<offset + 1)
        }
        for range in marks { canvas.paint(.wrong, range) }
        return canvas.highlights(over: line.source)
    }

    /// Paints a command and its words up to the end of the line; only what can be batched stands within another.
    private mutating func paintCommand(at index: Int, inBatch: Bool) {
        let word = line.tokens[index]
        let rest = line.tokens[(index + 1)..<commandEnd]
        let isName = word.name == nil && !isOpen(word)
        guard isName, let signature = vocabulary.word(line.text(word.content), inBatch: inBatch) else {
            if !isOpen(word), !(isBeingTyped(word) && unfinished()?.mayNameCommand == true) { marks.append(word.span) }
            for token in rest { paintValue(token, nil) }
            return
        }
        canvas.paint(.command, word.span)
        var binder = Binder(line: line, signature: signature, words: rest, isTentative: true)
        if binder.isSoleBody(rest) { return paintBody(rest, binder) }
        for (offset, token) in rest.enumerated() {
            if paint(token, &binder) == .startsCommand {
                return paintCommand(at: index + 1 + offset, inBatch: !signature.takesLine)
            }
        }
    }

    /// Paints the signs that send results elsewhere, and what stands behind them.
    private mutating func paintOutlets(_ words: ArraySlice<Token>) {
        var sign: Token?
        var isInFile = false
        for token in words {
            if line.isOutlet(token), !isInFile {
                canvas.paint(.command, token.span)
                let isBeforeCursor = token.span.upperBound...max(token.span.upperBound, sketch.typedCount) ~= cursor
                if token == words.last, !isBeforeCursor { marks.append(token.span) }
                sign = token
            } else if let before = sign.take() {
                isInFile = line.text(before.span) != "|"
                paintTarget(token, isFile: isInFile)
            } else {
                marks.append(token.span)
                return
            }
        }
    }

    /// Paints what results go to or through.
    private mutating func paintTarget(_ token: Token, isFile: Bool) {
        if isFile {
            canvas.paint(.file, token.span)
        } else if token.form != .argument {
            canvas.paint(.field, token.span)
            if ReplyPath(line.text(token.span)) == nil, !isBeingTyped(token) { marks.append(token.span) }
        }
    }

    /// Paints what stands for something else whatever is set.
    private mutating func paintReferences(_ token: Token) {
        guard token.form != .literal else { return }
        var rest = line.source[token.span]
        while let found = Reference.first(in: rest) {
            if case .variable(_, _, isBraced: false) = found.meaning {} else { canvas.paint(.constant, found.span) }
            rest = rest[found.span.upperBound...]
        }
    }

    /// Paints a word that is the whole request body.
    private mutating func paintBody(_ words: ArraySlice<Token>, _ binder: Binder) {
        for token in words { paintJSON(token, token.content) }
        guard sketch.opening == nil else { return }
        do throws(LanguageError) { _ = try binder.soleBody(words) } catch { mark(error) }
    }

    private enum Kind {
        case value, startsCommand
    }

    /// Paints a word behind a command; one that starts a command of its own is left to the caller.
    private mutating func paint(_ token: Token, _ binder: inout Binder) -> Kind {
        var placed: Binder.Value?
        do throws(LanguageError) {
            guard marks.count < Self.maxMarks else {
                paintValue(token, nil)
                return .value
            }
            guard case .value(let value) = try binder.place(token) else { return .startsCommand }
            placed = value
            paintValue(value.token, value.field)
            if !isOpen(token) { try binder.bind(value) }
        } catch {
            if placed == nil { paintValue(token, nil) }
            if !(isBeingTyped(token) && unfinished()?.mayBecomeRight(error) == true) { mark(error, in: token) }
        }
        return .value
    }

    // MARK: Values

    /// Paints a value by how it is written and by what its field takes; without a field only by the former.
    private mutating func paintValue(_ token: Token, _ field: Field?) {
        if let name = token.name, field != nil { canvas.paint(.field, name) }
        let takesText = field?.kind.takesText ?? false
        switch token.form {
        case .quoted:
            canvas.paint(.string, token.value)
            if isOpen(token) { judgeOpenJSON(from: token.value.lowerBound) }
        case .bracketed where !takesText || token.name == nil: paintJSON(token, token.value)
        case .literal where !takesText && line.source[token.content].startsLikeJSON: paintJSON(token, token.content)
        case .literal: canvas.paint(.string, token.value)
        case .bare, .argument, .bracketed:
            guard let field, let role = role(of: token, field) else { return }
            canvas.paint(role, token.value)
        }
    }

    private mutating func paintJSON(_ token: Token, _ range: Range<Int>) {
        var json = HighlightingJSON(line.source, range, cursor: cursor)
        json.paint(on: &canvas)
        pair = json.pair ?? pair
        if isOpen(token) { judgeOpenJSON(from: range.lowerBound) }
    }

    /// Marks the byte with which open JSON cannot go on; that it is not whole is no mistake.
    private mutating func judgeOpenJSON(from start: Int) {
        guard !line.source[start...].mayHoldReference else { return }
        do throws(JSONError) {
            try JSONValidator.validate(Array(line.source[start..<sketch.typedCount]))
        } catch {
            if error.reason != .unexpectedEnd { mark(.invalidJSON(error.reason, at: start + error.offset)) }
        }
    }

    private func role(of token: Token, _ field: Field) -> HighlightingRole? {
        line.external(token, for: field) == nil ? role(of: token.value, field.kind) : .file
    }

    /// How a word without quotes and brackets looks; nil where it is a name or any text.
    private func role(of range: Range<Int>, _ kind: ValueKind) -> HighlightingRole? {
        let word = line.source[range]
        switch kind {
        case .list(let inner): return role(of: range, inner)
        case .integer, .offset, .item, .seconds, .rate: return word.isJSONNumber ? .number : nil
        case .itemRange: return .number
        case .flag: return word.isJSONConstant ? .constant : nil
        case .choice(let choices): return choices.contains { word.elementsEqual($0.name.utf8) } ? .constant : nil
        case .word, .method, .command, .line: return vocabulary.word(line.text(range)) == nil ? nil : .command
        case .json:
            if word.isEmpty { return nil }
            return word.isJSONConstant ? .constant : word.isJSONNumber ? .number : .string
        case .path: return .field
        case .channel, .user, .client, .epoch, .text, .file, .buffer, .base64, .assignment, .mapping, .pairs, .object:
            return nil
        }
    }

    // MARK: Mistakes

    private func isOpen(_ token: Token) -> Bool { sketch.opening != nil && token.span == line.tokens.last?.span }

    /// Whether the cursor stands where the word would go on.
    private func isBeingTyped(_ word: Token) -> Bool { word.form == .bare && word.span.upperBound == cursor }

    /// Marks where an error stands; where that has no width, the word that it is about.
    private mutating func mark(_ error: LanguageError, in token: Token? = nil) {
        var range = error.span
        if range.isEmpty {
            guard let token else { return }
            range = token.span
        }
        // A line feed cannot be seen: what stands before it is marked as well.
        if range.lowerBound < line.source.count, line.source[range.lowerBound] == UInt8(ascii: "\n") {
            var start = range.lowerBound - 1
            while start > 0, line.source[start].continuesCharacter { start -= 1 }
            range = max(start, 0)..<range.upperBound
        }
        marks.append(range)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes are one number of JSON.
    fileprivate var isJSONNumber: Bool {
        guard let first, first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return (try? JSONValidator.validate(Array(self))) != nil
    }
}
