import CentrifugoTransport
import Glibc
import Testing

@Suite struct UnixSocketTests {
    @Test func `a request goes over a unix socket`() async throws {
        try await withSocketPath { path async throws in
            try await withServer(
                at: .unixSocket(path: path),
                { peer in
                    #expect(try peer.readRequest().contains("\r\nHost: localhost\r\n"))
                    try peer.write(ok("over the socket"))
                    try peer.readRequest()
                    try peer.write(ok("again"))
                }
            ) { server async throws in
                let connection = makeConnection(to: server.endpoint)
                #expect(try await connection.postForText() == "over the socket")
                #expect(try await connection.postForText() == "again")
            }
        }
    }

    @Test func `a path without a file is told as missing`() async throws {
        try await withSocketPath { path async throws in
            #expect(await errorConnecting(to: path) == .socketMissing(path: path))
        }
    }

    @Test func `a socket that nobody listens on is told as refusing`() async throws {
        try await withSocketPath { path async throws in
            let socket = try boundToPath(path, isListening: false)
            defer { close(socket) }
            #expect(await errorConnecting(to: path) == .socketRefused(path: path))
        }
    }

    @Test func `a path that cannot be one of a socket is told with the code of the system`() async {
        #expect(await errorConnecting(to: "/dev/null/x") == .socketUnusable(path: "/dev/null/x", errno: ENOTDIR))
        let long = String(repeating: "x", count: 200)
        #expect(await errorConnecting(to: long) == .socketUnusable(path: long, errno: ENAMETOOLONG))
    }

    private func errorConnecting(to path: String) async -> TransportError? {
        let connection = makeConnection(to: Endpoint(location: .unixSocket(path: path)))
        return await transportError { try await connection.post() }
    }

    /// Gives a path in a new folder, which is removed in the end.
    private func withSocketPath(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/transport-XXXXXX\0".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            unlink(folder + "/socket")
            rmdir(folder)
        }
        try await body(folder + "/socket")
    }
}
