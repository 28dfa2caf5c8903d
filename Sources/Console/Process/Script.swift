internal import CentrifugoProtocol

/// What is run when nobody types.
enum Script {
    /// One command, in the words of the process.
    case arguments([String])
    /// Lines given with `-c`.
    case lines([String])
    /// Lines of a file or of standard input.
    case input(any InputSource, isStandard: Bool)

    /// Whether the lines themselves come from standard input.
    var isStandardInput: Bool {
        if case .input(_, let isStandard) = self { isStandard } else { false }
    }

    /// Whether a server must have been named: only a single word that asks nothing of one does without.
    var needsServer: Bool {
        guard case .arguments(let words) = self, let first = words.first else { return true }
        return !CommandTable.standard.commands.contains { $0.signature.name == first && $0.needsNoServer }
    }

    /// Runs all of it.
    func run(in session: Session, keepsGoing: Bool, jobs: Int = 1) async throws(SinkClosed) -> ExitStatus {
        switch self {
        case .arguments(let words): return try await session.run(Line(arguments: words), at: nil)
        case .lines(let lines):
            let runner = ScriptRunner(session: session, keepsGoing: keepsGoing, name: nil)
            var outcome = ExitStatus.ok
            if jobs > 1 {
                let text = lines.map { $0 + "\n" }.joined()
                return try await JobRunner(session: session, jobs: jobs, name: nil).run(TextSource(Array(text.utf8)))
            }
            for line in lines where outcome == .ok || keepsGoing {
                let status = try await runner.run(TextSource(Array(line.utf8)))
                if outcome == .ok { outcome = status }
                if await session.hasEnded { break }
            }
            return outcome
        case .input(let source, _):
            return jobs > 1
                ? try await JobRunner(session: session, jobs: jobs, name: "line").run(source)
                : try await ScriptRunner(session: session, keepsGoing: keepsGoing, name: "line").run(source)
        }
    }
}
