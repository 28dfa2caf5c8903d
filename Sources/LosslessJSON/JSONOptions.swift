/// What a reader of JSON accepts where RFC 8259 leaves the choice to the implementation.
public struct JSONOptions: Sendable, Hashable {
    /// How many arrays and objects may be open at once; 10 000 by default, as in Go's `encoding/json`.
    ///
    /// Depth costs one bit in the validator and the formatter and a few bytes in a parsed document, never stack.
    public var maxDepth: Int

    /// Whether invalid UTF-8 inside strings is accepted; `false` by default.
    ///
    /// When `true`, each byte that is not part of a well-formed character counts as one U+FFFD (as in Go): that is
    /// what strings decode to and what the formatter writes. Escapes of lone surrogates are always accepted and
    /// decode to U+FFFD.
    public var acceptsInvalidUTF8: Bool

    /// Creates options; by default 10 000 levels and strict UTF-8.
    public init(maxDepth: Int = 10_000, acceptsInvalidUTF8: Bool = false) {
        self.maxDepth = maxDepth
        self.acceptsInvalidUTF8 = acceptsInvalidUTF8
    }

    /// What accepts any text that was valid under some options.
    static let trusting = JSONOptions(maxDepth: .max, acceptsInvalidUTF8: true)
}
