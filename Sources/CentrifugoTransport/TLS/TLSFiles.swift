internal import Glibc
internal import NIOSSL

/// The files that the options name, loaded into a context.
struct TLSFiles {
    private let options: TLSOptions

    init(_ options: TLSOptions) {
        self.options = options
    }

    func makeContext(verifying identity: ServerIdentity) throws(TransportError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        configuration.certificateVerification = identity.verification
        if let path = options.authorityFile {
            configuration.trustRoots = .certificates(try certificates(path, .authority))
        }
        guard let path = options.certificateFile else {
            return try context(configuration, or: (options.authorityFile ?? "", .authority, .malformed))
        }
        configuration.certificateChain = try certificates(path, .certificate).map { .certificate($0) }
        let keyPath = options.keyFile ?? path
        configuration.privateKey = .privateKey(try key(keyPath))
        return try context(configuration, or: (keyPath, .key, .keyMismatch))
    }

    private func context(
        _ configuration: TLSConfiguration, or failure: (path: String, role: TLSFileRole, problem: TLSFileProblem)
    ) throws(TransportError) -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .tlsFile(path: failure.path, role: failure.role, problem: failure.problem)
        }
    }

    private func certificates(_ path: String, _ role: TLSFileRole) throws(TransportError) -> [NIOSSLCertificate] {
        try checkReadable(path, role)
        guard let found = try? NIOSSLCertificate.fromPEMFile(path), !found.isEmpty else {
            throw .tlsFile(path: path, role: role, problem: .malformed)
        }
        return found
    }

    private func key(_ path: String) throws(TransportError) -> NIOSSLPrivateKey {
        try checkReadable(path, .key)
        guard let key = try? NIOSSLPrivateKey(file: path, format: .pem) else {
            throw .tlsFile(path: path, role: .key, problem: .malformed)
        }
        return key
    }

    /// Finds out what the TLS library does not tell: why a file cannot be opened.
    private func checkReadable(_ path: String, _ role: TLSFileRole) throws(TransportError) {
        // The path is read during the call only.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .tlsFile(path: path, role: role, problem: .unreadable(errno: errno)) }
        close(file)
    }
}
