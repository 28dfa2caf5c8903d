/// The text of the prompt: where the session talks to, and how many commands wait.
enum PromptText {
    static func text(_ server: String, _ pending: Int, _ buffer: String?) -> String {
        TerminalText.escaped(server) + count(pending, buffer) + "> "
    }

    /// The number of pending commands, with a blank in front and the buffer's name if it has one; empty for none.
    static func count(_ pending: Int, _ buffer: String?) -> String {
        if let buffer { return " [\(buffer) \(pending)]" }
        return pending > 0 ? " [\(pending)]" : ""
    }
}
