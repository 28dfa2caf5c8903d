/// Who is in a channel, and what they are told of it.
extension State {
    /// Takes a connection out of a channel and tells those who want to know.
    mutating func leave(_ channel: ByteText, _ key: ClientKey) {
        guard let subscription = hub.leave(channel, key), subscription.terms.emitsJoinLeave else { return }
        guard let info = hub.connections[key]?.seen(channelInfo: subscription.channelInfo) else { return }
        announce(.leave(info), in: channel)
    }

    /// Tells those who want to know that a connection has come into a channel, itself included.
    mutating func announceJoin(of key: ClientKey, in channel: ByteText) {
        guard let subscription = hub.subscription(of: key, in: channel), subscription.terms.emitsJoinLeave else {
            return
        }
        announce(.join(subscription.seen), in: channel)
    }

    private mutating func announce(_ push: Push, in channel: ByteText) {
        var listeners: [ClientKey] = []
        hub.forEachMember(of: channel) { key, subscription in
            if subscription.terms.pushesJoinLeave { listeners.append(key) }
        }
        guard !listeners.isEmpty else { return }
        let line = push.line(in: channel)
        for key in listeners {
            if let line { say(.line(line), to: key) } else { disconnect(key, .inappropriateProtocol) }
        }
    }

    /// Ends a subscription on the server's account.
    mutating func unsubscribe(_ key: ClientKey, from channel: ByteText, _ reason: UnsubscribeReason) {
        leave(channel, key)
        say(.unsubscribe(reason), in: channel, to: key)
    }

    /// Sends a publication to all who are in a channel.
    ///
    /// One that is not kept has no offset and goes to everybody. A kept one goes to a watched subscription only as the
    /// next one of the stream that the subscription began with.
    mutating func deliver(_ publication: Publication, of epoch: ByteText, in channel: ByteText) {
        guard hub.hasMembers(channel) else { return }
        guard let line = Push.publication(publication, epoch: epoch).line(in: channel) else {
            return disconnectMembers(of: channel)
        }
        var (ready, wrapped, lost): ([ClientKey], [ClientKey], [ClientKey]) = ([], [], [])
        hub.forEachMember(of: channel) { key, subscription in
            if publication.offset > 0, subscription.terms.isPositioned {
                guard subscription.position == StreamPosition(offset: publication.offset - 1, epoch: epoch) else {
                    lost.append(key)
                    return
                }
                subscription.position.offset = publication.offset
            }
            if subscription.usesDelta { wrapped.append(key) } else { ready.append(key) }
        }
        for key in ready { say(.line(line), to: key) }
        for key in wrapped {
            say(.publication(publication, epoch: epoch, isWrapped: true), in: channel, to: key)
        }
        for key in lost { endLost(key, in: channel) }
    }

    /// Clients that speak JSON cannot be told of a payload that is none.
    private mutating func disconnectMembers(of channel: ByteText) {
        var members: [ClientKey] = []
        hub.forEachMember(of: channel) { key, _ in members.append(key) }
        for key in members.sorted() { disconnect(key, .inappropriateProtocol) }
    }

    /// Ends a subscription whose place in the stream is lost; the client begins anew.
    mutating func endLost(_ key: ClientKey, in channel: ByteText) {
        guard let subscription = hub.subscription(of: key, in: channel) else { return }
        if subscription.isServerSide {
            disconnect(key, .insufficientState)
        } else {
            unsubscribe(key, from: channel, .insufficientState)
        }
    }
}
