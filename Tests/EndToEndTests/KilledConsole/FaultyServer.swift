import Foundation
import LosslessJSON
import SeededRandom
import Synchronization

/// A server of batches that fails in many ways, and keeps account of what a client can know of each command.
///
/// It deals with one connection after the other, so what it did is the same each time as long as the requests are.
final class FaultyServer: Sendable {
    private struct State {
        var random: Random
        var isHealthy = false
        var isStopped = false
        var requests: [ServedRequest] = []
    }

    private let listener: LoopbackListener
    private let killing: Killing
    private let state: Mutex<State>

    var port: Int { listener.port }

    /// Starts it; `killing` is told what it sees of its client.
    init(_ random: Random, _ killing: Killing) throws {
        listener = try LoopbackListener()
        self.killing = killing
        state = Mutex(State(random: random))
        Thread.detachNewThread { [self] in serve() }
    }

    /// Returns the requests since this was asked last, all that clients now dead have sent among them.
    func takeRequests() -> [ServedRequest] {
        listener.visit()
        return state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    /// From now on, all is well.
    func recover() {
        state.withLock { $0.isHealthy = true }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        listener.visit()
    }

    private func serve() {
        while !state.withLock({ $0.isStopped }), let connection = listener.accept() { serve(connection) }
        listener.close()
    }

    private func serve(_ connection: ServedConnection) {
        while let body = connection.request() {
            killing.saw(.request)
            let treatment = treatment(of: Self.commands(body))
            killing.saw(.deed)
            if treatment.delay > 0 { connection.pause(milliseconds: treatment.delay) }
            let half = treatment.bytes.count / 2
            connection.send(treatment.bytes.prefix(half))
            killing.saw(.answerBegun)
            connection.send(treatment.bytes.dropFirst(half))
            killing.saw(.answerGone)
            switch treatment.ending {
            case .stays: continue
            case .closes: return connection.close()
            case .resets: return connection.reset()
            }
        }
        connection.close()
    }

    private func treatment(of commands: [ServedRequest.Command]) -> Treatment {
        state.withLock { state in
            let treatment =
                state.isHealthy ? Treatment(servingWell: commands) : Treatment(commands, &state.random)
            var request = ServedRequest(commands: commands)
            for (index, outcome) in treatment.outcomes.enumerated() { request.commands[index].outcome = outcome }
            state.requests.append(request)
            return treatment
        }
    }

    /// Reads a request; one that is none has commands with a number that was never composed.
    private static func commands(_ body: String) -> [ServedRequest.Command] {
        guard let commands = (try? JSONValue.parse(body))?["commands"] else { return [.init(id: -1, key: nil)] }
        return commands.elements.map { command in
            let publication = command["publish"]
            return .init(
                id: publication?["data"]?["id"]?.int64.map(Int.init) ?? -1,
                key: publication?["idempotency_key"]?.string)
        }
    }
}
