/// Lines of a file, run as if they had been typed.
extension Session {
    func source(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        let text: [UInt8]
        do throws(LanguageError) {
            text = try contents(of: path, span: invocation.span("file"))
        } catch {
            return try await reject(error, invocation.line)
        }
        let formerPlace = place
        defer { place = formerPlace }
        var reader = ScriptReader(TextSource(text))
        var outcome = ExitStatus.ok
        while let entry = await reader.next(), !isEnding {
            if Task.isCancelled { return .interrupted }
            place = "\(path):\(entry.number)"
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
