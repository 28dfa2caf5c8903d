/// What a line is read for.
public enum Purpose: Sendable, Hashable {
    /// An entry of the console's language: completed, validated and remembered.
    case entry
    /// The answer to a question, such as a confirmation: none of these.
    case answer
}
