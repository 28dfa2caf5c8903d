/// Why a configuration cannot be used.
public struct ConfigurationError: Error, Hashable, Sendable {
    /// Where in the file: names joined by dots, places of arrays in brackets; empty for the file itself.
    public let path: String
    /// What should stand there.
    public let expected: Expectation
    /// What stands there, as it is written; empty where nothing does.
    public let given: String

    /// What should stand somewhere in a configuration.
    public enum Expectation: Hashable, Sendable {
        /// JSON; the bytes are none from `offset` on.
        case json(offset: Int)
        /// An object.
        case object
        /// An array of objects.
        case objects
        /// An array of texts.
        case texts
        /// A text.
        case text
        /// `true` or `false`.
        case flag
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// A length of time such as `"300s"`, `"1h30m"` or `"500ms"`.
        case duration
        /// A length of time without fractions of a second.
        case wholeSeconds
        /// One of a few texts.
        case oneOf([String])
        /// At least two letters, digits, `-`, `_` or `.`.
        case namespaceName
        /// Letters and `_`.
        case claimName
        /// A path that begins with `/`.
        case path
        /// Patterns of origins.
        case originPatterns
        /// A length of time that is not negative.
        case notNegative
        /// A regular expression; `fault` is what Go says of the text that is none.
        case regularExpression(fault: String)
        /// A name that no other namespace has.
        case uniqueName
        /// The name of a namespace of this file.
        case existingNamespace
        /// Something, because the other path is set.
        case presence(with: String)
        /// Nothing, because of what the other path says.
        case absence(with: String)
        /// At least as long as the other path.
        case atLeast(String)
        /// More than the other path.
        case moreThan(String)
    }
}
