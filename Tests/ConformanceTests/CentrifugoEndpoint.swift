import CentrifugoProcess
import Glibc
import LosslessJSON

/// A real Centrifugo on loopback, with a scenario's configuration.
final class CentrifugoEndpoint: Endpoint {
    private let process: CentrifugoProcess

    init(_ program: String, _ scenario: Scenario) throws {
        process = try CentrifugoProcess(
            program, configuration: JSONValue.parse(Recordings.configuration(scenario.config)))
    }

    var port: Int { process.port }
    var now: Int64 { Int64(time(nil)) }

    func exchange(_ request: WireRequest) throws -> WireResponse {
        try LoopbackHTTP.exchange(request, port: request.isInternal ? process.internalPort : process.port)
    }

    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse { try exchange(request) }
    func send(_ message: Message<[UInt8]>, on connection: String) {}
    func arrival(on connection: String) -> Arrival? { nil }
    func leftOver() -> (connection: String, Arrival)? { nil }
    func leave(_ connection: String) {}
    /// A real server's time passes by itself.
    func pass(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
