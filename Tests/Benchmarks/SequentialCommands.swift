import LoopbackPeer

/// How many commands a second the practice server answers over one WebSocket, each sent once the one before was answered.
struct SequentialCommands {
    /// What came in place of an answer.
    enum Failure: Error {
        case unexpected(String)
    }

    let server: PracticeProcess
    private let count = 20_000

    func report() throws {
        let socket = try LoopbackWebSocket(port: server.port)
        try ask(socket, #"{"id":1,"connect":{"token":"\#(server.token)"}}"#)
        let time = try ContinuousClock().measure {
            for _ in 0..<count { try ask(socket, #"{"id":2,"presence_stats":{"channel":"hist:sequence"}}"#) }
        }
        print("sequential commands \(Int(Double(count) / (time / .seconds(1))))/s over one WebSocket")
    }

    private func ask(_ socket: LoopbackWebSocket, _ command: String) throws {
        socket.send(command)
        let id = command.prefix { $0 != "," }
        // A slow machine takes longer than the server's ping interval.
        var arrival = try socket.next()
        while arrival == .line(Array("{}".utf8)) {
            socket.send("{}")
            arrival = try socket.next()
        }
        guard case .line(let line) = arrival, line.starts(with: id.utf8), !line.starts(with: "\(id),\"error".utf8)
        else {
            throw Failure.unexpected("\(arrival)")
        }
    }
}
