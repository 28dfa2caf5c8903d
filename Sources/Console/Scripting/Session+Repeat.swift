internal import CentrifugoTransport

/// Lines that are run again and again.
extension Session {
    func repeatLine(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let line = invocation.nestedLine, let count = invocation.integer("count") else { return .input }
        let pause =
            invocation.text("rate").flatMap(Rate.init)?.interval
            ?? invocation.words("every").flatMap(Seconds.duration)
        let former = templates
        defer { templates = former }
        let start = settings.now()
        for number in 1...count {
            if let pause, number > 1 {
                // By the clock of the first, so that slow answers do not make it slower and slower.
                let rest = pause * (number - 1) - (settings.now() - start)
                if rest > .zero, !(await network.pause(for: rest)) { return .interrupted }
            }
            if Task.isCancelled { return .interrupted }
            templates = TemplateValues(count: number)
            let status = try await runNested(line)
            if status != .ok || isEnding { return status }
        }
        return .ok
    }

    /// Runs a line within another, as deep as anybody could mean it.
    func runNested(_ line: Line) async throws(SinkClosed) -> ExitStatus {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestDepth else {
            return try await reject(.tooDeep(at: line.tokens.first?.span.lowerBound ?? 0), line)
        }
        return try await carryOut(line)
    }

    private static let greatestDepth = 16
}
