/// Decides whether Enter ends an entry; set by the owner, asked when Enter is typed.
///
/// It is called on the editor's thread while the user waits, so it only looks at the text.
public protocol InputValidator: Sendable {
    /// Returns whether `text` is a whole entry.
    func validity(of text: String) -> InputValidity
}

/// Whether a text is a whole entry.
public enum InputValidity: Sendable, Hashable {
    /// Enter submits the entry.
    case complete
    /// Enter starts another row, indented by the prompt's width and `indent` blanks more.
    ///
    /// The blanks become part of the text, so this is for places where blanks mean nothing.
    case incomplete(indent: Int)
    /// Enter starts another row with nothing before it, for places where a blank would count.
    case incompleteVerbatim
}

/// Tells which lines must not be written to the history file; set by the owner.
///
/// It is called on the editor's thread for every line that is submitted, dropped or cut off.
public protocol SecretDetector: Sendable {
    /// Returns whether `line` holds something that must not outlive the session.
    func containsSecret(_ line: String) -> Bool
}

/// What the owner of an editor knows about its language; everything is optional.
public struct Capabilities: Sendable {
    /// What Tab offers; nil leaves Tab without effect.
    public var completer: (any Completer)?
    /// Whether Enter ends an entry; nil lets it always.
    public var validator: (any InputValidator)?
    /// Which lines stay out of the history file; nil keeps none out.
    public var secretDetector: (any SecretDetector)?

    /// Makes a set of capabilities, by default none.
    public init(
        completer: (any Completer)? = nil, validator: (any InputValidator)? = nil,
        secretDetector: (any SecretDetector)? = nil
    ) {
        self.completer = completer
        self.validator = validator
        self.secretDetector = secretDetector
    }
}
