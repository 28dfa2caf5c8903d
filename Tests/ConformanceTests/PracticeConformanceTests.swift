import Testing

/// Replays what a real server answered against the practice server.
@Suite(.serialized)
struct PracticeConformanceTests {
    @Test(arguments: Recordings.replayable)
    func `the practice server answers as the real one did`(_ scenario: Scenario) async throws {
        try await PracticeEndpoint.with(scenario) { endpoint in
            var replay = Replay(endpoint)
            try replay.run(scenario.steps)
        }
    }

    @Test(.disabled("\(Recordings.waiting[.clients]?.count ?? 0) scenarios open client connections"))
    func `scenarios with client connections wait until the practice server has them`() {}

    @Test(.disabled("\(Recordings.waiting[.maps]?.count ?? 0) scenarios need maps"))
    func `scenarios with maps wait until the practice server has them`() {}

    @Test func `every scenario is either replayed or waits for something named`() {
        let waiting = Recordings.waiting.mapValues(\.count)
        #expect(Recordings.replayable.count + waiting.values.reduce(0, +) == Recordings.all.count)
        #expect(waiting[.clients] == 37)
        #expect(waiting[.maps] == 34)
    }
}
