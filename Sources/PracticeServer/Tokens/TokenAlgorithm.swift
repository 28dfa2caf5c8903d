/// How a token is signed: a keyed hash (HMAC, RFC 2104) over SHA-2, named as in RFC 7518 §3.1.
public enum TokenAlgorithm: String, Sendable, CaseIterable {
    /// With SHA-256.
    case hs256 = "HS256"
    /// With SHA-384.
    case hs384 = "HS384"
    /// With SHA-512.
    case hs512 = "HS512"

    /// Computes the code that signs a message.
    package func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        switch self {
        case .hs256: Self.code(.sha256, message, key)
        case .hs384: Self.code(.sha384, message, key)
        case .hs512: Self.code(.sha512, message, key)
        }
    }

    /// Whether a code signs a message; how long the answer takes tells nothing about the right one.
    package func isCode(_ code: [UInt8], for message: [UInt8], key: [UInt8]) -> Bool {
        code.matches(secret: self.code(for: message, key: key))
    }

    private static func code<Word>(_ hash: SHA2<Word>, _ message: [UInt8], _ key: [UInt8]) -> [UInt8] {
        var block = key.count > hash.blockLength ? hash.digest(of: key) : key
        block.append(contentsOf: repeatElement(0, count: hash.blockLength - block.count))
        let inner = hash.digest(of: block.map { $0 ^ 0x36 } + message)
        return hash.digest(of: block.map { $0 ^ 0x5C } + inner)
    }
}
