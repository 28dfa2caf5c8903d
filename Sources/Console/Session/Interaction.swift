/// What a session can ask of the one who types; a script has nobody to ask.
package protocol Interaction: Sendable {
    /// Tells the facts and asks a question that is answered by yes or no.
    func confirm(_ facts: String, _ question: String) async -> Bool
    /// Asks for a secret, without showing what is typed.
    func secret(_ prompt: String) async -> SecretAnswer
    /// Runs what needs the terminal for itself, and returns what that returns; nil where it cannot be lent.
    func lend(_ body: @escaping @Sendable () -> Int32) async -> Int32?
    /// Lets a text be edited in the user's editor; `nil` if that failed or changed nothing was meant.
    func edit(_ text: [UInt8]) async -> [UInt8]?
}

/// What came of asking for a secret.
package enum SecretAnswer: Sendable {
    /// It was typed; empty for none.
    case entered(String)
    /// The question was broken off.
    case cancelled
}
