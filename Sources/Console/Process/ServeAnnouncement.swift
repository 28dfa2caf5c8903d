internal import LosslessJSON
internal import PracticeServer

/// What a served practice server says of itself: a name and its value on each line, and something to begin with.
///
/// Only what works is said.
enum ServeAnnouncement {
    static func lines(of server: PracticeServer) -> [String] {
        let configuration = server.configuration
        var lines: [String] = []
        if !configuration.api.isDisabled { lines += api(server, configuration.api) }
        if !configuration.webSocket.isDisabled { lines.append("websocket \(server.webSocketURL)") }
        if !server.tokenSecret.revealed.isEmpty { lines.append("token-secret \(server.tokenSecret.revealed)") }
        if let token = token(server) { lines.append("token \(token)") }
        return lines + (trial(server).map { ["try " + $0] } ?? [])
    }

    private static func api(_ server: PracticeServer, _ api: PracticeConfiguration.API) -> [String] {
        let key = server.apiKey.revealed
        return ["url \(server.url)"] + (key.isEmpty ? [] : ["api-key \(key)"])
    }

    /// A token for user 42; `nil` where a pattern decides who may issue one.
    private static func token(_ server: PracticeServer) -> String? {
        let rules = server.configuration.client.token
        guard !rules.secret.revealed.isEmpty, rules.audienceRegex.isEmpty, rules.issuerRegex.isEmpty else {
            return nil
        }
        var claims = [(rules.userIDClaim.isEmpty ? "sub" : rules.userIDClaim, "42")]
        if !rules.audience.isEmpty { claims.append(("aud", rules.audience)) }
        if !rules.issuer.isEmpty { claims.append(("iss", rules.issuer)) }
        let object = claims.map { "\(JSONText(string: $0).description):\(JSONText(string: $1).description)" }.joined(
            separator: ",")
        return TokenSigner.sign(Array("{\(object)}".utf8), secret: rules.secret)
    }

    /// A first call of the API; `nil` where none would succeed.
    private static func trial(_ server: PracticeServer) -> String? {
        let (api, key) = (server.configuration.api, server.apiKey.revealed)
        guard !api.isDisabled, api.isInsecure || !key.isEmpty else { return nil }
        guard !api.prefix.isEmpty else {
            // The console takes a URL without a path for one that ends in `/api`.
            let header = api.isInsecure ? "" : " -H \(ShellWord("X-API-Key: " + key))"
            return "curl -d '{}'\(header) \(ShellWord(server.url + "/info"))"
        }
        let authority = api.isInsecure ? "" : " --api-key \(ShellWord(key))"
        return "centsh --url \(ShellWord(server.url))\(authority) info"
    }
}
