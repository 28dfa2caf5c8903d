import CentrifugoProcess
import Testing

/// Replays the recordings against a real Centrifugo, to see that they are still what it does.
@Suite(.serialized)
struct CentrifugoConformanceTests {
    @Test(
        .enabled(if: CentrifugoProcess.program != nil, "CENTSH_TEST_CENTRIFUGO names no Centrifugo 6.9.1"),
        arguments: Recordings.all)
    func `a real server answers as it did`(_ scenario: Scenario) throws {
        let program = try #require(CentrifugoProcess.program)
        var replay = Replay(try CentrifugoEndpoint(program, scenario))
        try replay.run(scenario.steps)
    }
}
