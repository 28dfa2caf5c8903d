/// A regular expression as Go's `regexp` reads it, found anywhere in a text.
///
/// Syntax and verdicts are those of https://golang.org/s/re2syntax; characters are Unicode scalars. It tells whether,
/// not where: groups capture nothing, and greed makes no difference. A text is gone through once, so that no pattern
/// makes a long one slow.
package struct GoPattern: Sendable {
    private let program: PatternProgram

    /// Reads a pattern.
    ///
    /// - Throws: ``Fault`` where Go would not compile it.
    package init(_ pattern: String) throws(Fault) {
        var parser = PatternParser(pattern)
        let tree = try parser.parse()
        program = PatternProgram(tree, classes: parser.classes)
    }

    /// Whether a part of the text, which may be empty, fits the pattern.
    package func isFound(in text: String) -> Bool { program.isFound(in: text) }
}

extension GoPattern {
    /// What keeps a text from being a pattern.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, in Go's words.
        package enum Reason: String, Sendable {
            case invalidRange = "invalid character class range"
            case invalidEscape = "invalid escape sequence"
            case invalidNamedCapture = "invalid named capture"
            /// Look-around is among it.
            case invalidPerlSyntax = "invalid or unsupported Perl syntax"
            case invalidRepetition = "invalid nested repetition operator"
            case invalidRepeatCount = "invalid repeat count"
            case missingBracket = "missing closing ]"
            case missingParenthesis = "missing closing )"
            case missingRepeatArgument = "missing argument to repetition operator"
            case trailingBackslash = "trailing backslash at end of expression"
            case unexpectedParenthesis = "unexpected )"
            case tooDeep = "expression nests too deeply"
            case tooLarge = "expression too large"
        }

        package let reason: Reason
        /// The part of the pattern that it is about.
        package let part: String

        /// Makes the fault of a part.
        package init(_ reason: Reason, _ part: String) {
            self.reason = reason
            self.part = part
        }

        /// What Go says after "error parsing regexp: ".
        package var description: String { "\(reason.rawValue): `\(part)`" }
    }
}
