/// What happens to connections when nobody says anything.
extension State {
    /// Sets an alarm; an earlier one of the same kind counts no longer.
    mutating func set(_ kind: Alarm.Kind, in delay: Duration, for key: ClientKey) {
        let time = now + delay
        hub.update(key) { $0.deadlines[kind] = time }
        alarms.add(Alarm(time: time, client: key, kind: kind))
    }

    /// Sets the alarms of a connection that has been let in.
    mutating func startAlarms(_ key: ClientKey) {
        hub.update(key) { $0.deadlines = [:] }
        set(.upkeep, in: client.presenceUpdateInterval, for: key)
        setExpiry(key)
        guard client.pingInterval > .zero, let connection = hub.connections[key] else { return }
        guard !connection.opening.usesFramePings else {
            set(.ping, in: client.pingInterval, for: key)
            return awaitFramePong(key)
        }
        // The first one comes at any time in the second half of the interval, so that connections which came together
        // are not asked together, and who stays for a moment only is not asked at all.
        let half = client.pingInterval / 2
        set(.ping, in: half + random.duration(below: half), for: key)
    }

    /// Sets the alarm for the end of a connection's token, with the time that a client has to bring a new one.
    mutating func setExpiry(_ key: ClientKey) {
        guard let connection = hub.connections[key], connection.expireAt > 0 else { return }
        let end = Moment(secondsSince1970: connection.expireAt) + client.expiredCloseDelay
        set(.expiry, in: max(.zero, end - now), for: key)
    }

    mutating func ring(_ alarm: Alarm) {
        guard let connection = hub.connections[alarm.client], connection.deadlines[alarm.kind] == alarm.time else {
            return
        }
        let key = alarm.client
        switch alarm.kind {
        case .stale: disconnect(key, .stale)
        case .farewell: hangUp(key)
        case .ping: ping(key, connection)
        case .pong: missPong(key, connection)
        case .expiry: expire(key, connection)
        case .upkeep: keepUp(key, connection)
        }
    }

    private mutating func expire(_ key: ClientKey, _ connection: Connection) {
        guard connection.expireAt > 0 else { return }
        disconnect(key, .connectionExpired)
    }
}

/// Asking whether a client is there.
extension State {
    private mutating func ping(_ key: ClientKey, _ connection: Connection) {
        set(.ping, in: client.pingInterval, for: key)
        guard !connection.opening.usesFramePings else { return say(.ping, to: key) }
        say(.line(Array("{}".utf8)), to: key)
        hub.update(key) { $0.ping = .unanswered }
        if client.pongTimeout > .zero { set(.pong, in: client.pongTimeout, for: key) }
    }

    private mutating func missPong(_ key: ClientKey, _ connection: Connection) {
        guard !connection.opening.usesFramePings else { return hangUp(key) }
        if connection.ping == .unanswered { disconnect(key, .noPong) }
    }

    /// Takes the answer to a ping.
    ///
    /// - Returns: Whether the connection goes on: one that answers unasked ends.
    mutating func takePong(from key: ClientKey) -> Bool {
        guard hub.connections[key]?.ping == .unanswered else {
            disconnect(key, .badRequest)
            return false
        }
        hub.update(key) { $0.ping = .none }
        return true
    }

    /// Takes a WebSocket pong.
    mutating func receivePong(from key: ClientKey) {
        guard let connection = hub.connections[key], connection.opening.usesFramePings,
            connection.phase == .connected
        else { return }
        awaitFramePong(key)
    }

    private mutating func awaitFramePong(_ key: ClientKey) {
        set(.pong, in: client.pingInterval + client.pongTimeout, for: key)
    }
}

/// Looking after subscriptions.
extension State {
    private mutating func keepUp(_ key: ClientKey, _ connection: Connection) {
        for channel in connection.channels.sorted() {
            guard let subscription = hub.subscription(of: key, in: channel) else { continue }
            hub.update(key, in: channel) { $0.seen.connectionInfo = connection.info }
            keepUp(subscription, key, channel)
        }
        set(.upkeep, in: client.presenceUpdateInterval, for: key)
    }

    private mutating func keepUp(_ subscription: Subscription, _ key: ClientKey, _ channel: ByteText) {
        let end = Moment(secondsSince1970: subscription.expireAt) + client.expiredSubCloseDelay
        if subscription.expireAt > 0, now.secondsSince1970 > end.secondsSince1970 {
            return subscription.isServerSide
                ? disconnect(key, .subscriptionExpired) : unsubscribe(key, from: channel, .expired)
        }
        guard subscription.terms.isPositioned else { return }
        let filter = HistoryFilter(limit: 0, since: nil, isReverse: false)
        let top = read(channel, filter, metaTTL: subscription.terms.historyMetaTTL).top
        if top.epoch != subscription.position.epoch || top.offset > subscription.position.offset {
            endLost(key, in: channel)
        }
    }
}
