extension Code {
    /// Codes with which subscriptions end: from 2500 on the client subscribes again.
    static let unsubscribe: [Code] = [
        Code(.unsubscribe, 0, "client unsubscribed", "The client left by itself; never sent.", "Nothing to do."),
        Code(.unsubscribe, 1, "client disconnected", "The connection ended; never sent.", "Nothing to do."),
        Code(
            .unsubscribe, 2000, "server unsubscribe", "Somebody called unsubscribe.", "Look for the caller of the API."),
        Code(
            .unsubscribe, 2500, "insufficient state", "The place in the stream was lost.",
            "The client subscribes again by itself; if it is frequent look at the broker."),
        Code(
            .unsubscribe, 2501, "subscription expired", "The subscription token has passed.",
            "Let the client fetch a new subscription token."),
        Code(
            .unsubscribe, 2502, "state invalidated", "The subscription's state must be dropped.",
            "The client subscribes again by itself."),
    ]
}
