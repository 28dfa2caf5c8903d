import LosslessJSON

/// A token taken apart: header, claims and signature in base64url, with dots between (RFC 7515 §3.1).
struct CompactToken {
    /// How it is signed; `nil` where the header names nothing that this server knows.
    let algorithm: TokenAlgorithm?
    let claims: JSONValue
    /// What the signature is for: everything up to the second dot, as it was sent.
    let signed: [UInt8]
    let signature: [UInt8]

    /// Takes a token apart; its signature is not looked at.
    init(_ token: [UInt8]) throws(TokenError) {
        let dot = UInt8(ascii: ".")
        // `eyJ` is `{"`: the server takes no header with white space in front of its first name.
        guard token.starts(with: "eyJ".utf8), let first = token.firstIndex(of: dot),
            let last = token.lastIndex(of: dot), first < last
        else { throw .invalid }
        algorithm = try Self.algorithm(namedIn: Self.json(token[..<first]))
        claims = try Self.json(token[(first + 1)..<last])
        signed = Array(token[..<last])
        signature = try Self.decoded(token[(last + 1)...])
    }

    private static func algorithm(namedIn header: JSONValue) throws(TokenError) -> TokenAlgorithm? {
        do throws(WrongType) {
            let name = try RequestDecoder.decode(header, as: headerShape).text("alg")
            return TokenAlgorithm(rawValue: name.text)
        } catch {
            throw .invalid
        }
    }

    /// Only the algorithm counts, but the others must be texts too.
    private static let headerShape = RequestShape([
        ("alg", .text), ("typ", .text), ("cty", .text), ("kid", .text),
    ])

    private static func json(_ part: ArraySlice<UInt8>) throws(TokenError) -> JSONValue {
        let bytes = try decoded(part)
        do throws(JSONError) {
            return try JSONValue.parse(bytes, options: RequestDecoder.options)
        } catch {
            throw .invalid
        }
    }

    private static func decoded(_ part: ArraySlice<UInt8>) throws(TokenError) -> [UInt8] {
        guard let bytes = Base64URL.decode(part) else { throw .invalid }
        return bytes
    }
}
