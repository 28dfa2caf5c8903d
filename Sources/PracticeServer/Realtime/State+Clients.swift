/// Connections from their first byte to their last, and what is said to them.
extension State {
    /// Takes up a connection; `nil` where the server takes no more.
    mutating func open(_ opening: ClientOpening) -> ClientKey? {
        let limit = client.connectionLimit
        guard limit == 0 || hub.connectedCount < limit else { return nil }
        let key = hub.add(Connection(id: random.uuid(), opening: opening))
        if client.staleCloseDelay > .zero { set(.stale, in: client.staleCloseDelay, for: key) }
        return key
    }

    /// Carries out one command, where the connection still listens.
    mutating func receive(_ line: ArraySlice<UInt8>, from key: ClientKey) {
        guard let connection = hub.connections[key], connection.phase != .refused else { return }
        let command: ReadCommand
        do {
            command = try ClientCommand.read(line)
        } catch {
            return disconnect(key, .badRequest)
        }
        guard connection.phase == .connected || command.name == .connect else { return disconnect(key, .badRequest) }
        if command.isPong { return takePong(from: key) }
        guard let name = command.name else { return disconnect(key, .badRequest) }
        do throws(CommandFailure) {
            try answer(name, command, from: key)
        } catch {
            switch error {
            case .disconnect(let why): disconnect(key, why)
            case .error(let error):
                say(.line(error.line(id: command.id)), to: key)
                if name == .connect { refuse(key) }
            }
        }
    }

    private mutating func answer(
        _ name: ClientCommand.Name, _ command: ReadCommand, from key: ClientKey
    ) throws(CommandFailure) {
        let body = command.body
        let reply: ClientReply
        switch name {
        case .connect: return try connect(body, id: command.id, from: key)
        case .subscribe: return try subscribe(body, id: command.id, from: key)
        case .unsubscribe: reply = try unsubscribe(body, from: key)
        case .publish: reply = try publish(body, from: key)
        case .presence: reply = try presence(body, from: key)
        case .presenceStats: reply = try presenceStats(body, from: key)
        case .history: reply = try history(body, from: key)
        // The open edition knows no procedures and no messages, and has no backend to pass them on to.
        case .rpc: throw .error(.notAvailable)
        case .send: throw .disconnect(.notAvailable)
        case .refresh: reply = try refresh(body, from: key)
        case .subRefresh: reply = try refreshSubscription(body, from: key)
        }
        say(reply, name, id: command.id, to: key)
    }

    /// After an answer to `connect` that is an error the connection has some time to go by itself.
    private mutating func refuse(_ key: ClientKey) {
        hub.update(key) { $0.phase = .refused }
        set(.farewell, in: .seconds(5), for: key)
    }
}

/// Saying things.
extension State {
    mutating func say(_ message: Outgoing, to key: ClientKey) { said.append((key, message)) }

    mutating func say(_ reply: ClientReply, _ name: ClientCommand.Name, id: UInt64, to key: ClientKey) {
        say(reply.line(id: id, name), to: key)
    }

    mutating func say(_ push: Push, in channel: ByteText, to key: ClientKey) { say(push.line(in: channel), to: key) }

    /// Says a line; a connection that needs one with a payload that is no JSON ends.
    private mutating func say(_ line: [UInt8]?, to key: ClientKey) {
        guard let line else { return disconnect(key, .inappropriateProtocol) }
        say(.line(line), to: key)
    }
}

/// Ending connections.
extension State {
    /// Ends a connection and tells it why, unless it ends as if by itself.
    mutating func disconnect(_ key: ClientKey, _ why: Disconnect) {
        guard hub.connections[key] != nil else { return }
        guard why.code != Disconnect.connectionClosed.code else { return hangUp(key) }
        forget(key)
        say(.close(code: UInt16(truncatingIfNeeded: why.code), reason: why.reason), to: key)
    }

    /// Ends a connection without a word.
    mutating func hangUp(_ key: ClientKey) {
        forget(key)
        say(.hangUp, to: key)
    }

    /// Takes a connection out of all its channels and out of the server.
    mutating func forget(_ key: ClientKey) {
        guard let connection = hub.connections[key] else { return }
        for channel in connection.channels.sorted() { leave(channel, key) }
        hub.remove(key)
    }
}
