internal import NIOCore
internal import NIOSSL

extension TransportError {
    /// Names what failed in a handshake.
    init(handshake error: any Error, certificate: NIOSSLCertificate?, identity: ServerIdentity) {
        if let error = error as? NIOSSLExtraError,
            error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch
        {
            self = .tlsNameMismatch(expected: identity.expected, presented: certificate?.presentedNames ?? [])
        } else if error is IOError {
            self = .tlsHandshakeFailed(.closed)
        } else if let reason = tlsReason(error) {
            let isDistrust = reason == "CERTIFICATE_VERIFY_FAILED"
            self =
                (isDistrust ? certificate?.distrust : nil).map(TransportError.tlsUntrusted)
                ?? .tlsHandshakeFailed(HandshakeFailure(reason: reason))
        } else {
            self = .tlsHandshakeFailed(.other("\(error)"))
        }
    }

    /// Names an alert by which a server refuses us after its own end of the handshake (RFC 8446 §4.4.2.4:
    /// a missing or unwanted client certificate is found out only then); `nil` for any other error.
    init?(alertAfterHandshake error: any Error) {
        guard let reason = tlsReason(error), case .alert(let name) = HandshakeFailure(reason: reason) else {
            return nil
        }
        self = .tlsHandshakeFailed(.alert(name))
    }
}

extension HandshakeFailure {
    /// Sorts a failure by the TLS library's name for it, such as `SSLV3_ALERT_HANDSHAKE_FAILURE`.
    init(reason: String) {
        let words = reason.split(separator: "_")
        if let alert = words.firstIndex(of: "ALERT") {
            self = .alert(words[(alert + 1)...].joined(separator: "_"))
        } else if ["WRONG_VERSION_NUMBER", "HTTP_REQUEST"].contains(reason) {
            self = .notTLS
        } else {
            self = reason == eofReason ? .closed : .other(reason)
        }
    }
}

private let eofReason = "EOF"

/// The TLS library's own name for an error of its, without the place in its source.
private func tlsReason(_ error: any Error) -> String? {
    let libraryError =
        switch error as? NIOSSLError {
        case .handshakeFailed(let inner)?: inner
        default: error as? BoringSSLError
        }
    guard case .sslError(let stack)? = libraryError, let first = stack.first else { return nil }
    if first == .eofDuringHandshake { return eofReason }
    // It reads "Error: CODE error:CODE:SSL routines:OPENSSL_internal:NAME at FILE:LINE".
    let name = first.description.split(separator: ":").dropFirst(5).first
    return (name?.split(separator: " ").first).map(String.init)
}
