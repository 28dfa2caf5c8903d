/// Runs the lines of a script one after another.
struct ScriptRunner {
    let session: Session
    /// Whether lines after a failed one are run.
    let keepsGoing: Bool
    /// The name of the script for messages, if its lines have numbers.
    let name: String?

    /// Runs lines up to the end, a failure or `quit`; returns the status of the first failure.
    ///
    /// - Throws: `SinkClosed` if nobody reads the results any more.
    func run(_ input: any InputSource) async throws(SinkClosed) -> ExitStatus {
        try await session.runLines(of: input, named: name, keepsGoing: keepsGoing)
    }
}

extension Session {
    /// Runs the lines of a script here, on the actor, so that none of them changes threads.
    fileprivate func runLines(
        of input: any InputSource, named name: String?, keepsGoing: Bool
    ) async throws(SinkClosed) -> ExitStatus {
        let source = name.map { $0 + " " }
        var reader = ScriptReader(input)
        var outcome = ExitStatus.ok
        var ahead: ScriptReader.Call?
        while true {
            // Reading a file is nothing to wait for, where a signal would be noticed.
            if Task.isCancelled { return .interrupted }
            let status: ExitStatus
            if let call = ahead.take() ?? (readsByShape ? reader.nextCall(shapes) : nil) {
                if let calls = calls(from: call, reader, keepsGoing: keepsGoing) {
                    status = try await run(calls, of: source)
                    let end = calls.progress
                    (reader, ahead) = (end.reader, end.ahead)
                } else {
                    status = try await run(call.command, call.handling, at: source.map { ScriptPlace($0, call.number) })
                }
            } else if let entry = await reader.next() {
                status = try await run(entry, at: source.map { ScriptPlace($0, entry.number) })
            } else {
                break
            }
            if status != .ok, outcome == .ok { outcome = status }
            if outcome != .ok, !keepsGoing { break }
            if hasEnded { break }
        }
        return outcome
    }
}
