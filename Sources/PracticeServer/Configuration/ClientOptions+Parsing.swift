extension ClientOptions {
    init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        token = try reader.object("token") { inner throws(ConfigurationError) in try Tokens(&inner) }
        subscriptionToken = try reader.object("subscription_token") { inner throws(ConfigurationError) in
            var isEnabled = false
            try inner.flag("enabled", &isEnabled)
            let tokens = try Tokens(&inner)
            return isEnabled ? tokens : nil
        }
        try reader.flag("insecure_skip_token_signature_verify", &insecureSkipTokenSignatureVerify)
        try readWhoConnects(&reader)
        try readLimits(&reader)
        try reader.object("subscribe_to_user_personal_channel") { inner throws(ConfigurationError) in
            var isEnabled = false
            var namespace = ""
            try inner.flag("enabled", &isEnabled)
            try inner.text("personal_channel_namespace", &namespace)
            try inner.flag("single_connection", &personalChannelIsSingle)
            personalChannelNamespace = isEnabled ? namespace : nil
        }
    }

    private mutating func readWhoConnects(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.texts("allowed_origins", &allowedOrigins)
        guard allowedOrigins.allSatisfy({ Glob($0) != nil }) else {
            throw reader.error("allowed_origins", .originPatterns)
        }
        try reader.flag("allow_anonymous_connect_without_token", &allowAnonymousConnectWithoutToken)
        try reader.flag("disallow_anonymous_connection_tokens", &disallowAnonymousConnectionTokens)
        try reader.flag("insecure", &isInsecure)
        try reader.text("user_id_http_header", &userIDHeader)
        try reader.flag("connect_include_server_time", &includesServerTime)
    }

    private mutating func readLimits(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.duration("ping_interval", &pingInterval)
        try reader.duration("pong_timeout", &pongTimeout)
        guard pingInterval > pongTimeout else {
            throw reader.error("ping_interval", .moreThan(reader.path(of: "pong_timeout")))
        }
        try reader.duration("stale_close_delay", &staleCloseDelay)
        try reader.duration("expired_close_delay", &expiredCloseDelay)
        try reader.duration("expired_sub_close_delay", &expiredSubCloseDelay)
        var interval = Duration.zero
        try reader.duration("presence_update_interval", &interval)
        guard interval >= .zero else { throw reader.error("presence_update_interval", .notNegative) }
        // As in the server, zero stands for the default.
        if interval > .zero { presenceUpdateInterval = interval }
        try reader.integer("channel_limit", &channelLimit)
        try reader.integer("user_connection_limit", &userConnectionLimit)
        try reader.integer("connection_limit", &connectionLimit)
        try reader.integer("queue_max_size", &queueMaxSize)
        try reader.integer("history_max_publication_limit", &historyMaxPublicationLimit)
        try reader.integer("recovery_max_publication_limit", &recoveryMaxPublicationLimit)
    }
}

extension ClientOptions.Tokens {
    fileprivate init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.secret("hmac_secret_key", &secret)
        try reader.secret("hmac_previous_secret_key", &previousSecret)
        var end = 0
        try reader.integer("hmac_previous_secret_key_valid_until", in: 0...Int.max, &end)
        previousSecretValidUntil = end == 0 ? nil : Int64(end)
        try reader.text("audience", &audience)
        try reader.pattern("audience_regex", insteadOf: "audience", &audienceRegex)
        try reader.text("issuer", &issuer)
        try reader.pattern("issuer_regex", insteadOf: "issuer", &issuerRegex)
        try reader.text("user_id_claim", &userIDClaim)
        guard userIDClaim.utf8.allSatisfy(Self.isInClaimName) else { throw reader.error("user_id_claim", .claimName) }
    }

    private static func isInClaimName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension ObjectReader {
    fileprivate mutating func secret(_ name: String, _ target: inout PracticeSecret) throws(ConfigurationError) {
        var key = target.revealed
        try text(name, &key)
        target = PracticeSecret(key)
    }

    /// Reads a regular expression, which excludes the text that it stands in for.
    fileprivate mutating func pattern(
        _ name: String, insteadOf other: String, _ target: inout String
    ) throws(ConfigurationError) {
        try regularExpression(name, &target)
        guard !target.isEmpty else { return }
        var text = ""
        try self.text(other, &text)
        guard text.isEmpty else { throw error(name, .absence(with: path(of: other))) }
    }
}
