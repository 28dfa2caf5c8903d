/// The text of the prompt: where the session talks to, and how many commands wait.
enum PromptText {
    static func text(_ server: String, _ pending: Int) -> String {
        TerminalText.escaped(server) + count(pending) + "> "
    }

    /// The number of pending commands, with a blank in front; empty for none.
    static func count(_ pending: Int) -> String { pending > 0 ? " [\(pending)]" : "" }
}
