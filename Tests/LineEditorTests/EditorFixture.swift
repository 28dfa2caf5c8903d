import LineEditor
import Testing

/// Tests that drive a terminal; one after the other, as libedit keeps state that editors share.
@Suite(.serialized) struct TerminalTests {}

/// An editor at a terminal of its own, with somebody reading lines from it.
struct EditorFixture {
    let terminal: TestTerminal
    let editor: LineEditor
    let history: History
    /// Whether the editor leaves the line to the kernel.
    private let isPlain: Bool

    /// Lets `body` work with an editor, which is gone when the next test makes its own.
    static func use(
        columns: Int = 40, rows: Int = 10, history lines: [String] = [], capabilities: Capabilities = Capabilities(),
        adjust: (inout Configuration) -> Void = { _ in }, _ body: (EditorFixture) async throws -> Void
    ) async throws {
        let fixture = try EditorFixture(
            columns: columns, rows: rows, history: lines, capabilities: capabilities, adjust: adjust)
        do {
            try await body(fixture)
            await fixture.end()
        } catch {
            await fixture.end()
            throw error
        }
    }

    private func end() async {
        await editor.close()
        terminal.hangUp()
    }

    private init(
        columns: Int, rows: Int, history lines: [String], capabilities: Capabilities,
        adjust: (inout Configuration) -> Void
    ) throws {
        terminal = try TestTerminal(columns: columns, rows: rows)
        history = History(path: nil)
        for line in lines { history.add(line) }
        var configuration = Configuration(
            input: terminal.line, output: terminal.line, terminalType: "xterm-256color")
        configuration.history = history
        configuration.handlesSignals = false
        configuration.locale = "C.UTF-8"
        adjust(&configuration)
        isPlain = configuration.terminalType != "xterm-256color" || configuration.editrcPath?.contains("off") ?? false
        editor = try LineEditor(configuration, capabilities: capabilities)
    }

    /// Reads one line while `typing` happens; the typing starts when the prompt is on the screen.
    func read(
        prompt: Prompt = Prompt("> "), purpose: Purpose = .entry,
        sourceLocation: SourceLocation = #_sourceLocation,
        typing: @escaping @Sendable (TestTerminal) async throws -> Void
    ) async throws -> Outcome {
        let prompted = prompt.segments.map(\.text).joined()
        async let outcome = editor.readLine(prompt: prompt, purpose: purpose)
        do {
            try await terminal.wait(for: "a prompt", sourceLocation: sourceLocation) { screen in
                // The screen may still be that of the last line; keys typed before the editor has taken
                // the terminal would be the kernel's.
                let isTaken = isPlain || terminal.isEditing
                // In vi the mode stands before it.
                let shown = screen.cursorLine.hasPrefix("(ins) ") ? "(ins) " + prompted : prompted
                return isTaken && screen.cursor.column == shown.count && shown.hasPrefix(screen.cursorLine)
            }
            try await typing(terminal)
        } catch {
            await editor.close()
            throw error
        }
        return try await outcome
    }

    /// Reads one line that consists of what the keys make of it.
    func read(keys: String...) async throws -> Outcome {
        let typed = keys.joined()
        return try await read { $0.type(typed, Keys.enter) }
    }
}
