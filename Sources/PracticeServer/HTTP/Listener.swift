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
        let plan = ListenPlan(configuration)
        func bind(_ part: ListenPlan.Part) async throws(PracticeServerError) -> Int {
            let router = Router(engine, configuration, part.endpoints, on: group.next(), logger: logger)
            return try await Self.bind(router, part.socket, group)
        }
        let main = try await bind(plan.main)
        guard let inner = plan.inner else { return Ports(main: main, internal: nil) }
        return Ports(main: main, internal: try await bind(inner))
    }

    private static func bind(
        _ router: Router, _ socket: PracticeSocket, _ group: MultiThreadedEventLoopGroup
    ) async throws(PracticeServerError) -> Int {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause())
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try HTTPPipeline.install(on: channel, router) }
            }
        do {
            let host = socket.address.isEmpty ? "0.0.0.0" : socket.address
            let channel = try await bootstrap.bind(host: host, port: socket.port).get()
            return channel.localAddress?.port ?? socket.port
        } catch {
            throw failure(error, socket)
        }
    }

    private static func failure(_ error: any Error, _ socket: PracticeSocket) -> PracticeServerError {
        guard let error = error as? IOError else { return .noSuchAddress(socket) }
        switch error.errnoCode {
        case EADDRINUSE: return .portInUse(socket)
        case EACCES, EPERM: return .notPermitted(socket)
        case EADDRNOTAVAIL: return .noSuchAddress(socket)
        default: return .system(socket, errno: error.errnoCode)
        }
    }
}
