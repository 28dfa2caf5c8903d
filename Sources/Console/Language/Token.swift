/// One word of a line, with where it stands in the line's bytes.
package struct Token: Sendable, Hashable {
    /// How the value of a word is written.
    package enum Form: Sendable, Hashable {
        /// As it is.
        case bare
        /// Between `"`, with the escapes of JSON.
        case quoted
        /// Between `'`, as it is.
        case literal
        /// As a JSON array or object.
        case bracketed
        /// As a whole argument of the process, which no quoting rule touches.
        case argument
    }

    /// The whole word.
    package var span: Range<Int>
    /// What stands before the first `=`, when that can be a field's name.
    package var name: Range<Int>?
    /// What stands after the first `=`, or the whole word where it has none.
    package var value: Range<Int>
    /// How the value is written.
    package var form: Form

    /// How the word is written when it is taken as a whole, its `=` included.
    package var wholeForm: Form {
        guard name != nil else { return form }
        return form == .argument ? .argument : .bare
    }

    /// The text between the quotes, or the value as it is.
    package var content: Range<Int> {
        switch form {
        case .quoted, .literal: value.lowerBound + 1..<value.upperBound - 1
        case .bare, .bracketed, .argument: value
        }
    }
}

/// What is still open at the end of an input, and where it was opened.
package struct Opening: Sendable, Hashable {
    /// The quote or bracket.
    package var byte: UInt8
    /// Where it stands.
    package var offset: Int
}

/// A line cut into words.
package struct Line: Sendable {
    /// The bytes that all spans count in.
    package var source: [UInt8]
    /// The words in order; empty for a blank line and a comment.
    package var tokens: [Token]

    /// Makes a line from arguments of the process: each is one word, whatever it holds.
    package init(arguments: some Sequence<String>) {
        source = []
        tokens = []
        for argument in arguments {
            if !source.isEmpty { source.append(UInt8(ascii: " ")) }
            let start = source.count
            source.append(contentsOf: argument.utf8)
            tokens.append(.argument(start..<source.count, in: source))
        }
    }

    init(source: [UInt8], tokens: [Token]) {
        self.source = source
        self.tokens = tokens
    }

    /// Returns a piece of the line as text; bytes that are no UTF-8 are shown as U+FFFD.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: source[range], as: UTF8.self)
    }
}

extension Token {
    static func argument(_ span: Range<Int>, in source: [UInt8]) -> Token {
        guard let mark = source[span].firstIndex(of: UInt8(ascii: "=")),
            source[span.lowerBound..<mark].isFieldName
        else { return Token(span: span, name: nil, value: span, form: .argument) }
        return Token(span: span, name: span.lowerBound..<mark, value: mark + 1..<span.upperBound, form: .argument)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes can name a field: letters, digits, `_` and `-`, with `.` between them.
    var isFieldName: Bool {
        guard let first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") || $0 >= 0x80 }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII letter, digit, `_` or `-`.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Whether the byte separates words within a line.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r") }
}
