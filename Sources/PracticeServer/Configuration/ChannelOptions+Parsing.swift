extension ChannelOptions {
    /// Reads the options of a namespace; `metaTTL` is what counts where it sets none of its own.
    init(
        _ reader: inout ObjectReader, defaults: ChannelOptions, metaTTL: Duration
    ) throws(ConfigurationError) {
        self = defaults
        try readFeatures(&reader)
        try readHistory(&reader, metaTTL: metaTTL)
        try reader.audience("subscribe", &subscribe)
        try reader.audience("publish", &publish)
        try reader.audience("presence", &presenceFor)
        try reader.audience("history", &historyFor)
        try reader.choice("subscription_type", &subscriptionType)
        let type = reader.path(of: "subscription_type")
        let isMap = isMap
        map = try reader.object("map") { inner throws(ConfigurationError) in
            try MapOptions(&inner, isRequired: isMap, by: type)
        }
        // Clients subscribe to streams only here.
        if subscriptionType != .stream { reader.ignore(audience: "subscribe", subscribe) }
        let isPoll = subscriptionType == .sharedPoll
        sharedPoll = try reader.object("shared_poll") { inner throws(ConfigurationError) in
            try SharedPollOptions(&inner, isUsed: isPoll)
        }
    }

    private mutating func readFeatures(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.flag("presence", &presence)
        try reader.flag("join_leave", &joinLeave)
        try reader.flag("force_push_join_leave", &forcePushJoinLeave)
        try reader.texts("allowed_delta_types", &allowedDeltaTypes)
        guard allowedDeltaTypes.allSatisfy({ $0 == "fossil" }) else {
            throw reader.error("allowed_delta_types", .oneOf(["fossil"]))
        }
        if !allowedDeltaTypes.isEmpty { reader.ignore("allowed_delta_types") }
        try reader.flag("delta_publish", &deltaPublish)
        if deltaPublish { reader.ignore("delta_publish") }
        try reader.flag("allow_tags_filter", &allowTagsFilter)
        if allowTagsFilter { reader.ignore("allow_tags_filter") }
        try reader.flag("allow_user_limited_channels", &allowUserLimitedChannels)
        try reader.regularExpression("channel_regex", &channelRegex)
        try reader.choice("publication_data_format", &publicationDataFormat)
    }

    private mutating func readHistory(
        _ reader: inout ObjectReader, metaTTL: Duration
    ) throws(ConfigurationError) {
        try reader.integer("history_size", &historySize)
        try reader.duration("history_ttl", wholeSeconds: true, &historyTTL)
        var own = Duration.zero
        try reader.duration("history_meta_ttl", wholeSeconds: true, &own)
        historyMetaTTL = own == .zero ? nil : own
        if historySize != 0, historyTTL == .zero {
            throw reader.error("history_ttl", .presence(with: reader.path(of: "history_size")))
        }
        if historySize == 0, historyTTL != .zero {
            throw reader.error("history_size", .presence(with: reader.path(of: "history_ttl")))
        }
        if (historyMetaTTL ?? metaTTL) < historyTTL {
            throw reader.error("history_meta_ttl", .atLeast(reader.path(of: "history_ttl")))
        }
        try reader.flag("force_recovery", &forceRecovery)
        try reader.flag("allow_recovery", &allowRecovery)
        try reader.flag("force_positioning", &forcePositioning)
        try reader.flag("allow_positioning", &allowPositioning)
        try reader.choice("force_recovery_mode", &forceRecoveryMode)
        try reader.flag("auto_cache_recover", &autoCacheRecover)
        if forceRecovery, !hasHistory {
            throw reader.error("history_size", .presence(with: reader.path(of: "force_recovery")))
        }
    }
}

extension MapOptions {
    fileprivate init(
        _ reader: inout ObjectReader, isRequired: Bool, by type: String
    ) throws(ConfigurationError) {
        var text = ""
        try reader.text("mode", &text)
        mode = Mode(rawValue: text)
        if mode == nil, !text.isEmpty { throw reader.error("mode", .oneOf(Mode.allCases.map(\.rawValue))) }
        if mode == nil, isRequired { throw reader.error("mode", .presence(with: type)) }
        try reader.duration("key_ttl", &keyTTL)
        try reader.integer("stream_size", &streamSize)
        try reader.duration("stream_ttl", &streamTTL)
        try reader.duration("meta_ttl", &metaTTL)
        try reader.audience("publish", &publish)
        reader.ignore(audience: "publish", publish)
        try reader.audience("remove", &remove)
        reader.ignore(audience: "remove", remove)
        try check(reader)
    }

    private func check(_ reader: ObjectReader) throws(ConfigurationError) {
        let path = reader.path(of: "mode")
        switch mode {
        case .ephemeral, .recoverable:
            if keyTTL <= .zero { throw reader.error("key_ttl", .presence(with: path)) }
        case .persistent:
            if keyTTL != .zero { throw reader.error("key_ttl", .absence(with: path)) }
        case nil:
            break
        }
        for (name, ttl) in [("key_ttl", keyTTL), ("stream_ttl", streamTTL), ("meta_ttl", metaTTL)] where ttl < .zero {
            throw reader.error(name, .notNegative)
        }
        if metaTTL > .zero, metaTTL < streamTTL {
            throw reader.error("meta_ttl", .atLeast(reader.path(of: "stream_ttl")))
        }
        guard mode == .ephemeral else { return }
        for name in ["stream_size", "stream_ttl", "meta_ttl"] where reader.has(name) {
            throw reader.error(name, .absence(with: path))
        }
    }
}

extension SharedPollOptions {
    fileprivate init(_ reader: inout ObjectReader, isUsed: Bool) throws(ConfigurationError) {
        try reader.choice("mode", &mode)
        try reader.flag("publish_enabled", &publishEnabled)
        if isUsed, publishEnabled, mode == .versionless {
            throw reader.error("publish_enabled", .absence(with: reader.path(of: "mode")))
        }
    }
}

extension ObjectReader {
    private static let audiences: [(String, ChannelOptions.Audience)] = [
        ("client", .clients), ("subscriber", .subscribers), ("anonymous", .anonymous),
    ]

    /// Notes that what is allowed there cannot be done with this server.
    fileprivate mutating func ignore(audience action: String, _ allowed: ChannelOptions.Audience) {
        for (name, audience) in Self.audiences where allowed.contains(audience) {
            ignore("allow_\(action)_for_\(name)")
        }
    }

    /// Reads the options `allow_…_for_…` of one thing to do.
    fileprivate mutating func audience(
        _ action: String, _ target: inout ChannelOptions.Audience
    ) throws(ConfigurationError) {
        for (name, audience) in Self.audiences {
            var isAllowed = target.contains(audience)
            try flag("allow_\(action)_for_\(name)", &isAllowed)
            if isAllowed { target.insert(audience) } else { target.remove(audience) }
        }
    }
}
