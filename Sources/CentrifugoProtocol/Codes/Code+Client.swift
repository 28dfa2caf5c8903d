extension Code {
    /// Errors in answers to clients.
    static let client: [Code] = [
        Code(
            .client, 100, "internal server error", "The server failed; the client may try again.",
            "Look into the server's log at level error."),
        Code(
            .client, 101, "unauthorized", "The client has no token, or a proxy refused it.",
            "Check how the application gets its token."),
        Code(
            .client, 102, "unknown channel", "The channel is empty or its namespace is not configured.",
            "Add the namespace under channel.namespaces."),
        Code(
            .client, 103, "permission denied",
            "The namespace does not allow it, the token is bad, or a \"$\" channel came without a token.",
            "Check the allow_… options of the namespace, or send a subscription token."),
        Code(
            .client, 104, "method not found", "No backend answers this RPC method.",
            "Configure an RPC proxy for it."),
        Code(
            .client, 105, "already subscribed",
            "The connection is in the channel already, perhaps by the server's doing.",
            "Subscribe once per connection, or drop the server-side subscription."),
        Code(
            .client, 106, "limit exceeded", "The connection has as many channels as client.channel_limit allows.",
            "Use fewer channels or raise client.channel_limit."),
        Code(
            .client, 107, "bad request",
            "The channel's name is too long, not ASCII or does not fit channel_regex, or data is malformed.",
            "Check the name against channel.max_length and the namespace's channel_regex."),
        Code(
            .client, 108, "not available", "Presence, history or the proxy is off in the namespace.",
            "Switch it on for that namespace."),
        Code(
            .client, 109, "token expired", "The token's exp has passed, or its nbf has not come yet.",
            "Let the client fetch a new token; compare the clocks."),
        Code(
            .client, 110, "expired", "The time at which the connection or subscription ends has already passed.",
            "Check expire_at in the token."),
        Code(
            .client, 111, "too many requests", "A rate limit was hit; the client may try again later.",
            "Check the client's command rate and the configured limits."),
        Code(
            .client, 112, "unrecoverable position", "The missed publications are no longer in the history.",
            "Load the state anew; consider a larger history_size or history_ttl."),
        Code(
            .client, 113, "concurrent pagination", "Two paginated reads of one map subscription overlap.",
            "Read the pages one after another."),
    ]
}
