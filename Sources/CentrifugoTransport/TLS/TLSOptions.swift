/// What TLS needs to know beside the endpoint.
public struct TLSOptions: Sendable, Hashable {
    /// A PEM file with the authorities to trust instead of the system's; `nil` means the system's.
    public var authorityFile: String?
    /// A PEM file with the client's certificate and its chain, for servers that ask for one.
    public var certificateFile: String?
    /// A PEM file with the key of that certificate; `nil` means that it is in the same file.
    public var keyFile: String?
    /// Whether the server's certificate is checked at all, its chain and its name; true by default.
    public var verifiesCertificates: Bool
    /// The name to ask for and to expect in the certificate, when it is not the endpoint's host.
    public var serverName: String?

    /// Makes options; the defaults are the system's authorities, full checks and no client certificate.
    public init(
        authorityFile: String? = nil,
        certificateFile: String? = nil,
        keyFile: String? = nil,
        verifiesCertificates: Bool = true,
        serverName: String? = nil
    ) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.verifiesCertificates = verifiesCertificates
        self.serverName = serverName
    }
}
