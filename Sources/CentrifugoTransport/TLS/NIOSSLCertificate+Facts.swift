internal import Glibc
internal import NIOCore
internal import NIOSSL

extension NIOSSLCertificate {
    /// The numeric addresses it is for, each as 4 or 16 bytes.
    var addresses: [[UInt8]] {
        _subjectAlternativeNames().filter { $0.nameType == .ipAddress }.map { $0.contents.bytes }
    }

    /// The names and numeric addresses it is for, as text.
    ///
    /// The common name counts only where there are none (RFC 6125 §6.4.4).
    var presentedNames: [String] {
        let names = _subjectAlternativeNames().compactMap { name -> String? in
            switch name.nameType {
            case .dnsName: String(decoding: name.contents.bytes, as: UTF8.self)
            case .ipAddress: numericText(name.contents.bytes)
            default: nil
            }
        }
        return names.isEmpty ? [text(of: subjectName)].filter { !$0.isEmpty } : names
    }

    /// Why it is not to be trusted, given that its chain was refused.
    var distrust: Distrust {
        let now = time(nil)
        if notValidAfter < now { return .expired(notAfter: notValidAfter) }
        if notValidBefore > now { return .notYetValid(notBefore: notValidBefore) }
        if subjectName == issuerName { return .selfSigned(subject: text(of: subjectName)) }
        return .unknownIssuer(issuer: text(of: issuerName))
    }

    private func text(of name: [SSLCertificateName]) -> String {
        let common = name.filter { $0.type == .commonName }
        return (common.isEmpty ? name : common).map(\.value).joined(separator: ", ")
    }

    private func numericText(_ bytes: [UInt8]) -> String? {
        try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0).ipAddress
    }
}

extension _SubjectAlternativeName.Contents {
    fileprivate var bytes: [UInt8] {
        // The bytes are copied while the certificate keeps them alive.
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }
}
