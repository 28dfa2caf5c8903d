extension Code {
    /// Codes with which the server closes connections: below 3500 the client connects again.
    static let disconnect: [Code] = [
        Code(.disconnect, 3000, "connection closed", "The connection ended normally.", "Nothing to do."),
        Code(.disconnect, 3001, "shutdown", "The node stops.", "Clients come back to another node by themselves."),
        Code(
            .disconnect, 3004, "internal server error", "The broker or a proxy failed.",
            "Look into the server's log at level error."),
        Code(
            .disconnect, 3005, "connection expired", "The token or expire_at has passed, or refresh said expired.",
            "Let the client fetch a new token."),
        Code(
            .disconnect, 3006, "subscription expired", "A subscription token has passed.",
            "Let the client fetch a new subscription token."),
        Code(
            .disconnect, 3008, "slow", "The client reads too slowly: its queue passed client.queue_max_size.",
            "Send less, or raise the limit (1 MiB by default)."),
        Code(.disconnect, 3009, "write error", "Writing to the connection failed.", "Look at the network."),
        Code(
            .disconnect, 3010, "insufficient state", "The client's place in a stream was lost.",
            "The client recovers by itself; if it is frequent look at the broker."),
        Code(.disconnect, 3011, "force reconnect", "The server asked to connect again.", "Nothing to do."),
        Code(
            .disconnect, 3012, "no pong", "The client did not answer a ping in time.",
            "Look at the network, and whether the client answers {} with {}."),
        Code(.disconnect, 3013, "too many requests", "A rate limit was hit.", "Check the client's command rate."),
        Code(
            .disconnect, 3014, "state invalidated", "The client must drop its token and map state.",
            "Let the client fetch a new token."),
        Code(
            .disconnect, 3500, "invalid token", "Signature or claims are wrong, or user or channel do not match.",
            "Compare the secret, and sub in both tokens; a connection token must not carry channel."),
        Code(
            .disconnect, 3501, "bad request",
            "No credentials, a malformed frame, a command before connect, or a ping from the client.",
            "Send a token, or allow anonymous connections; check the frames."),
        Code(
            .disconnect, 3502, "stale", "No connect command came in time.",
            "Send connect within client.stale_close_delay (10 s by default)."),
        Code(
            .disconnect, 3503, "force disconnect", "Somebody called disconnect.",
            "Look for the caller of the API; the client stays away."),
        Code(
            .disconnect, 3504, "connection limit", "The user has as many connections as allowed.",
            "Check client.user_connection_limit."),
        Code(
            .disconnect, 3505, "channel limit", "The server put the connection into too many channels.",
            "Check client.channel_limit (128 by default)."),
        Code(
            .disconnect, 3506, "inappropriate protocol", "A JSON client got data that is not JSON.",
            "Publish JSON, or use Protobuf clients in that channel."),
        Code(
            .disconnect, 3507, "permission denied", "Anonymous tokens or this connection are not allowed.",
            "Check client.disallow_anonymous_connection_tokens and the proxy."),
        Code(.disconnect, 3508, "not available", "The feature is off.", "Check the configuration."),
        Code(
            .disconnect, 3509, "too many errors", "The client made too many errors.",
            "Look at what the client sends."),
    ]
}
