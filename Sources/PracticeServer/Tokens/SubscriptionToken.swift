/// What a verified token says of a subscription.
///
/// Whether the user, the channel and the client are those of the request is for the caller to check.
package struct SubscriptionToken: Sendable, Hashable {
    /// The user that the token is for.
    package let user: ByteText
    /// The channel that it is for; never empty.
    package let channel: ByteText
    /// The client that it is for; empty: any of the user's.
    package let client: ByteText
    /// When the subscription ends unless it is refreshed, in seconds since 1970; 0: never.
    package let expireAt: Int64
    /// What is different from other subscriptions of the channel.
    package let claims: SubscriptionClaims

    init(_ claims: Claims, user: ByteText) throws(TokenError) {
        self.user = user
        channel = claims.text("channel")
        client = claims.text("client")
        expireAt = claims.expireAt
        self.claims = try claims.subscription()
    }
}

/// What a token says of one subscription.
package struct SubscriptionClaims: Sendable, Hashable {
    /// What others are told of the subscriber in this channel, as it was written; empty: nothing.
    package var info: [UInt8] = []
    /// What the subscriber is told, as it was written; empty: nothing.
    package var data: [UInt8] = []
    /// What counts in place of the channel's options.
    package var overrides = SubscriptionOverrides()

    init() {}

    init(_ values: Request) throws(TokenError) {
        guard let info = values.payload("info", base64: "b64info"),
            let data = values.payload("data", base64: "b64data")
        else { throw .invalid }
        (self.info, self.data) = (info, data)
        if let given = values.object("override") { overrides = SubscriptionOverrides(given) }
    }
}

/// What a token says in place of a channel's options; `nil` leaves an option as it is.
package struct SubscriptionOverrides: Sendable, Hashable {
    /// In place of ``ChannelOptions/presence``.
    package var presence: Bool?
    /// In place of ``ChannelOptions/joinLeave``.
    package var joinLeave: Bool?
    /// In place of ``ChannelOptions/forceRecovery``.
    package var forceRecovery: Bool?
    /// In place of ``ChannelOptions/forcePositioning``.
    package var forcePositioning: Bool?
    /// In place of ``ChannelOptions/forcePushJoinLeave``.
    package var forcePushJoinLeave: Bool?

    init() {}

    init(_ given: Request) {
        presence = given.object("presence")?.flag("value")
        joinLeave = given.object("join_leave")?.flag("value")
        forceRecovery = given.object("force_recovery")?.flag("value")
        forcePositioning = given.object("force_positioning")?.flag("value")
        forcePushJoinLeave = given.object("force_push_join_leave")?.flag("value")
    }
}
