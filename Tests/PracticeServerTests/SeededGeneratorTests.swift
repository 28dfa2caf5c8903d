import PracticeServer
import Testing

/// Everything random repeats with the seed.
struct SeededGeneratorTests {
    private func transcript(seed: UInt64?) throws -> String {
        let server = try makeServer(seed: seed)
        return ["a", "b", "a"].map { server.call("publish", #"{"channel":"hist:\#($0)","data":1}"#) }.joined()
            + server.call("info", "{}")
    }

    @Test func `servers with the same seed say the same`() throws {
        #expect(try transcript(seed: 1) == transcript(seed: 1))
        #expect(try transcript(seed: 1) != transcript(seed: 2))
        #expect(try transcript(seed: nil) != transcript(seed: nil))
    }

    @Test func `playgrounds with the same seed have the same keys`() {
        let (one, same) = (PracticeConfiguration.playground(seed: 1), PracticeConfiguration.playground(seed: 1))
        #expect(one == same)
        #expect(one.api.key != PracticeConfiguration.playground(seed: 2).api.key)
        #expect(one.api.key != one.client.token.secret)
        #expect(PracticeConfiguration.playground().api.key != PracticeConfiguration.playground().api.key)
    }
}
