/// Signs tokens as an application does.
public enum TokenSigner {
    /// Makes a token of claims, given as the bytes of a JSON object; HS256 unless told otherwise.
    ///
    /// The claims are not looked at, so a token can be made that no server accepts.
    public static func sign(
        _ claims: [UInt8], secret: PracticeSecret, algorithm: TokenAlgorithm = .hs256
    ) -> String {
        let header = #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#
        let signed = Base64URL.encode(header.utf8) + "." + Base64URL.encode(claims)
        let code = algorithm.code(for: Array(signed.utf8), key: Array(secret.revealed.utf8))
        return signed + "." + Base64URL.encode(code)
    }
}
