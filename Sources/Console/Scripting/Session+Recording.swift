internal import Glibc
internal import LosslessJSON

/// Transcripts: written while lines run, and run again.
extension Session {
    func record(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let path = invocation.text("file") else {
            let former = recorder
            recorder = nil
            try await say([former.map { "\($0.path) is written no further" } ?? "nothing is recorded: record FILE"])
            return .ok
        }
        guard try await mayReplace(path) else { return .fault }
        let descriptor = unsafe open(settings.located(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            return try await reject(
                .unwritableFile(path: path, errno: errno, span: invocation.span("file")), invocation.line)
        }
        recorder = Recorder(path, descriptor: descriptor)
        try await say(["lines and replies are written to \(path); record alone ends that"])
        return .ok
    }

    func replay(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        guard let text = try await contents(of: path, for: invocation) else { return .input }
        let formerPlace = place
        let ownRecorder = recorder
        defer { (place, recorder) = (formerPlace, ownRecorder) }
        var comparison = ReplayComparison(ignoring: Set(invocation.texts("ignore")))
        let compares = invocation.flag("diff")
        for entry in RecordedEntry.all(in: text) {
            if Task.isCancelled { return .interrupted }
            place = ScriptPlace("\(path):", entry.number)
            let status = compares ? try await compare(entry, &comparison) : try await runNested(entry.line)
            if status != .ok || isEnding { return status }
        }
        guard compares else { return .ok }
        try await say([comparison.summary])
        return comparison.different == 0 ? .ok : .expectation
    }

    /// Runs a line without showing its results, and tells where its replies are others than they were.
    private func compare(
        _ entry: RecordedEntry, _ comparison: inout ReplayComparison
    ) async throws(SinkClosed) -> ExitStatus {
        let collector = Recorder()
        recorder = collector
        let former = results.sink
        results.sink = BufferSink()
        defer { results.sink = former }
        let status = try await runNested(entry.line)
        results.sink = former
        if status == .input || status == .interrupted { return status }
        let lines = comparison.compare(entry, collector.takeReplies())
        if !lines.isEmpty {
            let head =
                StyledLine("\(Mark.failure) \(StyledLine(untrusted: place?.description ?? "")): ")
                + StyledLine(untrusted: String(decoding: entry.line.source, as: UTF8.self))
            let text = ([head] + lines.map { .blanks(2) + $0 }).map { $0.cut(to: 400, in: results.display()) }
            let lines = text.map { $0.rendered(in: results.display()) + "\n" }.joined()
            try await (format.isForPeople ? results.sink : errors).write(Array(lines.utf8))
        }
        return .ok
    }
}
