import PracticeServer
import Testing

struct TokenClaimsTests {
    private static let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."

    private func verifier(user claim: String) -> TokenVerifier {
        var options = ClientOptions.Tokens()
        options.secret = PracticeSecret("s1")
        options.userIDClaim = claim
        return TokenVerifier(options)
    }

    private func signed(_ claims: String) -> ByteText {
        ByteText(TokenSigner.sign(Array(claims.utf8), secret: PracticeSecret("s1")))
    }

    private func connection(token: ByteText, user claim: String = "") throws(TokenError) -> ConnectionToken {
        try verifier(user: claim).connection(token, at: Moment(secondsSince1970: 1_700_000_000))
    }

    private func connection(_ claims: String, user claim: String = "") throws(TokenError) -> ConnectionToken {
        try connection(token: signed(claims), user: claim)
    }

    private func subscription(token: ByteText, user claim: String = "") throws(TokenError) -> SubscriptionToken {
        try verifier(user: claim).subscription(token, at: Moment(secondsSince1970: 1_700_000_000))
    }

    private func subscription(_ claims: String, user claim: String = "") throws(TokenError) -> SubscriptionToken {
        try subscription(token: signed(claims), user: claim)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a recorded token subscribes its connection`() throws {
        let connection = try connection(
            token: ByteText(
                Self.header
                    + "eyJzdWIiOiI0MiIsInN1YnMiOnsicHJlczpzIjp7ImluZm8iOnsiciI6MX0sImRhdGEiOnsiZCI6MX0sIm92ZXJyaWRl"
                    + "Ijp7InByZXNlbmNlIjp7InZhbHVlIjp0cnVlfX19LCJvcGVuOnMiOnt9fX0"
                    + ".ZWgs2dvFmB4HkLJ43NpSl89hNC--29a_N4kPy4sXJ-U"))
        #expect(connection.user == "42")
        #expect(connection.subscriptions.map(\.channel) == ["pres:s", "open:s"])
        let (first, second) = (connection.subscriptions[0].claims, connection.subscriptions[1].claims)
        #expect(text(first.info) == #"{"r":1}"#)
        #expect(text(first.data) == #"{"d":1}"#)
        #expect(first.overrides.presence == true)
        #expect(first.overrides.joinLeave == nil)
        #expect(second.info.isEmpty && second.data.isEmpty && second.overrides.presence == nil)
    }

    @Test func `a recorded token names its user in UTF-8`() throws {
        let token = Self.header + "eyJzdWIiOiLDqVwiPPCfmIA-In0.LVt4_aAL0BUCJM_P0UbRPzu8P555WCEKzEZdYwm-TiU"
        #expect(try connection(token: ByteText(token)).user == #"é"<😀>"#)
    }

    @Test(
        arguments: [
            (
                "eyJzdWIiOiI0MiIsImI2NGluZm8iOiJleUpoSWpveGZRPT0ifQ.0g1lijJNMyvN3NSFmbSTZ2b_xHUOQMyv4eBlHafWaJg",
                #"{"a":1}"#
            ),
            ("eyJzdWIiOiI0MiIsImI2NGluZm8iOiJBQUU9In0.hxpqCEZ8870ku5U5AbvZjFH-JRBbAIgSyUOS7gCSE9w", "\u{0}\u{1}"),
        ])
    func `recorded information in base64 may be anything`(_ token: String, _ info: String) throws {
        #expect(text(try connection(token: ByteText(Self.header + token)).info) == info)
    }

    @Test(
        arguments: [
            (#"{"info":{"n": 1.0, "n":1}}"#, #"{"n": 1.0, "n":1}"#), (#"{"info":null}"#, "null"),
            (#"{"info":"é\u00e9"}"#, #""é\u00e9""#), ("{}", ""), (#"{"info":1,"b64info":"Mg=="}"#, "2"),
            (#"{"info":1,"b64info":""}"#, "1"), (#"{"info":1,"b64info":null}"#, "1"), (#"{"b64info":"M\ng=="}"#, "2"),
            (#"{"INFO":1,"Info":2}"#, "2"),
        ])
    func `information is kept as it was written, and base64 comes first`(_ claims: String, _ info: String) throws {
        #expect(text(try connection(claims).info) == info)
    }

    @Test(arguments: ["*", "Mg", "Mg=", "M g==", "_w=="])
    func `information in base64 that is none is an error of its own`(_ base64: String) {
        #expect(throws: TokenError.malformedInfo) { try connection(#"{"b64info":"\#(base64)"}"#) }
    }

    @Test(
        arguments: [
            (#"{"x":1}"#, 0), (#"{"exp":1800000000}"#, 1_800_000_000), (#"{"exp":1800000000.9}"#, 1_800_000_000),
            (#"{"exp":1800000000,"expire_at":0}"#, 0), (#"{"exp":1800000000,"expire_at":-5}"#, 0),
            (#"{"exp":1800000000,"expire_at":5}"#, 5), (#"{"expire_at":1900000000}"#, 1_900_000_000),
            (#"{"exp":1800000000,"expire_at":null}"#, 1_800_000_000),
        ] as [(String, Int64)])
    func `what a token allows ends with expire_at, or else with the token`(
        _ claims: String, _ expected: Int64
    ) throws {
        #expect(try connection(claims).expireAt == expected)
        #expect(try subscription(claims.dropLast() + #","channel":"c"}"#).expireAt == expected)
    }

    @Test func `channels are subscribed to once each and in order, unless there are subs`() throws {
        let connection = try connection(#"{"channels":["b","a","b",null,"é"]}"#)
        #expect(connection.subscriptions.map(\.channel) == ["b", "a", "", "é"])
        #expect(connection.subscriptions.allSatisfy { $0.claims == connection.subscriptions[0].claims })
        #expect(try self.connection(#"{"channels":["a"],"subs":{}}"#).subscriptions.map(\.channel) == ["a"])
        #expect(try self.connection(#"{"channels":["a"],"subs":{"b":null}}"#).subscriptions.map(\.channel) == ["b"])
    }

    @Test func `of channels named twice in subs the last counts`() throws {
        let subscriptions = try connection(
            #"{"subs":{"a":{"info":1,"data":2},"b":{},"a":{"info":3}}}"#
        ).subscriptions
        #expect(subscriptions.map(\.channel) == ["a", "b"])
        #expect(text(subscriptions[0].claims.info) == "3")
        #expect(subscriptions[0].claims.data.isEmpty)
    }

    @Test func `each option has its override, and one without a value turns off`() throws {
        let overrides = try subscription(
            #"""
            {"channel":"c","override":{"presence":{"value":true},"join_leave":{"value":false},"force_recovery":{},
             "force_positioning":{"value":null},"force_push_join_leave":null,"other":1}}
            """#
        ).claims.overrides
        #expect(overrides.presence == true)
        #expect(overrides.joinLeave == false)
        #expect(overrides.forceRecovery == false)
        #expect(overrides.forcePositioning == false)
        #expect(overrides.forcePushJoinLeave == nil)
        let others = try subscription(
            #"{"channel":"c","override":{"FORCE_RECOVERY":{"VALUE":true},"force_positioning":{"value":true},"#
                + #""force_push_join_leave":{"value":true}}}"#
        ).claims.overrides
        #expect(others.presence == nil && others.joinLeave == nil)
        #expect(others.forceRecovery == true && others.forcePositioning == true && others.forcePushJoinLeave == true)
    }

    @Test func `a recorded token of a subscription says what it was made for`() throws {
        let subscription = try subscription(
            token: ByteText(
                Self.header
                    + "eyJzdWIiOiI0MiIsImNoYW5uZWwiOiJwbGFpbjp3NCIsImluZm8iOnsiYSI6MX0sImRhdGEiOnsiZCI6MX19"
                    + ".b48TomGeBy_Sz07IT0_Lssav_IvJrFV94Ww2QbC8fio"))
        #expect(subscription.user == "42")
        #expect(subscription.channel == "plain:w4")
        #expect(subscription.client == "")
        #expect(text(subscription.claims.info) == #"{"a":1}"#)
        #expect(text(subscription.claims.data) == #"{"d":1}"#)
    }

    @Test func `a subscription may be for one client, with payloads in base64`() throws {
        let subscription = try subscription(
            #"{"channel":"c","client":"x","info":1,"b64info":"Mg==","data":1,"b64data":"AAE="}"#)
        #expect(subscription.client == "x")
        #expect(text(subscription.claims.info) == "2")
        #expect(subscription.claims.data == [0, 1])
    }

    @Test(
        arguments: [
            (#"{"sub":"a","user":"b"}"#, "b"), (#"{"sub":"a"}"#, ""), (#"{"User":"b"}"#, ""), (#"{"user":42}"#, "42"),
            (#"{"user":-7}"#, "-7"), (#"{"user":1.50}"#, "1.5"), (#"{"user":1e3}"#, "1000"),
            (#"{"user":true}"#, "true"),
            (#"{"user":null}"#, ""), (#"{"user":{"a": 1}}"#, #"{"a": 1}"#), (#"{"user":"a","user":"b"}"#, "a"),
            (#"{"user":"\u00e9"}"#, "é"), ("null", ""),
        ])
    func `another claim may name the user, whatever its type`(_ claims: String, _ user: String) throws {
        #expect(try connection(claims, user: "user").user == ByteText(user))
        if claims != "null" {
            let claims = #"{"channel":"c","# + claims.dropFirst()
            #expect(try subscription(claims, user: "user").user == ByteText(user))
        }
    }

    @Test func `the user is the subject unless told otherwise`() throws {
        #expect(try connection(#"{"sub":"a","user":"b"}"#).user == "a")
        #expect(try connection(#"{"Sub":"a"}"#).user == "a")
        #expect(try connection("{}").user == "")
        #expect(try subscription(#"{"sub":"a","channel":"c"}"#).user == "a")
    }
}
