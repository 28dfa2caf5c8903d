/// Where and why bytes are not valid JSON.
public struct JSONError: Error, Hashable, Sendable {
    /// The offset of the first wrong byte, counted from the start of the input, or the length of the input when it
    /// ends too early.
    public var offset: Int
    /// What is wrong there.
    public var reason: Reason

    /// Creates an error at a byte offset.
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// What is wrong with a byte.
    public enum Reason: Hashable, Sendable {
        /// The input ended inside a value, or held none.
        case unexpectedEnd
        /// Something other than a value stands where a value must.
        case expectedValue
        /// Something other than a string stands where an object's key must.
        case expectedKey
        /// Something other than `:` follows an object's key.
        case expectedColon
        /// Something other than `,` or `}` follows a member of an object.
        case expectedCommaOrBrace
        /// Something other than `,` or `]` follows an element of an array.
        case expectedCommaOrBracket
        /// A word starts like `true`, `false` or `null` and goes on differently.
        case invalidLiteral
        /// A number has a leading zero, or no digit where one must be.
        case invalidNumber
        /// A backslash is followed by something that makes no escape.
        case invalidEscape
        /// A control character (U+0000 to U+001F) stands unescaped in a string.
        case controlCharacter(UInt8)
        /// A string holds bytes that are not UTF-8; the offset is that of the first byte of the sequence.
        case invalidUTF8
        /// Something other than white space follows the value.
        case trailingContent
        /// This bracket opens one level more than allowed.
        case tooDeep(limit: Int)
        /// The input starts like a byte order mark; JSON is UTF-8 without one.
        case byteOrderMark
        /// The input has more bytes than a parsed document can address.
        case tooLong(limit: Int)
    }
}
