internal import Glibc
internal import LineEditor

/// Asks the one who types, through the line editor.
struct TerminalInteraction: Interaction {
    let editor: LineEditor
    /// What can be shown on the terminal.
    let display: @Sendable () -> Display
    /// Told of a signal that ends the process while a question waits.
    let running: RunningLine
    /// The user's editor, a command for the shell.
    let editorCommand: String

    func confirm(_ facts: String, _ question: String) async -> Bool {
        let lines = StyledLine(untrusted: facts).wrapped(in: display(), indent: 2)
        await editor.print(lines.map { $0.plainText(in: display()) + "\n" }.joined())
        let prompt = Prompt(TerminalText.escaped(question) + " [y/N] ")
        switch try? await editor.readLine(prompt: prompt, purpose: .answer) {
        case .line(let answer): return ["y", "yes"].contains(answer.lowercased())
        case .terminated(let signal, _): running.receive(signal)
        case .interrupted, .endOfFile, nil: break
        }
        return false
    }

    func secret(_ prompt: String) async -> SecretAnswer {
        switch try? await editor.readSecret(prompt: Prompt(prompt)) {
        case .entered(let secret): return .entered(secret.revealed)
        case .terminated(let signal): running.receive(signal)
        case .interrupted, .endOfFile, nil: break
        }
        return .cancelled
    }

    func lend(_ body: @escaping @Sendable () -> Int32) async -> Int32? {
        try? await editor.lend(body)
    }

    func edit(_ text: [UInt8]) async -> [UInt8]? {
        let command = editorCommand
        return (try? await editor.lend { ExternalEditor.edit(text, with: command) }) ?? nil
    }
}
