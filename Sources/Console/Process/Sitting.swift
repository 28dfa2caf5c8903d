internal import LineEditor

/// The loop of prompt, line and answer, with what Ctrl-C and Ctrl-D mean in it.
struct Sitting {
    let editor: LineEditor
    let session: Session
    let running: RunningLine
    let display: @Sendable () -> Display

    /// Runs until the one who types leaves.
    func run() async throws(SinkClosed) -> ExitStatus {
        let listener = Task { [signals = editor.signals] in
            for await signal in signals { running.receive(signal) }
        }
        defer { listener.cancel() }
        while !(await session.hasEnded) {
            if let signal = running.ending { return status(of: signal) }
            switch await readLine() {
            case .line(let text): try await run(text)
            case .interrupted: continue
            case .endOfFile: return try await leave()
            case .terminated(let signal, _): return status(of: signal)
            case nil: return .fault
            }
        }
        return try await leave()
    }

    private func readLine() async -> Outcome? {
        let facts = await session.promptFacts
        let name = TerminalText.escaped(facts.server)
        let count = PromptText.count(facts.pending)
        let display = display()
        let continuation = display.isUTF8 ? "… " : "> "
        let prompt =
            display.hasColor
            ? Prompt(
                segments: [
                    .init(name, style: .init(color: .cyan)), .init(count, style: .init(color: .yellow)), .init("> "),
                ], continuation: continuation)
            : Prompt(name + count + "> ", continuation: continuation)
        return try? await editor.readLine(prompt: prompt)
    }

    /// Runs all lines of an entry, each in a task that Ctrl-C cancels.
    private func run(_ text: String) async throws(SinkClosed) {
        var reader = ScriptReader(TextSource(Array(text.utf8)))
        while let entry = await reader.next() {
            let task = Task { [session] () async -> Result<ExitStatus, SinkClosed> in
                do throws(SinkClosed) {
                    return .success(try await session.run(entry, at: nil))
                } catch {
                    return .failure(error)
                }
            }
            running.start(task)
            let status = try await task.value.get()
            running.finish()
            if status != .ok || running.ending != nil { return }
            if await session.hasEnded { return }
        }
    }

    /// What is pending is kept, and said so, because the next console brings it back.
    private func leave() async throws(SinkClosed) -> ExitStatus {
        let pending = await session.promptFacts.pending
        if pending > 0, session.isKept {
            await editor.print("\(pending.counted("command")) pending, kept for the next time\n")
        }
        return .ok
    }

    private func status(of signal: TerminalSignal) -> ExitStatus {
        switch signal {
        case .interrupt: .interrupted
        case .hangup: .hungUp
        case .terminate: .terminated
        }
    }
}
