/// What happens to connections when nobody says anything.
extension State {
    /// Sets an alarm; an earlier one of the same kind counts no longer.
    mutating func set(_ kind: Alarm.Kind, in delay: Duration, for key: ClientKey) {
        let time = now + delay
        guard hub.connections[key]?.deadlines[kind] != time else { return }
        hub.update(key) { $0.deadlines[kind] = time }
        alarms.add(Alarm(time: time, client: key, kind: kind))
        // A connection has six at most; more than twice as many are for the most part put off or orphaned.
        if alarms.count > 12 * hub.connections.count + 100 {
            alarms.keep { [hub] in hub.connections[$0.client]?.deadlines[$0.kind] == $0.time }
        }
    }

    /// Sets an alarm that sets itself again: whatever is configured, others get their turn in between.
    private mutating func repeatedly(_ kind: Alarm.Kind, in delay: Duration, for key: ClientKey) {
        set(kind, in: max(delay, .milliseconds(10)), for: key)
    }

    /// Sets the alarms of a connection that has been let in.
    mutating func startAlarms(_ key: ClientKey) {
        hub.update(key) { $0.deadlines = [:] }
        repeatedly(.upkeep, in: firstTime(of: client.presenceUpdateInterval), for: key)
        setExpiry(key)
        guard client.pingInterval > .zero, let connection = hub.connections[key] else { return }
        guard !connection.opening.usesFramePings else {
            repeatedly(.ping, in: client.pingInterval, for: key)
            return awaitFramePong(key)
        }
        repeatedly(.ping, in: firstTime(of: client.pingInterval), for: key)
    }

    /// When something is done first that is done at intervals.
    ///
    /// That is any time in the second half of the first one, so that connections which came together do not keep the
    /// server busy together, and who stays for a moment only is not asked at all.
    private mutating func firstTime(of interval: Duration) -> Duration {
        interval / 2 + random.duration(below: interval / 2)
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
        repeatedly(.ping, in: client.pingInterval, for: key)
        guard !connection.opening.usesFramePings else { return say(.ping, to: key) }
        say(.line(Array("{}".utf8)), to: key)
        hub.update(key) { $0.owesPong = true }
        if client.pongTimeout > .zero { set(.pong, in: client.pongTimeout, for: key) }
    }

    private mutating func missPong(_ key: ClientKey, _ connection: Connection) {
        guard !connection.opening.usesFramePings else { return hangUp(key) }
        if connection.owesPong { disconnect(key, .noPong) }
    }

    /// Takes the answer to a ping; a connection that answers unasked ends.
    mutating func takePong(from key: ClientKey) {
        guard hub.connections[key]?.owesPong == true else { return disconnect(key, .badRequest) }
        hub.update(key) { $0.owesPong = false }
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
            hub.update(key, in: channel) {
                $0.seen.connectionInfo = connection.info
                $0.seen.channelInfo = $0.channelInfo
            }
            keepUp(subscription, key, channel)
        }
        repeatedly(.upkeep, in: client.presenceUpdateInterval, for: key)
    }

    private mutating func keepUp(_ subscription: Subscription, _ key: ClientKey, _ channel: ByteText) {
        let end = Moment(secondsSince1970: subscription.expireAt) + client.expiredSubCloseDelay
        if subscription.expireAt > 0, now.secondsSince1970 > end.secondsSince1970 {
            return subscription.isServerSide
                ? disconnect(key, .subscriptionExpired) : unsubscribe(key, from: channel, .expired)
        }
        guard subscription.terms.isPositioned else { return }
        let top = top(of: channel, metaTTL: subscription.terms.historyMetaTTL)
        if top.epoch != subscription.position.epoch || top.offset > subscription.position.offset {
            endLost(key, in: channel)
        }
    }
}
