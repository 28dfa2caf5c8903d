internal import LosslessJSON

/// What is wrong with JSON, in words.
enum JSONErrorText {
    /// A phrase that follows "the JSON".
    static func words(_ reason: JSONError.Reason) -> String {
        switch reason {
        case .unexpectedEnd: "ends too early"
        case .expectedValue: "needs a value here: a text goes between \" and \""
        case .expectedKey: "needs a name between \" and \" here"
        case .expectedColon: "needs a : after the name"
        case .expectedCommaOrBrace: "needs a , or } here"
        case .expectedCommaOrBracket: "needs a , or ] here"
        case .invalidLiteral: "has a word here that is none of true, false and null"
        case .invalidNumber: "has a number here that is not written as JSON writes them"
        case .invalidEscape: "has an escape here that JSON does not know"
        case .controlCharacter: "has a control character or line break in a text: write it as an escape, such as \\n"
        case .invalidUTF8: "is not UTF-8 here"
        case .trailingContent: "ends before this"
        case .tooDeep(let limit): "has more than \(limit) levels here"
        case .byteOrderMark: "starts with a byte order mark"
        case .tooLong(let limit): "has more than \(limit) bytes"
        }
    }
}
