/// What a TLS file is for.
public enum TLSFileRole: Sendable, Hashable {
    /// The certificates of the authorities to trust.
    case authority
    /// The client's own certificate, with the chain that leads to an authority.
    case certificate
    /// The private key of the client's certificate.
    case key
}

/// What is wrong with a TLS file.
public enum TLSFileProblem: Sendable, Hashable {
    /// It cannot be opened, with the `errno` of the attempt.
    case unreadable(errno: Int32)
    /// It holds nothing of its role in PEM form, or a key that needs a password.
    case malformed
    /// The key does not belong to the certificate.
    case keyMismatch
}

/// Why a server's certificate was not trusted.
public enum Distrust: Sendable, Hashable {
    /// It is signed by itself, and not among the authorities.
    case selfSigned(subject: String)
    /// No known authority stands behind it.
    case unknownIssuer(issuer: String)
    /// Its time is over; `notAfter` is in seconds since 1970.
    case expired(notAfter: Int)
    /// Its time has not come yet, or the clock here is wrong; `notBefore` is in seconds since 1970.
    case notYetValid(notBefore: Int)
}

/// Why TLS was not set up, where neither trust nor the name is the reason.
public enum HandshakeFailure: Sendable, Hashable {
    /// What answers does not speak TLS.
    case notTLS
    /// The connection ended during the handshake.
    case closed
    /// The server refused us with a TLS alert, such as `CERTIFICATE_REQUIRED`: the name in TLS's own spelling.
    case alert(String)
    /// Any other failure, in the TLS library's spelling.
    case other(String)
}
