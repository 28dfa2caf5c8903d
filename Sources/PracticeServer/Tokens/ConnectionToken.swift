/// What a verified token says of a connection.
package struct ConnectionToken: Sendable {
    /// The user; empty: nobody in particular.
    package let user: ByteText
    /// When the connection ends unless it is refreshed, in seconds since 1970; 0: never.
    package let expireAt: Int64
    /// What others are told of the connection, as it was written; empty: nothing.
    package let info: [UInt8]
    /// What the connection is subscribed to from the start, each channel once, in the order of the token.
    package let subscriptions: [(channel: ByteText, claims: SubscriptionClaims)]

    init(_ claims: Claims, user: ByteText) throws(TokenError) {
        self.user = user
        expireAt = claims.expireAt
        subscriptions = try Self.subscriptions(claims)
        info = try claims.info()
    }

    /// Those of `subs` or, where it is empty, of `channels`.
    private static func subscriptions(
        _ claims: Claims
    ) throws(TokenError) -> [(channel: ByteText, claims: SubscriptionClaims)] {
        var subscriptions: [(channel: ByteText, claims: SubscriptionClaims)] = []
        for (channel, options) in try claims.objects("subs", as: .subscriptionOfConnection) {
            subscriptions.append((channel, try SubscriptionClaims(options)))
        }
        guard subscriptions.isEmpty else { return subscriptions }
        var seen: Set<ByteText> = []
        return claims.texts("channels").filter { seen.insert($0).inserted }.map { ($0, SubscriptionClaims()) }
    }
}
