import Synchronization
import Testing

@testable import Console

@Suite struct ChannelDirectoryTests {
    /// A clock that stands still until it is told.
    private final class Clock: Sendable {
        private let time = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { time.withLock { $0 } }

        func advance(seconds: Int) {
            time.withLock { $0 += .seconds(seconds) }
        }
    }

    private let clock = Clock()

    /// Asks once and has one list made, with this outcome.
    private func asked(_ outcome: ChannelDirectory.Outcome) async -> ChannelDirectory {
        let directory = ChannelDirectory { [clock] in clock.now }
        directory.ask()
        let listing = Task {
            await directory.run {
                withUnsafeCurrentTask { unsafe $0?.cancel() }
                return outcome
            }
        }
        await listing.value
        return directory
    }

    @Test func `asking waits for nobody, and one list is made at a time`() {
        let directory = ChannelDirectory { [clock] in clock.now }
        #expect(directory.ask())
        #expect(!directory.ask())
        clock.advance(seconds: 1_000)
        #expect(!directory.ask(), "the first one is still on its way")
    }

    @Test(arguments: [(ChannelDirectory.Outcome.listed, 10), (.failed, 60), (.postponed, 0)])
    func `a list is made anew when the last one is old`(outcome: ChannelDirectory.Outcome, seconds: Int) async {
        let directory = await asked(outcome)
        if seconds > 0 {
            clock.advance(seconds: seconds - 1)
            #expect(!directory.ask())
            clock.advance(seconds: 1)
        }
        #expect(directory.ask())
    }

    @Test func `another server is asked at once`() async {
        let directory = await asked(.failed)
        #expect(!directory.ask())
        directory.forget()
        #expect(directory.ask())
    }
}
