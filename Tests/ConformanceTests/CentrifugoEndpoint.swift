import CentrifugoProcess
import Glibc
import LoopbackPeer
import LosslessJSON

/// A real Centrifugo on loopback, with a scenario's configuration; its time passes by itself.
final class CentrifugoEndpoint: Endpoint {
    private let process: CentrifugoProcess
    private var clients = ClientConnections()

    init(_ program: String, _ scenario: Scenario) throws {
        process = try CentrifugoProcess(
            program, configuration: JSONValue.parse(Recordings.configuration(scenario.config)))
    }

    var port: Int { process.port }
    var now: Int64 { Int64(time(nil)) }

    func exchange(_ request: WireRequest, isInternal: Bool) throws -> WireResponse {
        try request.exchange(port: isInternal ? process.internalPort : process.port)
    }

    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse {
        try clients.open(connection, request, port: process.port)
    }

    func send(_ message: Message<[UInt8]>, on connection: String) throws { try clients.send(message, on: connection) }
    func arrival(on connection: String) throws -> Arrival? { try clients.next(on: connection) }

    /// It has many threads, and only waiting shows that none of them has anything to say.
    func leftOver() throws -> (connection: String, Arrival)? {
        if !clients.isEmpty { try pass(milliseconds: 150) }
        return try clients.leftOver()
    }

    /// A connection that has ended is forgotten a moment later.
    func leave(_ connection: String) throws {
        try clients.leave(connection)
        try pass(milliseconds: 20)
    }

    func pass(milliseconds: Int) throws {
        for _ in 0..<(milliseconds + 9) / 10 {
            // The clock of a real server goes by itself.
            usleep(10_000)
            try clients.lookAtArrivals()
        }
    }
}
