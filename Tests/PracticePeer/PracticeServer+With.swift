// PracticePeer: a practice server in this process for as long as a test needs it.
//
// For: tests of what talks to the server over its sockets. Others ask the engine or the router without any.
// Not for: the server as a process of its own (CentrifugoProcess) and what is said to it (LoopbackPeer).

public import PracticeServer

extension PracticeServer {
    /// Runs `body` with a server and stops it, however `body` ends; by default it has free ports.
    ///
    /// - Throws: ``PracticeServerError`` where it does not start, or what `body` throws.
    /// - Returns: What `body` returns.
    public static func with<Value>(
        _ configuration: PracticeConfiguration,
        _ options: PracticeOptions = PracticeOptions(port: 0, internalPort: 0),
        _ body: (PracticeServer) async throws -> Value
    ) async throws -> Value {
        let server = try await start(configuration, options)
        let value: Value
        do {
            value = try await body(server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        return value
    }

    /// The same with a configuration in JSON.
    ///
    /// - Throws: ``ConfigurationError`` also.
    public static func with<Value>(
        _ json: String, _ options: PracticeOptions = PracticeOptions(port: 0, internalPort: 0),
        _ body: (PracticeServer) async throws -> Value
    ) async throws -> Value {
        try await with(.parse(Array(json.utf8)), options, body)
    }
}
