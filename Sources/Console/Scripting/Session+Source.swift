/// Lines of a file, run as if they had been typed.
extension Session {
    func source(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        guard let text = try await contents(of: path, for: invocation) else { return .input }
        let formerPlace = place
        defer { place = formerPlace }
        var reader = ScriptReader(TextSource(text))
        var outcome = ExitStatus.ok
        while let entry = await reader.next(), !isEnding {
            if Task.isCancelled { return .interrupted }
            place = ScriptPlace("\(path):", entry.number)
            let status = try await runNested(entry)
            if outcome == .ok { outcome = status }
            if status != .ok, !settings.keepsGoing { break }
        }
        return outcome
    }

    private func runNested(_ entry: ScriptReader.Entry) async throws(SinkClosed) -> ExitStatus {
        switch entry.content {
        case .success(let line): return try await runNested(line)
        case .failure(let problem):
            return try await reject(problem.error, Line(source: problem.source, tokens: []), isTyped: false)
        }
    }
}
