/// Lines of a file, run as if they had been typed.
extension Session {
    func source(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        let text: [UInt8]
        do throws(PrivateFile.Failure) {
            text = try PrivateFile.contents(settings.located(path))
        } catch {
            return try await reject(
                .unreadableFile(path: path, errno: error.errno, span: invocation.span("file")), invocation.line)
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
