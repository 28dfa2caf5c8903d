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
    /// Enter changes nothing, as no other row could make the entry whole, and `reason` stands under it until the next
    /// key. Where a line cannot be edited it is submitted.
    case unbreakable(reason: [Prompt.Segment])
}

/// Tells which lines must not be written to the history file; set by the owner.
///
/// It is called on the editor's thread for every line that is submitted, dropped or cut off.
public protocol SecretDetector: Sendable {
    /// Returns whether `line` holds something that must not outlive the session.
    func containsSecret(_ line: String) -> Bool
}

/// Tells how parts of a line look while it is typed; set by the owner, asked before every wait for a key.
///
/// It is called on the editor's thread while the user waits, so it only looks at the text.
public protocol Highlighter: Sendable {
    /// Returns the parts of `line` that are not plain, in ascending order and without overlap.
    ///
    /// `cursor` is an offset into the UTF-8 of `line`, -1 once the line is over.
    func highlights(in line: String, cursor: Int) -> [Highlight]
}

/// A part of a line that does not look plain.
public struct Highlight: Sendable, Hashable {
    /// The part, in UTF-8 offsets.
    public var range: Range<Int>
    /// How it looks.
    public var style: TextStyle

    /// Makes a part of a line look like `style`.
    public init(_ range: Range<Int>, _ style: TextStyle) {
        self.range = range
        self.style = style
    }
}

/// Tells how a line could go on; set by the owner, asked while the cursor stands at its end.
///
/// It is called on the editor's thread while the user waits, so it answers from memory.
public protocol Hinter: Sendable {
    /// Returns what could follow `line`; nil where nothing can be said.
    func hint(for line: String) -> Hint?

    /// Whether the rest of a line of the history is shown, which comes before what `hint` returns; it is, unless told
    /// otherwise.
    var suggestsHistory: Bool { get }
}

extension Hinter {
    /// True.
    public var suggestsHistory: Bool { true }
}

/// How a line could go on.
public struct Hint: Sendable, Hashable {
    /// What Right puts behind the cursor; empty where there is nothing to take.
    public var insertion: String
    /// What is shown behind that and cannot be taken, such as the names of what is still to be typed.
    public var remark: String

    /// Makes a hint.
    public init(insertion: String = "", remark: String = "") {
        self.insertion = insertion
        self.remark = remark
    }
}

/// Explains what the cursor stands in; set by the owner, asked before every wait for a key.
///
/// It is called on the editor's thread while the user waits, so it answers from memory.
public protocol Explainer: Sendable {
    /// Returns what the row under the input says; nothing where there is nothing to say.
    ///
    /// `cursor` is an offset into the UTF-8 of `line`. What does not fit into the row is cut off.
    func explanation(of line: String, cursor: Int) -> [Prompt.Segment]
}

/// Lets a line be edited in another program.
///
/// It is called on the editor's thread with the terminal as it was found.
public protocol ExternalEditing: Sendable {
    /// Returns what became of `text`.
    func edit(_ text: String) -> ExternalEdit
}

/// What became of a line in another program.
public enum ExternalEdit: Sendable, Hashable {
    /// The line is another now, or the same.
    case edited(String)
    /// The program could not do it: the line stays, and the text is shown above it.
    case failed(String)
}

/// What the owner of an editor knows about its language; everything is optional.
public struct Capabilities: Sendable {
    /// How parts of a line look; nil leaves them plain.
    public var highlighter: (any Highlighter)?
    /// How a line could go on, where the history knows nothing; nil shows nothing.
    public var hinter: (any Hinter)?
    /// What stands under the input; nil leaves nothing there.
    public var explainer: (any Explainer)?
    /// What Ctrl-X Ctrl-E runs; nil leaves the keys without effect.
    public var externalEditing: (any ExternalEditing)?
    /// What Tab offers; nil leaves Tab without effect.
    public var completer: (any Completer)?
    /// Whether Enter ends an entry; nil lets it always.
    public var validator: (any InputValidator)?
    /// Which lines stay out of the history file; nil keeps none out.
    public var secretDetector: (any SecretDetector)?

    /// Makes an empty set of capabilities.
    public init() {}
}
