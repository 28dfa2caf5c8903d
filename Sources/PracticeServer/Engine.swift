import Synchronization

/// The one owner of a server's ``State``: answers bodies of requests with bodies of answers, and messages of clients
/// with messages to clients.
///
/// Calls may come from any thread; each holds the state for as long as it runs, so others see a batch as a whole, and
/// clients are told of changes in the order in which they happened.
package final class Engine: Sendable {
    /// Wakes the engine up when something is due.
    package protocol Timer: Sendable {
        /// Calls `body` once after a delay, on any thread.
        func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void)
    }

    private struct Guarded {
        var state: State
        var sinks: [ClientKey: any ClientSink] = [:]
        /// When the timer will wake us up.
        var wakeUp: Moment?
    }

    let clock: PracticeClock
    private let timer: (any Timer)?
    private let guarded: Mutex<Guarded>

    /// Makes an engine; without a timer it does what is due when it is called or when its clock is moved.
    package init(
        _ configuration: PracticeConfiguration, clock: PracticeClock, seed: UInt64?, isPopulated: Bool = false,
        timer: (any Timer)? = nil
    ) {
        self.clock = clock
        self.timer = timer
        guarded = Mutex(Guarded(state: State(configuration, seed: seed, isPopulated: isPopulated, now: clock.now)))
        clock.whenMoved { [weak self] in self?.withState { _ in } }
    }

    /// How many publications take up memory.
    package var publicationCount: Int { withState { $0.streams.publicationCount } }

    /// How many keys and changes of maps take up memory.
    package var mapEntryCount: Int { withState { $0.maps.entryCount } }

    /// How many alarms take up memory.
    package var alarmCount: Int { withState { $0.alarms.count } }

    /// Runs `body` on the state as it is now, and tells clients what it made the server say.
    func withState<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
        withStateAndSinks { state, _ in body(&state) }
    }

    private func withStateAndSinks<Value: Sendable>(
        _ body: (inout State, inout [ClientKey: any ClientSink]) -> Value
    ) -> Value {
        guarded.withLock { guarded in
            // Read under the lock, so that the time of the state only goes forward.
            let now = clock.now
            guarded.state.advance(to: now)
            let value = body(&guarded.state, &guarded.sinks)
            Self.tellClients(&guarded)
            scheduleWakeUp(&guarded, now)
            return value
        }
    }

    private static func tellClients(_ guarded: inout Guarded) {
        for (client, message) in guarded.state.said {
            guard let sink = guarded.sinks[client] else { continue }
            sink.send(message)
            switch message {
            case .line, .ping: break
            case .close, .hangUp: guarded.sinks[client] = nil
            }
        }
        guarded.state.said.removeAll(keepingCapacity: guarded.state.said.count < 4096)
    }

    private func scheduleWakeUp(_ guarded: inout Guarded, _ now: Moment) {
        guard let timer, clock.isRunning, let due = guarded.state.nextDue else { return }
        if let planned = guarded.wakeUp, planned > now, planned <= due { return }
        guarded.wakeUp = due
        timer.schedule(after: max(.zero, due - now)) { [weak self] in self?.wakeUp() }
    }

    private func wakeUp() {
        guarded.withLock { $0.wakeUp = nil }
        withState { _ in }
    }
}

/// Clients' connections, whoever brings their bytes.
extension Engine {
    /// Makes a connection known; `nil` where the server takes no more.
    ///
    /// From then on `sink` is told what the server says to it, up to the end of the connection.
    package func open(_ opening: ClientOpening, sink: any ClientSink) -> ClientKey? {
        withStateAndSinks { state, sinks in
            guard let client = state.open(opening) else { return nil }
            sinks[client] = sink
            return client
        }
    }

    /// Takes a command of a client; nothing happens where an earlier one of its message has ended the connection.
    package func receive(_ command: ArraySlice<UInt8>, from client: ClientKey) {
        withState { $0.receive(command, from: client) }
    }

    /// Takes a client's answer to a WebSocket ping.
    package func receivePong(from client: ClientKey) { withState { $0.receivePong(from: client) } }

    /// Forgets a connection whose stream has ended.
    package func close(_ client: ClientKey) {
        withStateAndSinks { state, sinks in
            state.forget(client)
            sinks[client] = nil
        }
    }

    /// Ends all connections.
    package func shutDown() {
        withState { state in
            for client in state.hub.connections.keys.sorted() { state.disconnect(client, .shutdown) }
        }
    }

    /// Ends a connection that takes what it is sent too slowly.
    package func closeSlow(_ client: ClientKey) { withState { $0.disconnect(client, .slow) } }
}
