import LosslessJSON

extension PracticeConfiguration {
    /// Reads a Centrifugo 6 configuration in JSON.
    ///
    /// What this server does not honour is not an error: ``ignored`` names it.
    /// - Throws: ``ConfigurationError`` where the bytes are no JSON object, where something honoured has the wrong type
    ///   or a value outside of its range, and where options contradict each other as Centrifugo sees it.
    public static func parse(_ bytes: [UInt8]) throws(ConfigurationError) -> PracticeConfiguration {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONValue.parse(bytes)
        } catch {
            throw ConfigurationError(path: "", expected: .json(offset: error.offset), given: "")
        }
        guard document.kind == .object else {
            throw ConfigurationError(path: "", expected: .object, given: document.text)
        }
        var reader = try ObjectReader(document, at: "")
        var configuration = PracticeConfiguration()
        try configuration.read(&reader)
        configuration.ignored = reader.ignored
        return configuration
    }

    private mutating func read(_ file: inout ObjectReader) throws(ConfigurationError) {
        listen = try file.object("http_server") { reader throws(ConfigurationError) in try Listen(&reader) }
        api = try file.object("http_api") { reader throws(ConfigurationError) in try API(&reader) }
        nodeName = try file.object("node") { reader throws(ConfigurationError) in
            var name = ""
            try reader.text("name", &name)
            return name
        }
        if nodeName.isEmpty { nodeName = "practice" }
        client = try file.object("client") { reader throws(ConfigurationError) in try ClientOptions(&reader) }
        webSocket = try file.object("websocket") { reader throws(ConfigurationError) in try WebSocketOptions(&reader) }
        // The secret signs tokens that this server never checks; the file must have it all the same.
        let pollSecret = try file.object("shared_poll") { reader throws(ConfigurationError) in
            var secret = ""
            try reader.text("hmac_secret_key", &secret)
            return secret
        }
        try file.object("channel") { reader throws(ConfigurationError) in try readChannels(&reader) }
        try checkNamespaces(hasPollSecret: !pollSecret.isEmpty)
    }

    private mutating func readChannels(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.text("namespace_boundary", &naming.namespaceBoundary)
        try reader.text("private_prefix", &naming.privatePrefix)
        try reader.text("user_boundary", &naming.userBoundary)
        try reader.text("user_separator", &naming.userSeparator)
        try reader.integer("max_length", &naming.maxLength)
        try reader.duration("history_meta_ttl", wholeSeconds: true, &historyMetaTTL)
        var defaults = ChannelOptions()
        try reader.choice("publication_data_format", &defaults.publicationDataFormat)
        let metaTTL = historyMetaTTL
        withoutNamespace = try reader.object("without_namespace") { inner throws(ConfigurationError) in
            try ChannelOptions(&inner, defaults: defaults, metaTTL: metaTTL)
        }
        namespaces = try reader.objects("namespaces") { inner throws(ConfigurationError) in
            var name = ""
            try inner.text("name", &name)
            guard Namespace.isName(name) else { throw inner.error("name", .namespaceName) }
            return Namespace(name, try ChannelOptions(&inner, defaults: defaults, metaTTL: metaTTL))
        }
    }

    /// What can only be said when all is read.
    private func checkNamespaces(hasPollSecret: Bool) throws(ConfigurationError) {
        for (place, namespace) in namespaces.enumerated() {
            if namespaces[..<place].contains(where: { $0.name == namespace.name }) {
                let path = "channel.namespaces[\(place)].name"
                throw ConfigurationError(path: path, expected: .uniqueName, given: "\"\(namespace.name)\"")
            }
            if namespace.options.subscriptionType == .sharedPoll, !hasPollSecret {
                let other = "channel.namespaces[\(place)].subscription_type"
                throw ConfigurationError(
                    path: "shared_poll.hmac_secret_key", expected: .presence(with: other), given: "")
            }
        }
        try checkPersonalChannels()
    }

    private func checkPersonalChannels() throws(ConfigurationError) {
        let path = "client.subscribe_to_user_personal_channel"
        let own = client.personalChannelNamespace ?? ""
        let place = namespaces.firstIndex { $0.name == own }
        guard place != nil || own.isEmpty else {
            throw ConfigurationError(
                path: path + ".personal_channel_namespace", expected: .existingNamespace, given: "\"\(own)\"")
        }
        // Who else of a user is there is found out by presence.
        let options = place.map { namespaces[$0].options } ?? withoutNamespace
        guard client.personalChannelIsSingle, !options.presence else { return }
        throw ConfigurationError(
            path: place.map { "channel.namespaces[\($0)].presence" } ?? "channel.without_namespace.presence",
            expected: .presence(with: path + ".single_connection"), given: "")
    }
}

extension PracticeConfiguration.Namespace {
    /// Whether the server takes a name: at least two of the characters that it allows.
    static func isName(_ name: String) -> Bool {
        name.utf8.count >= 2
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default:
                    false
                }
            }
    }
}

extension PracticeConfiguration.Listen {
    fileprivate init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.text("address", &address)
        port = try reader.port("port") ?? port
        try reader.text("internal_address", &internalAddress)
        internalPort = try reader.port("internal_port")
    }
}

extension PracticeConfiguration.API {
    fileprivate init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        var key = ""
        try reader.text("key", &key)
        self.key = PracticeSecret(key)
        try reader.flag("insecure", &isInsecure)
        try reader.flag("disabled", &isDisabled)
        try reader.flag("external", &isExternal)
        try reader.path("handler_prefix", &prefix)
        var mode = ""
        try reader.text("error_mode", &mode)
        guard ["", "transport"].contains(mode) else { throw reader.error("error_mode", .oneOf(["transport"])) }
        usesTransportErrors = mode == "transport"
    }
}

extension PracticeConfiguration.WebSocketOptions {
    fileprivate init(_ reader: inout ObjectReader) throws(ConfigurationError) {
        try reader.flag("disabled", &isDisabled)
        try reader.path("handler_prefix", &path)
        try reader.integer("message_size_limit", &messageSizeLimit)
    }
}

extension ObjectReader {
    /// Reads a path, which ends without a slash; empty: the root.
    fileprivate mutating func path(_ name: String, _ target: inout String) throws(ConfigurationError) {
        try text(name, &target)
        guard target.isEmpty || target.hasPrefix("/") else { throw error(name, .path) }
        target = target.lastIndex { $0 != "/" }.map { String(target[...$0]) } ?? ""
    }
}
