import Glibc
import PracticeServer

/// A practice server in this process, with a clock that only the recording moves.
final class PracticeEndpoint: Endpoint {
    private let server: PracticeServer

    private init(_ server: PracticeServer) { self.server = server }

    /// Starts a server with a scenario's configuration and calls `body` with it.
    static func with(_ scenario: Scenario, _ body: (PracticeEndpoint) throws -> Void) async throws {
        let configuration = try PracticeConfiguration.parse(Recordings.configuration(scenario.config))
        let server = try await PracticeServer.start(
            configuration, PracticeOptions(port: 0, internalPort: 0, clock: PracticeClock(stoppedAt: 1_800_000_000)))
        let result = Result { try body(PracticeEndpoint(server)) }
        await server.stop()
        try result.get()
    }

    var port: Int { server.port }
    var now: Int64 { 1_800_000_000 }

    func exchange(_ request: WireRequest) throws -> WireResponse {
        try LoopbackHTTP.exchange(request, port: request.isInternal ? server.internalPort ?? 0 : server.port)
    }

    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse { try exchange(request) }
    func send(_ message: Message<[UInt8]>, on connection: String) {}
    func arrival(on connection: String) -> Arrival? { nil }
    func leftOver() -> (connection: String, Arrival)? { nil }
    func leave(_ connection: String) {}
    func pass(milliseconds: Int) { server.clock.advance(by: .milliseconds(milliseconds)) }
}
