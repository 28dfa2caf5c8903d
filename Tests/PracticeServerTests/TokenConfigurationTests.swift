import PracticeServer
import Testing

struct TokenConfigurationTests {
    private func client(_ options: String) throws(ConfigurationError) -> ClientOptions {
        try PracticeConfiguration.parse(Array(#"{"client":{\#(options)}}"#.utf8)).client
    }

    private func mistake(_ options: String) -> ConfigurationError? {
        do throws(ConfigurationError) {
            _ = try client(options)
            return nil
        } catch {
            return error
        }
    }

    @Test func `without options no token is good and every signature counts`() throws {
        let client = try client("")
        #expect(client.token == ClientOptions.Tokens())
        #expect(client.token.secret.revealed.isEmpty && client.token.previousSecret.revealed.isEmpty)
        #expect(client.token.previousSecretValidUntil == nil)
        #expect(client.subscriptionToken == nil)
        #expect(!client.insecureSkipTokenSignatureVerify)
    }

    @Test func `the options of tokens are read`() throws {
        let client = try client(
            #"""
            "token":{"hmac_secret_key":"s1","hmac_previous_secret_key":"s0",
                     "hmac_previous_secret_key_valid_until":1700000000,"audience":"a","issuer":"i",
                     "user_id_claim":"User_id"},
            "subscription_token":{"enabled":true,"hmac_secret_key":"s2","audience_regex":"^a","issuer_regex":"i$"},
            "insecure_skip_token_signature_verify":true
            """#)
        #expect(client.token.secret.revealed == "s1")
        #expect(client.token.previousSecret.revealed == "s0")
        #expect(client.token.previousSecretValidUntil == 1_700_000_000)
        #expect(client.token.audience == "a" && client.token.issuer == "i")
        #expect(client.token.audienceRegex.isEmpty && client.token.issuerRegex.isEmpty)
        #expect(client.token.userIDClaim == "User_id")
        let own = try #require(client.subscriptionToken)
        #expect(own.secret.revealed == "s2")
        #expect(own.audienceRegex == "^a" && own.issuerRegex == "i$")
        #expect(own.audience.isEmpty && own.userIDClaim.isEmpty)
        #expect(client.insecureSkipTokenSignatureVerify)
    }

    @Test func `0 and null set no end to the secret before`() throws {
        for end in ["0", "null"] {
            let token = try client(#""token":{"hmac_previous_secret_key_valid_until":\#(end)}"#).token
            #expect(token.previousSecretValidUntil == nil)
        }
    }

    @Test func `keys that are not for HMAC are named as not honoured`() throws {
        let names = ["rsa_public_key", "ecdsa_public_key", "jwks_public_endpoint"]
        let keys = names.map { #""\#($0)":"x""# }.joined(separator: ",")
        let configuration = try PracticeConfiguration.parse(
            Array(#"{"client":{"token":{"hmac_secret_key":"s",\#(keys)},"subscription_token":{\#(keys)}}}"#.utf8))
        #expect(
            configuration.ignored
                == names.map { "client.token.\($0)" } + names.map { "client.subscription_token.\($0)" })
    }

    @Test(
        arguments: [
            ("hmac_secret_key", "5", .text), ("hmac_previous_secret_key", "5", .text),
            ("hmac_previous_secret_key_valid_until", "-1", .integer(0...Int.max)),
            ("hmac_previous_secret_key_valid_until", "1.5", .integer(0...Int.max)),
            ("audience", "[]", .text),
            ("audience_regex", #""(""#, .regularExpression(fault: "missing closing ): `(`")),
            ("issuer_regex", #""[""#, .regularExpression(fault: "missing closing ]: `[`")),
            ("user_id_claim", #""a.b""#, .claimName),
            ("user_id_claim", #""é""#, .claimName), ("user_id_claim", #""a1""#, .claimName),
        ] as [(String, String, ConfigurationError.Expectation)])
    func `a mistake is told by its place`(
        _ name: String, _ value: String, _ expected: ConfigurationError.Expectation
    ) throws {
        for object in ["token", "subscription_token"] {
            let error = try #require(mistake(#""\#(object)":{"\#(name)":\#(value)}"#))
            #expect(error.path == "client.\(object).\(name)")
            #expect(error.expected == expected)
            #expect(error.given == value)
        }
    }

    @Test func `the switch that skips signatures is a flag`() {
        #expect(mistake(#""insecure_skip_token_signature_verify":1"#)?.expected == .flag)
    }

    @Test(arguments: ["audience", "issuer"])
    func `a text and a regular expression for the same claim contradict each other`(_ name: String) throws {
        let error = try #require(mistake(#""token":{"\#(name)":"a","\#(name)_regex":"b"}"#))
        #expect(error.path == "client.token.\(name)_regex")
        #expect(error.expected == .absence(with: "client.token.\(name)"))
        #expect(mistake(#""token":{"\#(name)":"a","\#(name)_regex":""}"#) == nil)
        #expect(mistake(#""token":{"\#(name)":"","\#(name)_regex":"b"}"#) == nil)
    }

    @Test func `no way of printing shows a secret`() throws {
        let token = try client(#""token":{"hmac_secret_key":"topsecret","hmac_previous_secret_key":"topsecret"}"#).token
        var dumped = ""
        dump(token, to: &dumped)
        #expect(["\(token)", String(reflecting: token), dumped].allSatisfy { !$0.contains("topsecret") })
    }
}
