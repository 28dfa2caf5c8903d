/// What is done beside every line, where somebody asked for it: paging, timing, recording.
extension Session {
    func runAttended(_ line: Line) async throws(SinkClosed) -> ExitStatus {
        let recorder = recorder
        let start = settings.now()
        let status = try await runPaged(line)
        guard !line.tokens.isEmpty else { return status }
        if showsTiming {
            let text = StyledLine("took \(DurationText.measured(settings.now() - start))").styled(.note)
            try await errors.write(Array((text.rendered(in: settings.errorDisplay()) + "\n").utf8))
        }
        // What was not understood is no part of what happened.
        if let recorder, recorder === self.recorder, status != .input { try await keep(line, in: recorder) }
        return status
    }

    /// A line with a secret is not kept.
    private func keep(_ line: Line, in recorder: Recorder) async throws(SinkClosed) {
        let isSecret = SecretFields(signatures: table.signatures).containsSecret(line.text(line.source.indices))
        let text = isSecret ? Array("# a line with a secret is left out".utf8) : line.source
        do throws(SinkClosed) {
            try await recorder.write(text)
        } catch {
            self.recorder = nil
            try await show(
                Diagnostic(unsaved: PrivateFile.Failure(path: recorder.path, errno: error.errno)))
        }
    }

    private func runPaged(_ line: Line) async throws(SinkClosed) -> ExitStatus {
        guard let pager, let interaction, results.isTerminal, let rows = settings.terminalRows() else {
            return try await carryOut(line)
        }
        let former = results.sink
        let outlet = PagerOutlet(rows: rows - 1, to: former) {
            ShellOutlet(pager) { body in await interaction.lend(body) ?? 127 }
        }
        results.sink = outlet
        defer { results.sink = former }
        let status = try await carryOut(line)
        results.sink = former
        _ = try await outlet.finish()
        return status
    }

    func setTiming(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let choice = invocation.text("show") else {
            try await say([showsTiming ? "timing is on" : "timing is off"])
            return .ok
        }
        showsTiming = choice == "on"
        return .ok
    }

    func setPager(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let command = invocation.text("command")
        guard let choice = invocation.text("use") ?? command.map({ _ in "on" }) else {
            try await say([pager.map { "pager is on: \($0)" } ?? "pager is off"])
            return .ok
        }
        pager = choice == "on" ? command ?? settings.pagerCommand : nil
        return .ok
    }
}
