internal import Glibc
internal import PracticeServer

/// Runs only the practice server, in the foreground, for other clients.
struct ServeMode {
    private let environment: Environment
    private let options: ParsedOptions
    private let resolver: SettingsResolver

    init(_ environment: Environment, _ options: ParsedOptions, _ resolver: SettingsResolver) {
        self.environment = environment
        self.options = options
        self.resolver = resolver
    }

    func run() async throws(OptionError) -> ExitStatus {
        let (make, ignored) = try resolver.practice()
        let (interrupts, interrupted) = AsyncStream.makeStream(of: Int32.self)
        Signals.onInterrupt { interrupted.yield($0) }
        let server: PracticeServer
        do throws(PracticeServerError) {
            server = try await PracticeServer.start(
                make(), PracticeOptions(port: options.value(.port).flatMap { Int($0) }, seed: resolver.seed),
                logger: options.has(.verbose) ? Log.verbose : nil)
        } catch {
            throw .practiceServer(error)
        }
        for path in ignored { await say(environment.errors, "not honoured: \(path)") }
        if !server.isLoopback { await say(environment.errors, "warning: " + Self.warning(server)) }
        for line in Self.announcement(server) { await say(environment.output, line) }
        var signals = interrupts.makeAsyncIterator()
        _ = await signals.next()
        await server.stop()
        return .ok
    }

    private static func warning(_ server: PracticeServer) -> String {
        "it listens on \(server.address.isEmpty ? "every address" : server.address): others can reach it, and it is "
            + "made for trying things out, not for them"
    }

    /// What other programs need to know, a name and its value on each line, and something to begin with.
    private static func announcement(_ server: PracticeServer) -> [String] {
        let key = server.apiKey.revealed
        var lines = ["url \(server.url)", "api-key \(key)"]
        if !server.configuration.webSocket.isDisabled { lines.append("websocket \(server.webSocketURL)") }
        if !server.tokenSecret.revealed.isEmpty {
            lines.append("token-secret \(server.tokenSecret.revealed)")
            lines.append("token \(TokenSigner.sign(Array(#"{"sub":"42"}"#.utf8), secret: server.tokenSecret))")
        }
        let authority = server.configuration.api.isInsecure || key.isEmpty ? "" : " --api-key \(ShellWord(key))"
        return lines + ["try centsh --url \(ShellWord(server.url))\(authority) info"]
    }

    private func say(_ sink: any Sink, _ line: String) async {
        try? await sink.write(Array((line + "\n").utf8))
    }
}
