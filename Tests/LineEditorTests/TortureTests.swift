import LineEditor
import SeededRandom
import Testing

extension TerminalTests {
    /// Random keys, the same for the same seed; `CENTSH_FUZZ_ROUNDS` asks for longer runs.
    @Suite struct TortureTests {
        /// A round is about fifty keys.
        private static let rounds = fuzzRounds(100)
        private static let firstSeed = fuzzSeed(1)

        @Test(arguments: [Configuration.Keymap.emacs, .vi], [firstSeed, firstSeed + 1])
        func `whatever is typed, the screen is right and Ctrl-C leads to a prompt that works`(
            keymap: Configuration.Keymap, seed: UInt64
        ) async throws {
            let comparisonCount = try await Torture.run(seed: seed, rounds: Self.rounds, keymap: keymap)
            #expect(comparisonCount > Self.rounds, "the screen was hardly ever looked at")
        }
    }
}
