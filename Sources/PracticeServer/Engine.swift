import CentrifugoProtocol
import LosslessJSON
import NIOHTTP1
import Synchronization

/// The one owner of a server's ``State``: answers bodies of requests with bodies of answers.
///
/// Calls may come from any thread; each holds the state for as long as it runs, so others see a batch as a whole.
package final class Engine: Sendable {
    let clock: PracticeClock
    private let state: Mutex<State>

    package init(_ configuration: PracticeConfiguration, clock: PracticeClock, seed: UInt64?) {
        self.clock = clock
        state = Mutex(State(configuration, seed: seed, now: clock.now))
    }

    /// How many publications take up memory.
    package var publicationCount: Int { withState { $0.streams.publicationCount } }

    /// Runs `body` on the state as it is now.
    func withState<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
        let now = clock.now
        return state.withLock { state in
            state.advance(to: now)
            return body(&state)
        }
    }
}
