import LoopbackPeer

/// The client connections of a scenario, by the names that its steps call them.
struct ClientConnections {
    private var open: [String: LoopbackWebSocket] = [:]
    /// What arrived on a connection before we left it, and nobody asked for.
    private var leftBehind: (connection: String, Arrival)?

    var isEmpty: Bool { open.isEmpty }

    /// Opens a connection if the server answers 101; an older one of that name is over.
    mutating func open(_ name: String, _ request: WireRequest, port: Int) throws -> WireResponse {
        let (response, socket) = try LoopbackWebSocket.open(request, port: port)
        guard let socket else { return response }
        if let older = open[name] { try note(older.unasked(), on: name) }
        open[name] = socket
        return response
    }

    func send(_ message: Message<[UInt8]>, on name: String) throws {
        switch message {
        case .text(let text): try socket(name).send(text: text)
        case .binary(let bytes): try socket(name).send(binary: bytes)
        }
    }

    /// Waits for what arrives next.
    func next(on name: String) throws -> Arrival { try socket(name).next() }

    /// Returns what has arrived already.
    func arrived(on name: String) throws -> Arrival? { try socket(name).arrived() }

    /// Looks at all that has arrived, so that WebSocket pings are answered when they come.
    func lookAtArrivals() throws {
        for socket in open.values { try socket.lookAtArrivals() }
    }

    /// Closes a connection and waits until the server has closed it, too.
    mutating func leave(_ name: String) throws {
        let socket = try socket(name)
        open[name] = nil
        socket.close()
        while case let arrival = try socket.next(), arrival != .end {
            if case .close = arrival { continue }
            note(arrival, on: name)
        }
    }

    /// Returns what has arrived and nobody has asked for.
    func leftOver() throws -> (connection: String, Arrival)? {
        if let leftBehind { return leftBehind }
        for (name, socket) in open {
            if let arrival = try socket.unasked() { return (name, arrival) }
        }
        return nil
    }

    private func socket(_ name: String) throws -> LoopbackWebSocket {
        guard let socket = open[name] else { throw MalformedRecording(what: "no connection \(name)") }
        return socket
    }

    private mutating func note(_ arrival: Arrival?, on name: String) {
        guard leftBehind == nil, let arrival else { return }
        leftBehind = (name, arrival)
    }
}

extension LoopbackWebSocket {
    /// The next of what has arrived; the end says nothing new after a close frame or when it was waited for.
    fileprivate func unasked() throws -> Arrival? {
        let isOver = isOver
        let arrival = try arrived()
        return arrival == .end && isOver ? nil : arrival
    }
}
