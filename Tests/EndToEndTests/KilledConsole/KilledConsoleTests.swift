import SeededRandom
import Testing

extension ProcessTests {
    /// Consoles that are killed while they compose and send, against a server that fails in many ways.
    ///
    /// The seed decides the scripts, the faults and the moments; how far a console has come meanwhile is its own affair.
    @Suite struct KilledConsoleTests {
        /// How many consoles are killed: 200, or as many as the environment asks for.
        private static let rounds = fuzzRounds(200)
        private static let roundsOfStory = 20
        private static let seeds = (0..<UInt64(max(rounds / roundsOfStory, 1))).map { fuzzSeed(1) + $0 }

        @Test(arguments: seeds)
        func `whenever a console is killed, each command is known to be one of four things`(seed: UInt64) throws {
            var story = try BufferStory(seed: seed)
            defer { story.cleanUp() }
            for round in 0..<min(Self.rounds, Self.roundsOfStory) {
                do {
                    try story.kill()
                } catch {
                    Issue.record(error, "seed \(seed), round \(round)")
                    return
                }
            }
            try story.end()
            #expect(story.interruptedCount > 0, "no console was killed at its work")
        }
    }
}
