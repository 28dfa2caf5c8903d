import PracticeServer
import Testing

struct PracticeConfigurationTests {
    private func parse(_ json: String) throws(ConfigurationError) -> PracticeConfiguration {
        try PracticeConfiguration.parse(Array(json.utf8))
    }

    private func mistake(_ json: String) -> ConfigurationError? {
        do throws(ConfigurationError) {
            _ = try parse(json)
            return nil
        } catch {
            return error
        }
    }

    /// The error of a file with one namespace.
    private func namespaceError(_ options: String) -> ConfigurationError? {
        mistake(#"{"channel":{"namespaces":[{"name":"ns",\#(options)}]}}"#)
    }

    @Test func `an empty file is a server with defaults and without a key`() throws {
        let configuration = try parse("{}")
        #expect(configuration == PracticeConfiguration())
        #expect(configuration.api.key.revealed.isEmpty)
        #expect(configuration.historyMetaTTL == .seconds(2_592_000))
    }

    @Test func `what is honoured is read`() throws {
        let configuration = try parse(
            #"""
            {"http_server":{"address":"::1","port":"9001","internal_port":9002},
             "http_api":{"key":"secret","handler_prefix":"/x/","external":true,"error_mode":"transport"},
             "client":{"token":{"hmac_secret_key":"s"},"ping_interval":"1s","pong_timeout":"500ms","channel_limit":2,
                       "subscribe_to_user_personal_channel":{"enabled":true}},
             "channel":{"max_length":20,"without_namespace":{"presence":true},"namespaces":[
               {"name":"a.b-c_9","history_size":3,"history_ttl":"1h30m","allow_publish_for_subscriber":true,
                "allow_publish_for_client":true,"force_recovery_mode":"cache"},
               {"name":"board","subscription_type":"map","map":{"mode":"recoverable","key_ttl":"1m",
                "allow_remove_for_client":true}}]}}
            """#)
        #expect(configuration.listen.address == "::1")
        #expect(configuration.listen.port == 9001)
        #expect(configuration.listen.internalPort == 9002)
        #expect(configuration.api.prefix == "/x")
        #expect(configuration.api.isExternal && configuration.api.usesTransportErrors)
        #expect(configuration.client.token.secret.revealed == "s")
        #expect(configuration.client.pongTimeout == .milliseconds(500))
        #expect(configuration.client.personalChannelNamespace == "")
        #expect(configuration.naming.maxLength == 20)
        #expect(configuration.withoutNamespace.presence)
        let (first, board) = (configuration.namespaces[0].options, configuration.namespaces[1].options)
        #expect(first.hasHistory && first.historyTTL == .seconds(5400))
        #expect(first.publish == [.subscribers, .clients])
        #expect(first.forceRecoveryMode == .cache)
        #expect(board.isMap && board.map.mode == .recoverable && board.map.remove == .clients)
        #expect(configuration.ignored == ["channel.namespaces[1].map.allow_remove_for_client"])
    }

    @Test func `how much may wait for a client is read, up to 2 GiB`() throws {
        #expect(try parse("{}").client.queueMaxSize == 1_048_576)
        #expect(try parse(#"{"client":{"queue_max_size":2147483647}}"#).client.queueMaxSize == 2_147_483_647)
        for wrong in ["-1", "2147483648", "1.5", #""1""#] {
            let error = try #require(mistake(#"{"client":{"queue_max_size":\#(wrong)}}"#))
            #expect(error.path == "client.queue_max_size")
            #expect(error.expected == .integer(0...2_147_483_647))
            #expect(error.given == wrong)
        }
    }

    @Test func `what is read but has no effect is named, too`() throws {
        let configuration = try parse(
            #"""
            {"channel":{"namespaces":[
              {"name":"aa","allow_tags_filter":true,"allowed_delta_types":["fossil"],"delta_publish":true},
              {"name":"bb","allow_tags_filter":false,"allowed_delta_types":[],"delta_publish":false},
              {"name":"cc","subscription_type":"map","allow_subscribe_for_client":true,
               "map":{"mode":"persistent","allow_publish_for_anonymous":true}}]}}
            """#)
        #expect(
            configuration.ignored == [
                "channel.namespaces[0].allow_tags_filter", "channel.namespaces[0].allowed_delta_types",
                "channel.namespaces[0].delta_publish", "channel.namespaces[2].allow_subscribe_for_client",
                "channel.namespaces[2].map.allow_publish_for_anonymous",
            ])
    }

    @Test func `what is not honoured is named where it stands`() throws {
        let configuration = try parse(
            #"""
            {"usage_stats":{"disabled":true},"http_api":{"key":"k","x":1},"node":{},
             "channel":{"namespaces":[{"name":"aa"},{"name":"bb","subscribe_proxy_enabled":true,"map":{"y":1}}]}}
            """#)
        #expect(
            configuration.ignored == [
                "usage_stats", "http_api.x", "channel.namespaces[1].subscribe_proxy_enabled",
                "channel.namespaces[1].map.y",
            ])
    }

    @Test(
        arguments: [
            ("{", "", .json(offset: 1), ""), ("[]", "", .object, "[]"),
            (#"{"http_server":5}"#, "http_server", .object, "5"),
            (#"{"http_server":{"port":"x"}}"#, "http_server.port", .integer(0...65_535), #""x""#),
            (#"{"http_server":{"port":70000}}"#, "http_server.port", .integer(0...65_535), "70000"),
            (#"{"http_api":{"key":5}}"#, "http_api.key", .text, "5"),
            (#"{"http_api":{"insecure":"yes"}}"#, "http_api.insecure", .flag, #""yes""#),
            (#"{"http_api":{"error_mode":"x"}}"#, "http_api.error_mode", .oneOf(["transport"]), #""x""#),
            (#"{"client":{"allowed_origins":[1]}}"#, "client.allowed_origins", .texts, "[1]"),
            (#"{"client":{"allowed_origins":["a","["]}}"#, "client.allowed_origins", .originPatterns, #"["a","["]"#),
            (
                #"{"client":{"presence_update_interval":"-1s"}}"#, "client.presence_update_interval", .notNegative,
                #""-1s""#
            ),
            (#"{"http_api":{"handler_prefix":"xx"}}"#, "http_api.handler_prefix", .path, #""xx""#),
            (#"{"websocket":{"handler_prefix":"ws"}}"#, "websocket.handler_prefix", .path, #""ws""#),
            (#"{"client":{"ping_interval":"8s"}}"#, "client.ping_interval", .moreThan("client.pong_timeout"), #""8s""#),
            (#"{"channel":{"history_meta_ttl":"1.5s"}}"#, "channel.history_meta_ttl", .wholeSeconds, #""1.5s""#),
            (#"{"channel":{"namespaces":{}}}"#, "channel.namespaces", .objects, "{}"),
            (#"{"channel":{"namespaces":[5]}}"#, "channel.namespaces[0]", .object, "5"),
            (#"{"channel":{"namespaces":[{"name":"a"}]}}"#, "channel.namespaces[0].name", .namespaceName, #""a""#),
            (#"{"channel":{"namespaces":[{}]}}"#, "channel.namespaces[0].name", .namespaceName, ""),
            (#"{"channel":{"namespaces":[{"name":"é9"}]}}"#, "channel.namespaces[0].name", .namespaceName, #""é9""#),
            (
                #"{"channel":{"namespaces":[{"name":"aa"},{"name":"aa"}]}}"#, "channel.namespaces[1].name", .uniqueName,
                #""aa""#
            ),
        ] as [(String, String, ConfigurationError.Expectation, String)])
    func `a mistake is told by its place, what should be there and what is`(
        _ json: String, _ path: String, _ expected: ConfigurationError.Expectation, _ given: String
    ) throws {
        let error = try #require(mistake(json))
        #expect(error.path == path)
        #expect(error.expected == expected)
        #expect(error.given == given)
    }

    @Test(
        arguments: [
            (#""history_size":5"#, "history_ttl", .presence(with: "history_size")),
            (#""history_ttl":"5s""#, "history_size", .presence(with: "history_ttl")),
            (#""history_size":5,"history_ttl":"721h""#, "history_meta_ttl", .atLeast("history_ttl")),
            (#""history_size":5,"history_ttl":5"#, "history_ttl", .duration),
            (#""history_size":-1"#, "history_size", .integer(0...2_147_483_647)),
            (#""force_recovery":true"#, "history_size", .presence(with: "force_recovery")),
            (#""allowed_delta_types":["x"]"#, "allowed_delta_types", .oneOf(["fossil"])),
            (
                #""subscription_type":"x""#, "subscription_type",
                .oneOf(["stream", "map", "map_clients", "map_users", "shared_poll"])
            ),
            (#""subscription_type":"map""#, "map.mode", .presence(with: "subscription_type")),
            (#""map":{"mode":"ephemeral"}"#, "map.key_ttl", .presence(with: "map.mode")),
            (#""map":{"mode":"persistent","key_ttl":"1s"}"#, "map.key_ttl", .absence(with: "map.mode")),
            (
                #""map":{"mode":"ephemeral","key_ttl":"1s","stream_size":1}"#, "map.stream_size",
                .absence(with: "map.mode")
            ),
            (
                #""map":{"mode":"recoverable","key_ttl":"1s","stream_ttl":"2s","meta_ttl":"1s"}"#, "map.meta_ttl",
                .atLeast("map.stream_ttl")
            ),
            (#""map":{"mode":"persistent","meta_ttl":"-1s"}"#, "map.meta_ttl", .notNegative),
            (
                #""subscription_type":"shared_poll","shared_poll":{"publish_enabled":true}"#,
                "shared_poll.publish_enabled", .absence(with: "shared_poll.mode")
            ),
        ] as [(String, String, ConfigurationError.Expectation)])
    func `options of a namespace that contradict each other are a mistake`(
        _ options: String, _ name: String, _ expected: ConfigurationError.Expectation
    ) throws {
        let error = try #require(namespaceError(options))
        #expect(error.path == "channel.namespaces[0]." + name)
        let inNamespace: ConfigurationError.Expectation =
            switch expected {
            case .presence(let other): .presence(with: "channel.namespaces[0]." + other)
            case .absence(let other): .absence(with: "channel.namespaces[0]." + other)
            case .atLeast(let other): .atLeast("channel.namespaces[0]." + other)
            default: expected
            }
        #expect(error.expected == inNamespace)
    }

    @Test func `a namespace of shared polls needs the secret that signs their keys`() throws {
        let error = try #require(namespaceError(#""subscription_type":"shared_poll""#))
        #expect(error.path == "shared_poll.hmac_secret_key")
    }

    @Test func `a namespace for personal channels must exist`() {
        let json =
            #"{"client":{"subscribe_to_user_personal_channel":{"enabled":true,"personal_channel_namespace":"me"}}}"#
        #expect(mistake(json)?.expected == .existingNamespace)
    }

    @Test(
        arguments: [
            ("300s", 300_000), ("1h", 3_600_000), ("1h30m", 5_400_000), ("1.5s", 1500), ("500ms", 500), ("0", 0),
            ("1m0.5s", 60_500), ("-1s", -1000), ("+2s", 2000), ("1500us", nil), (".5s", 500), ("1.s", 1000), ("", nil),
            ("5", nil), ("s", nil), ("1x", nil), ("1 s", nil), ("9999999999h", nil), ("1s-1s", nil), ("1h.", nil),
        ] as [(String, Int?)])
    func `lengths of time are written as in Go`(_ text: String, _ milliseconds: Int?) throws {
        let json = #"{"client":{"stale_close_delay":"\#(text)"}}"#
        if text == "1500us" {
            #expect(try parse(json).client.staleCloseDelay == .microseconds(1500))
        } else if let milliseconds {
            #expect(try parse(json).client.staleCloseDelay == .milliseconds(milliseconds))
        } else {
            #expect(mistake(json)?.expected == .duration)
        }
    }

    @Test func `of repeated names the last counts, and null is nothing`() throws {
        #expect(try parse(#"{"http_api":{"key":"a","key":"b"},"client":null}"#).api.key.revealed == "b")
    }

    @Test func `no way of printing shows a key`() throws {
        let configuration = try parse(
            #"{"http_api":{"key":"topsecret"},"client":{"token":{"hmac_secret_key":"topsecret"}}}"#)
        var dumped = ""
        dump(configuration, to: &dumped)
        let texts = ["\(configuration)", String(reflecting: configuration), dumped]
        #expect(texts.allSatisfy { !$0.contains("topsecret") })
    }

    @Test func `the playground has a namespace for each thing to try`() throws {
        let playground = PracticeConfiguration.playground(seed: 1)
        #expect(playground.namespaces.map(\.name) == ["hist", "cache", "pres", "plain", "users", "board"])
        #expect(playground.namespaces.allSatisfy { !$0.summary.isEmpty })
        #expect(playground.withoutNamespace.presence)
        #expect(playground.nodeName == "practice")
        #expect(playground.api.key.revealed.count == 32)
    }

    @Test func `one connection per user needs presence where their own channels are`() throws {
        func file(_ personal: String, _ channel: String) -> String {
            let personal = #""single_connection":true\#(personal)"#
            return #"{"client":{"subscribe_to_user_personal_channel":{\#(personal)}},"channel":{\#(channel)}}"#
        }
        let single = "client.subscribe_to_user_personal_channel.single_connection"
        let inNamespace = #","enabled":true,"personal_channel_namespace":"aa""#
        let error = try #require(mistake(file("", "")))
        #expect(error.path == "channel.without_namespace.presence")
        #expect(error.expected == .presence(with: single))
        #expect(mistake(file("", #""without_namespace":{"presence":true}"#)) == nil)
        let other = try #require(mistake(file(inNamespace, #""namespaces":[{"name":"aa"}]"#)))
        #expect(other.path == "channel.namespaces[0].presence")
        #expect(mistake(file(inNamespace, #""namespaces":[{"name":"aa","presence":true}]"#)) == nil)
    }

    @Test func `an interval of zero for looking after subscriptions is the default`() throws {
        let client = try parse(#"{"client":{"presence_update_interval":"0s"}}"#).client
        #expect(client.presenceUpdateInterval == .seconds(27))
    }
}
