// Tokens: who a client is and what it may subscribe to, said by an application in JSON web tokens (RFC 7519).
//
// For: verifying compact tokens signed with HMAC, reading their claims as the server does, and signing tokens for
// examples and tests.
// Not for: RSA, elliptic curves and key sets, which this server does not honour; and not for what follows from the
// claims, such as whether a channel exists or whose connection it is.

/// Why a token is not accepted.
package enum TokenError: Error {
    /// It is no token, its signature or a claim is wrong, or it is for something else.
    case invalid
    /// It is not good any more, or not yet.
    case expired
    /// A connection's `b64info` is no base64, which the server takes for a failure of its own.
    case malformedInfo
}

/// Verifies tokens of clients and reads what they say.
package struct TokenVerifier: Sendable {
    private let options: ClientOptions.Tokens
    private let skipsSignature: Bool
    private let issuer: ClaimRule
    private let audience: ClaimRule

    /// Makes a verifier; one that skips the signature believes everybody.
    package init(_ options: ClientOptions.Tokens, skipsSignature: Bool = false) {
        self.options = options
        self.skipsSignature = skipsSignature
        issuer = ClaimRule(text: options.issuer, pattern: options.issuerRegex)
        audience = ClaimRule(text: options.audience, pattern: options.audienceRegex)
    }

    /// Verifies the token of a connection.
    ///
    /// - Throws: ``TokenError``; of several failures `invalid` comes before `expired` and that before `malformedInfo`.
    package func connection(_ token: ByteText, at now: Moment) throws(TokenError) -> ConnectionToken {
        let token = try CompactToken(token.bytes)
        let claims = try Claims(token.claims, as: .connection)
        try verify(token, claims, at: now)
        // A token for one channel is no ticket to the server, however good its signature is.
        guard claims.text("channel").isEmpty else { throw .invalid }
        try verifyTimes(of: claims, at: now)
        return try ConnectionToken(claims, user: user(of: claims))
    }

    /// Verifies the token of a subscription.
    ///
    /// - Throws: ``TokenError``; `expired` comes before `invalid` only where the channel or base64 is what is wrong.
    package func subscription(_ token: ByteText, at now: Moment) throws(TokenError) -> SubscriptionToken {
        let token = try CompactToken(token.bytes)
        let claims = try Claims(token.claims, as: .subscription)
        try verify(token, claims, at: now)
        try verifyTimes(of: claims, at: now)
        guard !claims.text("channel").isEmpty else { throw .invalid }
        return try SubscriptionToken(claims, user: user(of: claims))
    }

    private func verify(_ token: CompactToken, _ claims: Claims, at now: Moment) throws(TokenError) {
        guard skipsSignature || isSigned(token, at: now) else { throw .invalid }
        guard issuer.accepts([claims.text("iss")]), audience.accepts(claims.audience) else { throw .invalid }
    }

    private func verifyTimes(of claims: Claims, at now: Moment) throws(TokenError) {
        let now = NumericDate(now)
        if let expiry = claims.expiry, expiry <= now { throw .expired }
        if let start = claims.notBefore, start >= now { throw .expired }
    }

    private func isSigned(_ token: CompactToken, at now: Moment) -> Bool {
        guard let algorithm = token.algorithm else { return false }
        var secrets = [options.secret]
        if isInRotation(at: now) { secrets.append(options.previousSecret) }
        return secrets.contains {
            // Everybody can sign with the empty secret, so it means that there is none.
            !$0.revealed.isEmpty
                && algorithm.isCode(token.signature, for: token.signed, key: Array($0.revealed.utf8))
        }
    }

    private func isInRotation(at now: Moment) -> Bool {
        guard let end = options.previousSecretValidUntil else { return true }
        return now.secondsSince1970 <= end
    }

    private func user(of claims: Claims) -> ByteText {
        options.userIDClaim.isEmpty ? claims.text("sub") : claims.spelling(of: ByteText(options.userIDClaim))
    }
}
