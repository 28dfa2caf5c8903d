import Testing

@testable import Console

@Suite struct HabitsTests {
    private let start = ContinuousClock.now

    @Test func `Ctrl-D with something pending asks once, the second in a row leaves`() {
        var habits = Habits()
        let first = habits.noteEnd()
        let second = habits.noteEnd()
        #expect(first && !second)
    }

    @Test func `a line or Ctrl-C in between has Ctrl-D ask again`() {
        var habits = Habits()
        _ = habits.noteEnd()
        habits.noteLine()
        let afterLine = habits.noteEnd()
        _ = habits.noteInterrupt(at: start)
        let afterInterrupt = habits.noteEnd()
        #expect(afterLine && afterInterrupt)
    }

    @Test func `Ctrl-C twice within two seconds is told what leaves`() {
        var habits = Habits()
        let first = habits.noteInterrupt(at: start)
        let soon = habits.noteInterrupt(at: start + .milliseconds(1_900))
        let late = habits.noteInterrupt(at: start + .milliseconds(4_000))
        #expect(!first && soon && !late)
    }

    @Test func `a line in between makes Ctrl-C the first again`() {
        var habits = Habits()
        _ = habits.noteInterrupt(at: start)
        habits.noteLine()
        let next = habits.noteInterrupt(at: start + .milliseconds(1))
        #expect(!next)
    }
}
