internal import CentrifugoAPI
internal import CentrifugoTransport
internal import LosslessJSON

/// Lines whose reply must be as a script expects it.
extension Session {
    func expect(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let line = invocation.nestedLine, let path = invocation.text("path").flatMap(ReplyPath.init),
            let comparison = invocation.text("operator").flatMap(Comparison.init),
            let expected = invocation.json("value")
        else { return .input }
        let within = invocation.words("within").flatMap(Seconds.duration) ?? .zero
        let every = invocation.words("every").flatMap(Seconds.duration) ?? Self.usualPause
        let start = settings.now()
        var tries = 0
        while true {
            tries += 1
            let trial = try await attempt(line)
            let found = trial.reply.map { path.values(in: $0.value) } ?? []
            if trial.status == .input { return try await show(trial) }
            if trial.reply != nil, comparison.holds(found, expected) {
                _ = try await show(trial)
                try await sayHolds(path, comparison, expected, found)
                return .ok
            }
            let isOver = settings.now() - start + every > within
            if !isOver, await network.pause(for: every) { continue }
            let status = try await show(trial)
            guard trial.reply != nil else {
                guard status == .ok else { return status }
                try await show(Diagnostic(failure: "the line has no reply to look at", status: .expectation))
                return .expectation
            }
            try await show(
                Diagnostic(
                    failure: Self.sentence(path, comparison, expected, found),
                    details: tries > 1
                        ? ["After \(tries) tries in \(DurationText.measured(settings.now() - start))."] : [],
                    status: .expectation))
            return Task.isCancelled ? .interrupted : .expectation
        }
    }

    /// How long nothing is asked between two tries.
    private static let usualPause = Duration.milliseconds(200)

    /// One run of the line, of which nobody has seen anything yet.
    private struct Trial {
        var status: ExitStatus
        var reply: JSONText?
        var results: [UInt8]
        var talk: [UInt8]
    }

    private func attempt(_ line: Line) async throws(SinkClosed) -> Trial {
        let (kept, talk) = (BufferSink(), BufferSink())
        let (formerSink, formerErrors) = (results.sink, errors)
        (results.sink, errors) = (kept, talk)
        defer { (results.sink, errors) = (formerSink, formerErrors) }
        lastReply = nil
        let status = try await runNested(line)
        return Trial(status: status, reply: lastReply?.line, results: kept.take(), talk: talk.take())
    }

    private func show(_ trial: Trial) async throws(SinkClosed) -> ExitStatus {
        if !trial.results.isEmpty { try await write(trial.results) }
        if !trial.talk.isEmpty { try await errors.write(trial.talk) }
        return trial.status
    }

    private func sayHolds(
        _ path: ReplyPath, _ comparison: Comparison, _ expected: JSONValue, _ found: [JSONValue]
    ) async throws(SinkClosed) {
        guard format.isForPeople else { return }
        let text = "\(Mark.success.text) \(path) \(comparison.rawValue) \(expected.jsonText.compacted())"
        try await say([
            found.count == 1 && comparison != .equal && comparison != .same
                ? text + ": it is \(Self.shortened(found[0]))" : text
        ])
    }

    private static func sentence(
        _ path: ReplyPath, _ comparison: Comparison, _ expected: JSONValue, _ found: [JSONValue]
    ) -> StyledLine {
        let wanted = "expected \(path) \(comparison.rawValue) \(shortened(expected)), but "
        let given =
            switch found.count {
            case 0: "there is no \(path) in the reply"
            case 1: "it is \(shortened(found[0]))"
            default:
                "it is none of \(found.prefix(5).map(shortened).joined(separator: ", "))"
                    + (found.count > 5 ? ", …" : "")
            }
        return StyledLine(untrusted: wanted + given)
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = value.jsonText.compacted().description
        return text.count > 60 ? String(text.prefix(59)) + "…" : text
    }
}
