/// Offers what could stand at the cursor; set by the owner, asked when Tab is typed.
///
/// It is called on the editor's thread while the user waits, so it answers from memory.
public protocol Completer: Sendable {
    /// Returns what could stand at `cursor`, an offset into the UTF-8 of `line`.
    func completions(for line: String, cursor: Int) -> Completions
}

/// One proposal of a completer.
public struct Candidate: Sendable, Hashable {
    /// The text that replaces the span.
    public var text: String
    /// What the list shows beside the text; empty for nothing.
    public var description: String
    /// Whether a blank follows when this candidate is the only one.
    public var isFollowedBySpace: Bool

    /// Makes a proposal, followed by a blank unless told otherwise.
    public init(_ text: String, description: String = "", isFollowedBySpace: Bool = true) {
        self.text = text
        self.description = description
        self.isFollowedBySpace = isFollowedBySpace
    }
}

/// What a completer proposes for one place in a line.
public struct Completions: Sendable, Hashable {
    /// The part of the line that a candidate replaces, in UTF-8 offsets; it ends at or after the cursor.
    public var replacing: Range<Int>
    /// The proposals, in the order in which they are listed.
    public var candidates: [Candidate]

    /// Makes a set of proposals.
    public init(replacing: Range<Int>, candidates: [Candidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// No proposal.
    public static let none = Completions(replacing: 0..<0, candidates: [])
}

/// What Tab does with the proposals.
package enum CompletionStep: Equatable {
    /// Nothing fits.
    case nothing
    /// The line becomes another.
    case edit(LineState)
    /// Several fit and have no more in common than what is typed.
    case ambiguous([Candidate])

    package init(_ completions: Completions, in line: LineState) {
        let utf8 = Array(line.text.utf8)
        let span = completions.replacing.clamped(to: 0..<utf8.count)
        guard let first = completions.candidates.first else {
            self = .nothing
            return
        }
        guard completions.candidates.count > 1 else {
            self = Self.insert(first.text, isFinal: first.isFollowedBySpace, over: span, of: utf8, in: line)
            return
        }
        let common = completions.candidates.dropFirst().reduce(first.text) { $0.commonStart(with: $1.text) }
        let typed = String(decoding: utf8[span.lowerBound..<max(span.lowerBound, line.utf8Cursor)], as: UTF8.self)
        let addsSomething = common.utf8.count > typed.utf8.count && common.hasPrefix(typed)
        self =
            addsSomething
            ? Self.insert(common, isFinal: false, over: span, of: utf8, in: line)
            : .ambiguous(completions.candidates)
    }

    private static func insert(
        _ text: String, isFinal: Bool, over span: Range<Int>, of utf8: [UInt8], in line: LineState
    ) -> CompletionStep {
        let before = String(decoding: utf8[..<span.lowerBound], as: UTF8.self)
        let after = String(decoding: utf8[span.upperBound...], as: UTF8.self)
        let blank = isFinal && after.first != " " ? " " : ""
        let skipsBlank = isFinal && after.first == " "
        let cursor = (before + text + blank).unicodeScalars.count + (skipsBlank ? 1 : 0)
        let edited = LineState(text: before + text + blank + after, cursor: cursor)
        return edited == line ? .nothing : .edit(edited)
    }
}

extension String {
    /// What both texts start with, never cut within a character.
    fileprivate func commonStart(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
