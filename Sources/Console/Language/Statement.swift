internal import CentrifugoProtocol

/// A line cut into a command and what is around it: `NAME = COMMAND | … > FILE`.
package struct Statement: Sendable {
    /// Where the results of a line go instead of to the reader.
    package enum Outlet: Sendable, Hashable {
        /// Through a path, which takes parts out of each reply.
        case filter(ReplyPath)
        /// Into a command of the shell.
        case shell(String)
        /// Into a file, in the place of what it holds or behind that.
        ///
        /// In single quotes its name is taken as it is, otherwise variables stand for their values in it.
        case file(String, appends: Bool, isLiteral: Bool = false, span: Range<Int>)
    }

    /// The name that the reply is kept under.
    var capture: String?
    /// The words of the command, in the bytes of the whole line.
    var command: Line
    /// Where the words end that are expanded before the command runs; those behind are a line of their own.
    var ownWords: Int
    /// Whether anything in the line can stand for something else.
    var mayHoldReferences: Bool
    /// The outlets in their order.
    var outlets: [Outlet] = []
}

/// The parts of a line, by its words.
struct LineParts {
    /// The words of the command, behind those that name what the reply is kept under.
    var command: Range<Int>
    /// Where a line of its own begins within the command, if one does.
    var lineStart: Int?
    /// The signs and what stands behind them.
    var outlets: Range<Int>
    /// Whether anything in the line can stand for something else.
    let mayHoldReferences: Bool

    init(_ line: Line, _ signature: @escaping (String) -> Signature?) {
        let first = line.capturedName == nil ? 0 : 2
        mayHoldReferences = line.mayHoldReferences
        // Where a line of its own begins matters only for what is put into the words before it.
        if first == 0, !mayHoldReferences, !line.tokens.contains(where: line.isOutlet) {
            (command, outlets) = (line.tokens.indices, line.tokens.count..<line.tokens.count)
            return
        }
        var walk = Walk(line: line, signature: signature, index: first)
        let end = line.tokens.indices[first...].first { walk.startsOutlet(line.tokens[$0]) } ?? line.tokens.count
        command = first..<end
        outlets = end..<line.tokens.count
        lineStart = walk.lineStart
    }
}

extension Parser {
    /// Cuts a line; it is not checked whether the command itself is right.
    ///
    /// - Throws: `LanguageError` where an outlet has nothing behind it.
    func statement(_ line: Line) throws(LanguageError) -> Statement {
        let parts = LineParts(line) { [self] in signature(named: $0) }
        var command = line
        if parts.command.count < line.tokens.count { command.tokens = Array(line.tokens[parts.command]) }
        var statement = Statement(
            capture: parts.command.lowerBound > 0 ? line.capturedName : nil, command: command,
            ownWords: parts.lineStart.map { $0 - parts.command.lowerBound } ?? command.tokens.count,
            mayHoldReferences: parts.mayHoldReferences)
        if parts.command.isEmpty, let last = line.tokens.last { throw .noCommand(at: last.span.lowerBound) }
        if !parts.outlets.isEmpty { statement.outlets = try outlets(line, line.tokens[parts.outlets]) }
        return statement
    }

    private func outlets(_ line: Line, _ words: ArraySlice<Token>) throws(LanguageError) -> [Statement.Outlet] {
        var outlets: [Statement.Outlet] = []
        var words = words
        while let sign = words.popFirst() {
            guard let target = words.popFirst(), !line.isOutlet(target) else {
                throw .nothingBehind(line.text(sign.span), span: sign.span)
            }
            let text = line.text(target.content)
            if line.text(sign.span) != "|" {
                outlets.append(
                    .file(
                        text, appends: line.text(sign.span) == ">>", isLiteral: target.form == .literal,
                        span: target.span))
            } else if target.form == .argument {
                outlets.append(.shell(text))
            } else {
                guard let path = ReplyPath(line.text(target.span)) else {
                    throw .notAPath(line.text(target.span), span: target.span)
                }
                outlets.append(.filter(path))
            }
            // A file keeps what it gets.
            let isLast = line.text(sign.span) != "|"
            if let next = words.first, isLast || !line.isOutlet(next) { throw .secondCommand(at: next.span.lowerBound) }
        }
        return outlets
    }
}

/// Goes through the words of a line and finds where its commands begin and what is a value although it looks like
/// the start of an outlet: the operator of a comparison.
private struct Walk {
    let line: Line
    let signature: (String) -> Signature?
    var index: Int
    private var placement: FieldPlacement?
    private var isAtCommand = true
    /// The word that begins a line of its own, if there is one.
    private(set) var lineStart: Int?

    init(line: Line, signature: @escaping (String) -> Signature?, index: Int) {
        self.line = line
        self.signature = signature
        self.index = index
    }

    /// Takes the next word; returns whether the command ends before it.
    mutating func startsOutlet(_ word: Token) -> Bool {
        if isAtCommand { return startsOutlet(command: word) }
        guard line.isOutlet(word) || placement != nil else {
            index += 1
            return false
        }
        var next = placement
        let place = next?.place(word, in: line)
        if line.isOutlet(word) {
            guard case .next(let field) = place, field.kind.isChoice(line.text(word.content)) else { return true }
        }
        if case .command(let field) = place {
            if case .line = field.kind, lineStart == nil { lineStart = index }
            return startsOutlet(command: word)
        }
        placement = next
        index += 1
        return false
    }

    /// Only commands that hold another, or take a sign as a value, are looked at word by word.
    private mutating func startsOutlet(command word: Token) -> Bool {
        isAtCommand = false
        placement = nil
        if let found = signature(line.text(word.content)), found.holdsCommand {
            placement = FieldPlacement(found, words: line.tokens[(index + 1)...], in: line)
        }
        index += 1
        return line.isOutlet(word)
    }
}

extension ValueKind {
    /// Whether a word is one of those that a field of the kind takes.
    func isChoice(_ word: String) -> Bool {
        if case .choice(let choices) = self { choices.contains { $0.name == word } } else { false }
    }
}

extension Line {
    /// Whether it is `NAME = COMMAND`.
    var capturesReply: Bool {
        tokens.count > 1 && tokens[1].form == .bare && tokens[1].span.count == 1
            && source[tokens[1].span.lowerBound] == UInt8(ascii: "=") && tokens[0].form == .bare
            && source[tokens[0].span].isVariableName
    }

    /// The name that `NAME = COMMAND` gives to the reply.
    fileprivate var capturedName: String? { capturesReply ? text(tokens[0].span) : nil }

    /// Whether a word sends the results of what stands before it elsewhere.
    func isOutlet(_ token: Token) -> Bool {
        guard token.form == .bare, token.name == nil, token.span.count <= 2 else { return false }
        let first = source[token.span.lowerBound]
        let isSingle = token.span.count == 1
        if first == UInt8(ascii: "|") { return isSingle }
        return first == UInt8(ascii: ">") && (isSingle || source[token.span.upperBound - 1] == first)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes can name a variable: letters, digits and `_`, no digit first.
    var isVariableName: Bool { first?.startsVariable == true && allSatisfy(\.isVariableByte) }
}
