import CentrifugoTransport
import Glibc
import NIOPosix

/// A server on a thread of its own that treats its connections one after the other as scripts say.
///
/// So a test can have any misbehaviour. Reads and writes give up after some seconds, so that a failing test ends.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (Peer) throws -> Void

    let endpoint: Endpoint
    private let listener: Int32
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let work: Task<Void, any Error>

    fileprivate init(_ place: Endpoint.Location?, _ scripts: [Script]) throws {
        let listener: Int32
        switch place {
        case .unixSocket(let path)?:
            listener = try boundToPath(path, isListening: true)
            endpoint = Endpoint(location: .unixSocket(path: path))
        default:
            let (socket, port) = try listeningOnLoopback()
            listener = socket
            endpoint = Endpoint(location: .host("127.0.0.1", port: port))
        }
        self.listener = listener
        pool.start()
        work = Task { [pool] in
            try await pool.runIfActive {
                for script in scripts {
                    let socket = accept(listener, nil, nil)
                    guard socket >= 0 else { return }
                    let peer = Peer(socket)
                    defer { peer.close() }
                    try script(peer)
                }
            }
        }
    }

    /// Waits until the scripts have run; one that nobody has connected for is left out.
    fileprivate func finish() async throws {
        shutdown(listener, Int32(SHUT_RDWR))
        defer { close(listener) }
        do {
            try await work.value
        } catch {
            try await pool.shutdownGracefully()
            throw error
        }
        try await pool.shutdownGracefully()
    }
}

/// Runs a test against a server of one connection.
func withServer(
    at place: Endpoint.Location? = nil,
    _ script: @escaping ScriptedServer.Script,
    test: (ScriptedServer) async throws -> Void
) async throws {
    try await withServer(at: place, [script], test: test)
}

/// Runs a test against a server, and then the scripts to their end: each must have come through.
func withServer(
    at place: Endpoint.Location? = nil,
    _ scripts: [ScriptedServer.Script],
    test: (ScriptedServer) async throws -> Void
) async throws {
    let server = try ScriptedServer(place, scripts)
    do {
        try await test(server)
    } catch {
        try? await server.finish()
        throw error
    }
    try await server.finish()
}
