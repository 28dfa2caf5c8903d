import LoopbackPeer
import PracticePeer
import PracticeServer

/// A practice server in this process, with a clock that only the recording moves.
///
/// The server does everything on one thread, in the order in which it learns of it. So once a request that came last has
/// been answered, all that was sent before has had its effects, and they have arrived: nothing waits for time to pass.
final class PracticeEndpoint: Endpoint {
    private static let start: Int64 = 1_800_000_000
    /// How far the clock is moved at once while client connections are open: finer than any interval in the recordings.
    private static let tick = 50
    /// How far an arrival may lie behind the time that was recorded: the first ping comes at a random time in the second
    /// half of its interval, expiry is told in whole seconds, and recording took time that no step shows.
    private static let slack = 3_000

    private let server: PracticeServer
    /// Whether time passes in the scenario.
    ///
    /// Where it does not, nothing was recorded that a timer caused, and moving the clock could only bring more.
    private let takesTime: Bool
    private var clients = ClientConnections()
    private var passed = 0

    private init(_ server: PracticeServer, takesTime: Bool) {
        self.server = server
        self.takesTime = takesTime
    }

    /// Starts a server with a scenario's configuration and calls `body` with it.
    static func with(_ scenario: Scenario, _ body: (PracticeEndpoint) throws -> Void) async throws {
        let options = PracticeOptions(port: 0, internalPort: 0, clock: PracticeClock(stoppedAt: start))
        try await PracticeServer.with(.parse(Recordings.configuration(scenario.config)), options) { server in
            try body(PracticeEndpoint(server, takesTime: scenario.takesTime))
        }
    }

    var port: Int { server.port }
    var now: Int64 { Self.start + Int64(passed / 1_000) }

    func exchange(_ request: WireRequest, isInternal: Bool) throws -> WireResponse {
        try request.exchange(port: isInternal ? server.internalPort ?? 0 : server.port)
    }

    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse {
        try clients.open(connection, request, port: server.port)
    }

    func send(_ message: Message<[UInt8]>, on connection: String) throws {
        try clients.send(message, on: connection)
        try settle()
    }

    func arrival(on connection: String) throws -> Arrival? {
        guard takesTime else { return try clients.next(on: connection) }
        try settle()
        for _ in 0...Self.slack / Self.tick {
            if let arrival = try clients.arrived(on: connection) { return arrival }
            try tick(Self.tick)
        }
        return nil
    }

    func leftOver() throws -> (connection: String, Arrival)? {
        guard !clients.isEmpty else { return try clients.leftOver() }
        try settle()
        return try clients.leftOver()
    }

    func leave(_ connection: String) throws { try clients.leave(connection) }

    func pass(milliseconds: Int) throws {
        guard !clients.isEmpty else { return move(milliseconds) }
        for start in stride(from: 0, to: milliseconds, by: Self.tick) {
            try tick(min(Self.tick, milliseconds - start))
        }
    }

    /// Moves the clock a little and lets everybody do what is due then.
    private func tick(_ milliseconds: Int) throws {
        move(milliseconds)
        try settle()
        try clients.lookAtArrivals()
    }

    private func move(_ milliseconds: Int) {
        server.clock.advance(by: .milliseconds(milliseconds))
        passed += milliseconds
    }

    /// Returns when the server has done all that it was asked to: it answers a request that changes nothing.
    private func settle() throws {
        _ = try WireRequest("GET", "/nowhere").exchange(port: server.port)
    }
}

extension Scenario {
    fileprivate var takesTime: Bool {
        steps.contains { if case .wait = $0 { true } else { false } }
    }
}
