internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// TLS for connections to one endpoint: the loaded files and what the certificate must name.
struct TLSLayer: Sendable {
    private let context: NIOSSLContext
    private let identity: ServerIdentity

    /// Reads the files that the options name, and waits for them.
    init(_ options: TLSOptions, host: String) throws(TransportError) {
        identity = ServerIdentity(options.serverName ?? host, isChecked: options.verifiesCertificates)
        context = try TLSFiles(options).makeContext(verifying: identity)
    }

    /// Shakes hands on a channel that is connected, and calls the completion with what failed or `nil`.
    func secure(_ channel: any Channel, completion: @escaping (TransportError?) -> Void) {
        do {
            let tls = try NIOSSLClientHandler(context: context, serverHostname: identity.serverName)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HandshakeGate(tls, identity, completion: completion))
            try pipeline.addHandler(tls, position: .first)
        } catch {
            completion(.tlsHandshakeFailed(.other("\(error)")))
        }
    }
}

/// Waits for the end of the handshake behind the TLS handler, says how it went, and leaves.
private final class HandshakeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let tls: NIOSSLClientHandler
    private let identity: ServerIdentity
    private var completion: ((TransportError?) -> Void)?

    init(_ tls: NIOSSLClientHandler, _ identity: ServerIdentity, completion: @escaping (TransportError?) -> Void) {
        self.tls = tls
        self.identity = identity
        self.completion = completion
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted? = event as? TLSUserEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        let mismatch = identity.mismatch(with: tls.peerCertificate)
        if mismatch == nil { context.pipeline.syncOperations.removeHandler(self, promise: nil) }
        finish(mismatch)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(TransportError(handshake: error, certificate: tls.peerCertificate, identity: identity))
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.tlsHandshakeFailed(.closed))
    }

    /// Of a channel that closes while it becomes active, this is all that is told.
    func channelUnregistered(context: ChannelHandlerContext) {
        finish(.tlsHandshakeFailed(.closed))
    }

    private func finish(_ error: TransportError?) {
        completion.take()?(error)
    }
}
