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
        await list(directory, server: directory.server, outcome)
        return directory
    }

    /// Has one list made of what was asked for.
    private func list(_ directory: ChannelDirectory, server: Int, _ outcome: ChannelDirectory.Outcome) async {
        let listing = Task {
            await directory.run {
                withUnsafeCurrentTask { unsafe $0?.cancel() }
                return ChannelDirectory.Listing(server: server, outcome: outcome)
            }
        }
        await listing.value
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
        directory.changeServer()
        #expect(directory.ask())
    }

    @Test(arguments: [ChannelDirectory.Outcome.listed, .failed, .postponed])
    func `what becomes of the list of a server that was left does not count`(outcome: ChannelDirectory.Outcome) async {
        let directory = ChannelDirectory { [clock] in clock.now }
        let former = directory.server
        directory.ask()
        directory.changeServer()
        await list(directory, server: former, outcome)
        #expect(directory.ask(), "nobody has asked the new one")
    }

    @Test func `a list that is on its way stays so when that of a former server comes in`() async {
        let directory = ChannelDirectory { [clock] in clock.now }
        let former = directory.server
        directory.ask()
        directory.changeServer()
        #expect(directory.ask(), "the new server need not wait for the former one")
        await list(directory, server: former, .failed)
        #expect(!directory.ask())
    }
}
