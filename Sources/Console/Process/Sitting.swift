internal import LineEditor

/// The loop of prompt, line and answer, with what Ctrl-C and Ctrl-D mean in it.
struct Sitting {
    let editor: LineEditor
    let session: Session
    let running: RunningLine
    let history: History
    let display: @Sendable () -> Display

    /// Runs until the one who types leaves.
    func run() async throws(SinkClosed) -> ExitStatus {
        let listener = Task { [signals = editor.signals] in
            for await signal in signals { running.receive(signal) }
        }
        defer { listener.cancel() }
        var habits = Habits()
        while !(await session.hasEnded) {
            if let signal = running.ending { return status(of: signal) }
            try await tellTrouble()
            let outcome = await readLine()
            switch outcome {
            case .line(let text):
                habits.noteLine()
                try await run(text)
            case .interrupted(let dropped):
                if habits.noteInterrupt(isEmpty: dropped.isEmpty, at: .now) { await say("Ctrl-D or quit leaves.") }
            case .endOfFile:
                let pending = await session.promptFacts.pending
                guard pending > 0, habits.noteEnd() else { return try await leave() }
                await say(question(pending, isKept: await session.isKept))
            case .terminated(let signal, _): return status(of: signal)
            case nil: return .fault
            }
        }
        return try await leave()
    }

    private func question(_ pending: Int, isKept: Bool) -> String {
        "\(pending.counted("command")) pending"
            + (isKept ? ", kept for the next time" : ", and lost with this session")
            + ". Ctrl-D once more leaves; send sends, pending shows."
    }

    /// Says once what is wrong with the file of typed lines.
    private func tellTrouble() async throws(SinkClosed) {
        for trouble in history.takeTrouble() { try await session.show(Diagnostic(trouble)) }
    }

    private func say(_ line: String) async {
        let display = display()
        let lines = StyledLine(own: line).wrapped(in: display, indent: 0)
        await editor.print(lines.map { $0.plainText(in: display) + "\n" }.joined())
    }

    private func readLine() async -> Outcome? {
        let facts = await session.promptFacts
        history.context = facts.server
        let name = TerminalText.escaped(facts.server)
        let count = PromptText.count(facts.pending, facts.buffer)
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
            // What stands on the screen behind the prompt is the first row.
            let place = entry.number > 1 ? ScriptPlace("row ", entry.number) : nil
            let task = Task { [session] () async -> Result<ExitStatus, SinkClosed> in
                do throws(SinkClosed) {
                    return .success(try await session.run(entry, at: place))
                } catch {
                    return .failure(error)
                }
            }
            running.start(task, brake: session.brake)
            let status = try await task.value.get()
            running.finish()
            if running.ending != nil { return }
            guard status == .ok else {
                var left = 0
                while await reader.next() != nil { left += 1 }
                if left > 0 { await say("\(left.counted("line")) below did not run; Up brings all of them back.") }
                return
            }
            if await session.hasEnded { return }
        }
    }

    /// What is pending is kept, and said so, because the next console brings it back.
    private func leave() async throws(SinkClosed) -> ExitStatus {
        try await tellTrouble()
        let pending = await session.promptFacts.pending
        if pending > 0, await session.isKept {
            await say("\(pending.counted("command")) pending, kept for the next time")
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
