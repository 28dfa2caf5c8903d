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
        let configuration = try resolver.practice()()
        let (interrupts, interrupted) = AsyncStream.makeStream(of: Int32.self)
        Signals.onInterrupt { interrupted.yield($0) }
        let server: PracticeServer
        do throws(PracticeServerError) {
            server = try await PracticeServer.start(
                configuration, PracticeOptions(port: options.value(.port).flatMap { Int($0) }, seed: resolver.seed),
                logger: options.has(.verbose) ? Log.verbose : Log.silent)
        } catch {
            throw .practiceServer(error)
        }
        await announce(server, configuration)
        var signals = interrupts.makeAsyncIterator()
        _ = await signals.next()
        await server.stop()
        return .ok
    }

    private func announce(_ server: PracticeServer, _ configuration: PracticeConfiguration) async {
        for path in configuration.ignored { await say(environment.errors, "not honoured: \(path)") }
        await say(environment.output, "url \(server.url)")
        await say(environment.output, "api-key \(server.apiKey.revealed)")
    }

    private func say(_ sink: any Sink, _ line: String) async {
        try? await sink.write(Array((line + "\n").utf8))
    }
}
