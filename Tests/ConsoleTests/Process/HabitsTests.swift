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
        _ = habits.noteInterrupt(isEmpty: true, at: start)
        let afterInterrupt = habits.noteEnd()
        #expect(afterLine && afterInterrupt)
    }

    @Test func `Ctrl-C that dropped something does not count`() {
        var habits = Habits()
        _ = habits.noteInterrupt(isEmpty: true, at: start)
        let dropping = habits.noteInterrupt(isEmpty: false, at: start)
        let next = habits.noteInterrupt(isEmpty: true, at: start)
        #expect(!dropping && !next)
    }

    @Test func `Ctrl-C twice within two seconds at an empty prompt is told what leaves`() {
        var habits = Habits()
        let first = habits.noteInterrupt(isEmpty: true, at: start)
        let soon = habits.noteInterrupt(isEmpty: true, at: start + .milliseconds(1_900))
        let late = habits.noteInterrupt(isEmpty: true, at: start + .milliseconds(4_000))
        #expect(!first && soon && !late)
    }

    @Test func `a line in between makes Ctrl-C the first again`() {
        var habits = Habits()
        _ = habits.noteInterrupt(isEmpty: true, at: start)
        habits.noteLine()
        let next = habits.noteInterrupt(isEmpty: true, at: start + .milliseconds(1))
        #expect(!next)
    }
}
