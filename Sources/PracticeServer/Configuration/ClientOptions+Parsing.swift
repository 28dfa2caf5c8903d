extension ClientOptions {
    init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        token = try reader.object("token") { inner throws(ConfigurationError) in try Tokens(&inner) }
        subscriptionToken = try reader.object("subscription_token") { inner throws(ConfigurationError) in
            var isEnabled = false
            try inner.flag("enabled", &isEnabled)
            let tokens = try Tokens(&inner)
            return isEnabled ? tokens : nil
        }
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
        try reader.integer("channel_limit", &channelLimit)
        try reader.integer("user_connection_limit", &userConnectionLimit)
        try reader.integer("connection_limit", &connectionLimit)
        try reader.integer("history_max_publication_limit", &historyMaxPublicationLimit)
        try reader.integer("recovery_max_publication_limit", &recoveryMaxPublicationLimit)
    }
}

extension ClientOptions.Tokens {
    fileprivate init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        var key = ""
        try reader.text("hmac_secret_key", &key)
        secret = PracticeSecret(key)
        try reader.text("audience", &audience)
        try reader.text("issuer", &issuer)
    }
}
