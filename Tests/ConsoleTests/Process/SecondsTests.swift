import Testing

@testable import Console

@Suite struct SecondsTests {
    @Test(arguments: [("1", 1_000), ("0.5", 500), ("2.25", 2_250), ("10", 10_000), ("0.001", 1)])
    func `a number of seconds is read exactly`(text: String, milliseconds: Int) {
        #expect(Seconds.duration(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "0", "0.0", "-1", "+1", "1e3", "x", "1.", ".5", "1.x", "99999999999", " 1"])
    func `anything else is no length of time`(text: String) {
        #expect(Seconds.duration(text) == nil)
    }
}
