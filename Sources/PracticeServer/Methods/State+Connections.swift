import CentrifugoProtocol

/// The methods that act on live connections: all succeed when there are none.
extension State {
    mutating func subscribe(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        _ = try rules.options(of: channel)
        let order = try SubscribeOrder(request)
        let isFound = hub.order(.subscribe(channel: channel, order), for: Selection(request))
        // A connection cannot be put into a channel for a time that is over.
        if isFound, order.expireAt > 0, order.expireAt < now.secondsSince1970 { throw Refusal(.internal) }
        return .empty
    }

    mutating func unsubscribe(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = request.text("channel")
        if !channel.isEmpty { _ = try rules.options(of: channel) }
        hub.order(.unsubscribe(channel: channel, code: 2000), for: Selection(request))
        return .empty
    }

    mutating func disconnect(_ request: Request) -> MethodResult {
        var selection = Selection(request)
        selection.exceptions = request.texts("whitelist")
        let wish = request.object("disconnect")
        let code = wish.map { UInt32(truncatingIfNeeded: $0.unsigned("code")) } ?? 3503
        hub.order(
            .disconnect(code: code, reason: wish?.text("reason") ?? "force disconnect"), for: selection)
        return .empty
    }

    mutating func refresh(_ request: Request) -> MethodResult {
        let order = RefreshOrder(
            isExpired: request.flag("expired"), expireAt: request.signed("expire_at"), info: request.raw("info"))
        hub.order(.refresh(order), for: Selection(request))
        return .empty
    }
}

extension Selection {
    init(_ request: Request) {
        self.init(user: request.text("user"), client: request.text("client"), session: request.text("session"))
    }
}

extension SubscribeOrder {
    init(_ request: Request) throws(Refusal) {
        expireAt = request.signed("expire_at")
        info = try request.payload("info", or: "b64info")
        data = try request.payload("data", or: "b64data")
        recoverSince = request.object("recover_since").map {
            StreamPosition(offset: $0.unsigned("offset"), epoch: $0.text("epoch"))
        }
        let override = request.object("override")
        func value(_ name: String) -> Bool? { override?.object(name)?.flag("value") }
        presence = value("presence")
        joinLeave = value("join_leave")
        forcePushJoinLeave = value("force_push_join_leave")
        forceRecovery = value("force_recovery")
        forcePositioning = value("force_positioning")
    }
}
