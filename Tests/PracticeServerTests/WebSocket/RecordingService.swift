import PracticeServer
import Synchronization

/// Stands in for the engine: remembers what the handler says, and ends slow clients as the engine does.
final class RecordingService: ClientService {
    enum Call: Equatable {
        case command([UInt8])
        case pong
        case close
        case slow
    }

    private struct Contents {
        var calls: [Int: [Call]] = [:]
        var outboxes: [Int: ClientOutbox] = [:]
        var answer: Outgoing?
    }

    private let contents = Mutex(Contents())

    /// Makes a client known.
    func add(_ client: Int, _ outbox: ClientOutbox) { contents.withLock { $0.outboxes[client] = outbox } }

    /// What every command is answered with; `nil`: nothing.
    var answer: Outgoing? {
        get { contents.withLock { $0.answer } }
        set { contents.withLock { $0.answer = newValue } }
    }

    func calls(_ client: Int = 0) -> [Call] { contents.withLock { $0.calls[client] ?? [] } }

    func receive(_ command: ArraySlice<UInt8>, from client: Int) {
        note(.command(Array(command)), client)
        if let answer { contents.withLock { $0.outboxes[client] }?.send(answer) }
    }

    func receivePong(from client: Int) { note(.pong, client) }

    func close(_ client: Int) { note(.close, client) }

    func closeSlow(_ client: Int) {
        note(.slow, client)
        contents.withLock { $0.outboxes[client]?.send(.close(code: 3008, reason: "slow")) }
    }

    private func note(_ call: Call, _ client: Int) { contents.withLock { $0.calls[client, default: []].append(call) } }
}
