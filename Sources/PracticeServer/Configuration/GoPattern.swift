import Synchronization

/// A regular expression as Go's `regexp` reads it: found anywhere in a text, made of Unicode scalars, and with
/// `\d`, `\w`, `\s` and `\b` for ASCII.
final class GoPattern: Sendable {
    /// The standard library's expressions are not `Sendable`.
    private let regex: Mutex<Regex<AnyRegexOutput>>

    /// Reads a pattern, or returns `nil` where it is none.
    init?(_ pattern: String) {
        guard let regex = try? Regex(pattern) else { return nil }
        self.regex = Mutex(
            regex.matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses().wordBoundaryKind(.simple))
    }

    func isFound(in text: String) -> Bool {
        regex.withLock { ((try? $0.firstMatch(in: text)) ?? nil) != nil }
    }
}
