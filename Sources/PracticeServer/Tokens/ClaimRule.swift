/// What a claim must be: a text, something in which a pattern is found, or anything.
struct ClaimRule: Sendable {
    private let text: ByteText
    private let pattern: GoPattern?
    /// Whether there is a pattern that is none: nothing is accepted then.
    private let isBroken: Bool

    /// Makes a rule; what is empty does not count.
    init(text: String, pattern: String) {
        self.text = ByteText(text)
        self.pattern = pattern.isEmpty ? nil : try? GoPattern(pattern)
        isBroken = !pattern.isEmpty && self.pattern == nil
    }

    /// Whether one of the values is what the claim must be.
    func accepts(_ values: [ByteText]) -> Bool {
        guard !isBroken, text.isEmpty || values.contains(text) else { return false }
        guard let pattern else { return true }
        return values.contains { pattern.isFound(in: $0.text) }
    }
}
