import Console
import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        (0, "0.0 ms"), (400, "0.4 ms"), (12_340, "12.3 ms"), (99_949, "99.9 ms"), (99_950, "100 ms"),
        (120_400, "120 ms"), (999_499, "999 ms"), (999_500, "1.00 s"), (1_340_000, "1.34 s"), (59_994_000, "59.99 s"),
        (59_995_000, "1 min"), (60_000_000, "1 min"), (125_000_000, "2 min 5 s"), (-5, "0.0 ms"),
    ])
    func `a measured time has about three digits`(microseconds: Int, text: String) {
        #expect(DurationText.measured(.microseconds(microseconds)) == text)
    }

    @Test(arguments: [
        (0, "0 s"), (-3, "0 s"), (12, "12 s"), (60, "1 min"), (72, "1 min 12 s"), (3600, "1 h"), (11_100, "3 h 5 min"),
        (3605, "1 h"), (187_200, "2 d 4 h"),
    ])
    func `whole seconds are shown in two units`(seconds: Int, text: String) {
        #expect(DurationText.long(seconds: seconds) == text)
    }

    @Test func `a time that a user gave is spelled as it was typed`() {
        #expect(DurationText.seconds(.seconds(10)) == "10")
        #expect(DurationText.seconds(.milliseconds(500)) == "0.5")
        #expect(DurationText.seconds(.milliseconds(1050)) == "1.05")
    }
}

@Suite struct TimeTextTests {
    @Test(arguments: [
        (0, "1970-01-01 00:00:00 UTC"), (951_782_399, "2000-02-28 23:59:59 UTC"),
        (951_782_400, "2000-02-29 00:00:00 UTC"),
        (1_700_000_000, "2023-11-14 22:13:20 UTC"), (-1, "1969-12-31 23:59:59 UTC"),
        (4_107_542_400, "2100-03-01 00:00:00 UTC"), (-62_135_596_800, "0001-01-01 00:00:00 UTC"),
    ])
    func `seconds since 1970 are shown as a date in UTC`(seconds: Int, text: String) {
        #expect(TimeText.utc(secondsSince1970: seconds) == text)
    }
}
