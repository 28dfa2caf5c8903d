internal import Glibc
internal import LineEditor

/// Asks the one who types, through the line editor.
struct TerminalInteraction: Interaction {
    let editor: LineEditor
    /// The user's editor, a command for the shell.
    let editorCommand: String

    func confirm(_ question: String) async -> Bool {
        let prompt = Prompt(TerminalText.escaped(question) + " [y/N] ")
        guard case .line(let answer) = try? await editor.readLine(prompt: prompt, purpose: .answer) else {
            return false
        }
        return ["y", "yes"].contains(answer.lowercased())
    }

    func secret(_ prompt: String) async -> String? {
        guard case .entered(let secret) = try? await editor.readSecret(prompt: Prompt(prompt)) else { return nil }
        return secret.revealed
    }

    func edit(_ text: [UInt8]) async -> [UInt8]? {
        await editor.flush()
        let command = editorCommand
        return await BlockingThread.run { ExternalEditor.edit(text, with: command) }
    }
}
