import Testing

/// Replays what a real server answered against the practice server.
@Suite(.serialized)
struct PracticeConformanceTests {
    @Test(arguments: Recordings.all)
    func `the practice server answers as the real one did`(_ scenario: Scenario) async throws {
        try await PracticeEndpoint.with(scenario) { endpoint in
            var replay = Replay(endpoint)
            try replay.run(scenario.steps)
        }
    }
}
