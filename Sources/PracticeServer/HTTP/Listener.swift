import Glibc
import Logging
import NIOCore
import NIOPosix

/// Opens the sockets of a server.
enum Listener {
    /// Where it listens.
    struct Ports: Sendable {
        let main: Int
        let `internal`: Int?
    }

    /// Opens one socket for everything, or two where the configuration keeps clients and the API apart.
    static func open(
        _ engine: Engine, _ configuration: PracticeConfiguration, on group: MultiThreadedEventLoopGroup,
        logger: Logger?
    ) async throws(PracticeServerError) -> Ports {
        let listen = configuration.listen
        func router(_ kinds: Router.Endpoints) -> Router {
            Router(engine, configuration, kinds, on: group.next(), logger: logger)
        }
        guard let internalPort = listen.internalPort else {
            return Ports(
                main: try await bind(router([.api, .clients]), listen.address, listen.port, group), internal: nil)
        }
        let isExternal = configuration.api.isExternal
        let main = router(isExternal ? [.api, .clients] : .clients)
        let inner = router(isExternal ? [] : .api)
        let address = listen.internalAddress.isEmpty ? listen.address : listen.internalAddress
        return Ports(
            main: try await bind(main, listen.address, listen.port, group),
            internal: try await bind(inner, address, internalPort, group))
    }

    private static func bind(
        _ router: Router, _ address: String, _ port: Int, _ group: MultiThreadedEventLoopGroup
    ) async throws(PracticeServerError) -> Int {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try HTTPPipeline.install(on: channel, router) }
            }
        do {
            let channel = try await bootstrap.bind(host: address.isEmpty ? "0.0.0.0" : address, port: port).get()
            return channel.localAddress?.port ?? port
        } catch {
            throw failure(error, address, port)
        }
    }

    private static func failure(_ error: any Error, _ address: String, _ port: Int) -> PracticeServerError {
        guard let error = error as? IOError else { return .noSuchAddress(address, port: port) }
        switch error.errnoCode {
        case EADDRINUSE: return .portInUse(address: address, port: port)
        case EACCES, EPERM: return .notPermitted(address: address, port: port)
        case EADDRNOTAVAIL: return .noSuchAddress(address, port: port)
        default: return .system(address: address, port: port, errno: error.errnoCode)
        }
    }
}
