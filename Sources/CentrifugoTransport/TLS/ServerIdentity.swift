internal import NIOSSL

/// What the server's certificate must name.
enum ServerIdentity: Sendable {
    /// A host name: the TLS library asks for it and checks it.
    case name(String)
    /// A numeric address, checked here: the library would compare with the address of the connection, which
    /// may be a proxy's.
    case address(String, NumericAddress)
    /// Nothing is checked; the name, if any, is only asked for.
    case unchecked(serverName: String?)

    init(_ host: String, isChecked: Bool) {
        let address = NumericAddress(host)
        self =
            switch (isChecked, address) {
            case (true, let address?): .address(host, address)
            case (true, nil): .name(host)
            case (false, let address): .unchecked(serverName: address == nil ? host : nil)
            }
    }

    /// The name to send to the server (RFC 6066 §3, which leaves out numeric addresses).
    var serverName: String? {
        switch self {
        case .name(let name): name
        case .address: nil
        case .unchecked(let serverName): serverName
        }
    }

    /// The host as it was expected.
    var expected: String {
        switch self {
        case .name(let name), .address(let name, _): name
        case .unchecked(let serverName): serverName ?? ""
        }
    }

    var verification: CertificateVerification {
        switch self {
        case .name: .fullVerification
        case .address: .noHostnameVerification
        case .unchecked: .none
        }
    }

    /// Returns an error unless the certificate names what it must, as far as the library has not checked it.
    func mismatch(with certificate: NIOSSLCertificate?) -> TransportError? {
        guard case .address(let host, let address) = self else { return nil }
        if certificate?.addresses.contains(address.bytes) == true { return nil }
        return .tlsNameMismatch(expected: host, presented: certificate?.presentedNames ?? [])
    }
}
