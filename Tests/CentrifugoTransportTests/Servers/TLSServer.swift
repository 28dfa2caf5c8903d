import CentrifugoTransport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Testing

/// An `https` server that answers every request with 200 and `hello`.
struct TLSServer {
    let channel: any Channel
    let port: Int

    func endpoint(_ host: String) -> Endpoint {
        Endpoint(scheme: .https, location: .host(host, port: port))
    }
}

/// Runs a test against an `https` server with a certificate of that file name.
func withTLSServer(
    certificate name: String, asksForCertificate: Bool = false, test: (TLSServer) async throws -> Void
) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
        try await test(makeServer(group, certificate: name, asksForCertificate: asksForCertificate))
    } catch {
        try await group.shutdownGracefully()
        throw error
    }
    try await group.shutdownGracefully()
}

private func makeServer(
    _ group: MultiThreadedEventLoopGroup, certificate name: String, asksForCertificate: Bool
) async throws -> TLSServer {
    var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificatePath(name)).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: certificatePath(name, "key"), format: .pem)))
    if asksForCertificate {
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .file(certificatePath("authority"))
    }
    let context = try NIOSSLContext(configuration: configuration)
    let channel = try await ServerBootstrap(group: group)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                try channel.pipeline.syncOperations.addHandler(HelloHandler())
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    return TLSServer(channel: channel, port: try #require(channel.localAddress?.port))
}

/// The path of a file among the test certificates.
func certificatePath(_ name: String, _ kind: String = "pem") -> String {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(folder)/Certificates/\(name).\(kind)"
}

private final class HelloHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "5"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "hello")))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
