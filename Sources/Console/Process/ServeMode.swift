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
        for warning in Self.warnings(server) { await say(environment.errors, "warning: " + warning) }
        for line in ServeAnnouncement.lines(of: server) { await say(environment.output, line) }
        var signals = interrupts.makeAsyncIterator()
        _ = await signals.next()
        await server.stop()
        return .ok
    }

    private static func warnings(_ server: PracticeServer) -> [String] {
        var warnings: [String] = []
        if !server.isLoopback {
            warnings.append(
                "it listens on \(server.address.isEmpty ? "every address" : server.address): others can reach it, and "
                    + "it is made for trying things out, not for them")
        }
        let api = server.configuration.api
        if !api.isDisabled, !api.isInsecure, server.apiKey.revealed.isEmpty {
            warnings.append("without http_api.key nobody can call its HTTP API; set one, or http_api.insecure")
        }
        return warnings
    }

    private func say(_ sink: any Sink, _ line: String) async {
        try? await sink.write(Array((line + "\n").utf8))
    }
}
