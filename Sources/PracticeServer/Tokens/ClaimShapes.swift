import CentrifugoProtocol

extension RequestShape {
    /// The claims of connections; `meta` and what only the commercial server knows are not read.
    static let connection = RequestShape(
        registered + [
            ("expire_at", .integer(.int64)), ("info", .raw), ("b64info", .text), ("channels", .list(.text)),
            ("subs", .raw), ("channel", .text),
        ])

    /// The claims of subscriptions.
    static let subscription = RequestShape(
        registered + options + [("channel", .text), ("client", .text), ("expire_at", .integer(.int64))])

    /// What the claims of a connection say of one of its subscriptions.
    static let subscriptionOfConnection = RequestShape(options)

    /// The claims of RFC 7519 §4.1.
    private static let registered: [(name: String, kind: Kind)] = [
        ("iss", .text), ("sub", .text), ("aud", .raw), ("exp", .raw), ("nbf", .raw), ("iat", .raw), ("jti", .text),
    ]

    private static let options: [(name: String, kind: Kind)] = [
        ("info", .raw), ("b64info", .text), ("data", .raw), ("b64data", .text), ("override", .object(overrides)),
    ]

    private static let overrides = RequestShape(
        ["presence", "join_leave", "force_recovery", "force_positioning", "force_push_join_leave"].map {
            ($0, .object(RequestShape([("value", .flag)])))
        })
}
