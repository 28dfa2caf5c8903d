internal import Glibc
internal import Synchronization

/// Reads edited lines from a terminal and prints around them.
///
/// The module knows no language: what completes a line, what makes it whole and what in it is secret
/// are capabilities that the owner provides. It is not for drawing anything but one input and the texts
/// above it, and not for reading scripts.
///
/// An editor owns its terminal from its making to its closing. Everything that appears there goes
/// through it: lines are read one at a time, and texts may be printed at any time, also while a line is
/// being typed. All of this happens on one thread of the editor's own.
///
/// **Between lines**, that is while the owner works, what is typed is not shown, and waits for the next line; a paste
/// is one, whatever rows it has. Whoever needs the terminal as it was found borrows it: ``lend(_:)``.
///
/// **Signals.** While a line is edited, Ctrl-C and Ctrl-Z are keys. At other times Ctrl-C sends SIGINT, which arrives
/// as `.interrupt` in ``signals``: the owner cancels the request in flight and asks for the next line. SIGTSTP stops
/// the process once the terminal is given back, also in the middle of a line. SIGHUP and SIGTERM end the reading of a line with ``Outcome/terminated(_:partialLine:)``, or arrive in
/// ``signals`` between lines.
public final class LineEditor: Sendable {
    /// The signals that arrived while no line was being read; for one consumer.
    ///
    /// Of those not yet consumed the newest eight are kept. The stream ends with the editor.
    public let signals: AsyncStream<TerminalSignal>

    /// Whether the locale's characters are UTF-8; if not, everything beyond ASCII is shown in escapes.
    public let isUTF8: Bool

    private let mailbox: Mailbox

    /// Takes over a terminal.
    ///
    /// Sets the process's locale for characters from the environment. Reads neither the history nor
    /// the editrc file yet: both wait for the first line.
    /// - Throws: `.system` where a descriptor or the thread cannot be had.
    public init(
        _ configuration: Configuration, capabilities: Capabilities = Capabilities()
    ) throws(LineEditorError) {
        setlocale(LC_CTYPE, configuration.locale)
        isUTF8 = nl_langinfo(CInt(CODESET)).map { String(cString: $0) } == "UTF-8"
        let (stream, continuation) = AsyncStream.makeStream(
            of: TerminalSignal.self, bufferingPolicy: .bufferingNewest(8))
        signals = stream
        mailbox = Mailbox(wake: try WakeSignal())
        let setup = EditorSetup(
            configuration: configuration, capabilities: capabilities, mailbox: mailbox, isUnicode: isUTF8)
        try EditorThread.start(setup, signals: continuation)
    }

    deinit {
        mailbox.close()
    }

    /// Reads one line.
    ///
    /// What was printed before is on the screen before the prompt. Cancelling the task ends the reading;
    /// what was typed comes back with Up. Unless told otherwise the line is an entry: completed,
    /// validated and remembered.
    /// - Throws: `.cancelled` where the task was cancelled, `.busy` where another line is being read,
    ///   `.closed` where the editor was closed.
    public func readLine(
        prompt: Prompt, purpose: Purpose = .entry
    ) async throws(LineEditorError) -> Outcome {
        try await perform { .line(prompt, purpose, $0) }.get()
    }

    /// Reads one line of which nothing is shown or remembered, a key for example.
    /// - Throws: As ``readLine(prompt:purpose:)``.
    public func readSecret(prompt: Prompt) async throws(LineEditorError) -> SecretOutcome {
        try await perform { .secret(prompt, $0) }.get()
    }

    /// Prints a text, as it is, above the line that is being typed, or where the cursor stands if none is.
    ///
    /// The text may contain colours but must not move the cursor; the caller has made it safe. While a
    /// line is typed it is completed to whole rows. Texts appear in the order of their calls. Up to
    /// 64 KiB wait for a slow terminal; beyond that the call returns once there is room. After closing
    /// nothing is printed.
    public func print(_ text: String) async {
        await mailbox.send(Array(text.utf8))
    }

    /// Prints bytes, as ``print(_:)-(String)`` prints a text.
    public func print(_ bytes: [UInt8]) async {
        await mailbox.send(bytes)
    }

    /// Runs something that uses the terminal itself, another program for example, once everything printed before is
    /// there; the terminal is as it was found meanwhile.
    ///
    /// What is printed by others is held back as long. Keys typed ahead stay those of the next line.
    /// - Parameter body: Runs on the editor's thread, and may block it.
    /// - Returns: What `body` returned.
    /// - Throws: `.busy` where a line is being read, `.closed` where the editor was closed.
    public func lend<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(LineEditorError) -> Value {
        let result = Mutex<Value?>(nil)
        try await perform { continuation in
            .loan({ result.withLock { $0 = body() } }, continuation)
        }.get()
        guard let value = result.withLock({ $0 }) else { throw .closed }
        return value
    }

    /// Returns once everything printed before has reached the terminal.
    public func flush() async {
        await mailbox.flush()
    }

    /// Prints what is queued, gives the terminal and the signals back, and ends the editor's thread.
    ///
    /// A line that is being read ends with an error; nothing can be read any more.
    public func close() async {
        mailbox.close()
        await mailbox.awaitEnd()
    }

    /// Has hints, explanations and an open menu made anew: what the capabilities answer from has changed.
    public func refresh() {
        mailbox.noteNews()
    }

    /// Says that the terminal has another size, as SIGWINCH does.
    package func noteResize() {
        mailbox.noteResize()
    }

    private func perform<Value: Sendable>(
        _ request: (CheckedContinuation<Result<Value, LineEditorError>, Never>) -> Mailbox.Request
    ) async -> Result<Value, LineEditorError> {
        let id = mailbox.makeID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { mailbox.submit(request($0), id: id) }
        } onCancel: {
            mailbox.cancel(id)
        }
        mailbox.forget(id)
        return result
    }
}
