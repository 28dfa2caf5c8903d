/// One line of output: words of this program, and text from outside that is escaped when it is shown.
///
/// In a literal the words are this program's own and what is interpolated comes from outside, so
/// `"published to \(channel)"` is safe whatever the channel's name holds.
package struct StyledLine: Sendable, Hashable {
    /// A part with one look.
    struct Piece: Sendable, Hashable {
        var text: String
        var isOwn: Bool
        var role: TextRole

        /// The text as it is written on a display, without colour.
        func shown(in display: Display) -> String {
            isOwn ? display.own(text) : TerminalText.escaped(text, isASCII: !display.isUTF8)
        }
    }

    private(set) var pieces: [Piece] = []

    /// Makes an empty line.
    package init() {}

    /// Makes a line of words of this program.
    package init(own words: String, _ role: TextRole = .plain) {
        append(words, isOwn: true, role)
    }

    /// Makes a line of text from outside.
    package init(untrusted text: String, _ role: TextRole = .plain) {
        append(text, isOwn: false, role)
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { pieces.isEmpty }

    /// Adds another line's text at the end.
    package static func += (line: inout StyledLine, other: StyledLine) {
        line.pieces += other.pieces
    }

    /// Returns both texts, one after the other.
    package static func + (first: StyledLine, second: StyledLine) -> StyledLine {
        var line = first
        line += second
        return line
    }

    /// Returns the line with another look for what has none yet.
    package func styled(_ role: TextRole) -> StyledLine {
        var line = self
        for index in line.pieces.indices where line.pieces[index].role == .plain { line.pieces[index].role = role }
        return line
    }

    /// The cells that the line takes.
    package func width(in display: Display) -> Int {
        pieces.reduce(0) { $0 + DisplayWidth.of($1.shown(in: display)) }
    }

    /// The text without colour.
    package func plainText(in display: Display) -> String {
        pieces.map { $0.shown(in: display) }.joined()
    }

    /// The text as it is written.
    package func rendered(in display: Display) -> String {
        guard display.hasColor else { return plainText(in: display) }
        var text = ""
        var role = TextRole.plain
        for piece in pieces {
            if piece.role != role {
                text += (role == .plain ? "" : "\u{1B}[0m") + (piece.role.rendition.map { "\u{1B}[\($0)m" } ?? "")
                role = piece.role
            }
            text += piece.shown(in: display)
        }
        return role == .plain ? text : text + "\u{1B}[0m"
    }

    private mutating func append(_ text: String, isOwn: Bool, _ role: TextRole) {
        if !text.isEmpty { pieces.append(Piece(text: text, isOwn: isOwn, role: role)) }
    }
}

extension StyledLine: ExpressibleByStringInterpolation {
    /// Makes a line of words of this program.
    package init(stringLiteral words: String) {
        self.init(own: words)
    }

    /// Takes a line over from its literal.
    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.line
    }

    /// Collects the parts of a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        var line = StyledLine()

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ words: String) {
            line.append(words, isOwn: true, .plain)
        }

        package mutating func appendInterpolation(_ text: some StringProtocol, _ role: TextRole = .plain) {
            line.append(String(text), isOwn: false, role)
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            line.append(number.description, isOwn: true, .plain)
        }

        package mutating func appendInterpolation(_ mark: Mark) {
            line.append(mark.text, isOwn: true, mark.role)
        }

        package mutating func appendInterpolation(_ part: StyledLine) {
            line += part
        }
    }
}

extension [StyledLine] {
    /// Puts the parts that are not empty into one line, with a separator between them.
    func joined(by separator: StyledLine = " · ") -> StyledLine {
        reduce(into: StyledLine()) { line, part in
            guard !part.isEmpty else { return }
            if !line.isEmpty { line += separator }
            line += part
        }
    }
}
