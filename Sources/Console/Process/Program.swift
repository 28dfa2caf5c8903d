internal import CentrifugoAPI
internal import CentrifugoTransport
internal import Glibc

/// The program as a whole: from its arguments to its exit status.
package struct Program {
    private let environment: Environment
    private let options: ParsedOptions
    private let resolver: SettingsResolver

    /// Runs the program to its end.
    package static func run(_ environment: Environment) async -> ExitStatus {
        let diagnostic: Diagnostic
        do throws(OptionError) {
            if environment.hasBrokenArguments { throw .notUTF8 }
            return try await Program(environment).run()
        } catch {
            diagnostic = Diagnostic(error)
        }
        await tell(diagnostic, environment)
        return diagnostic.status
    }

    private static func tell(_ diagnostic: Diagnostic, _ environment: Environment) async {
        let lines = diagnostic.rendered(in: Display(isUTF8: environment.isUTF8))
        try? await environment.errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    private init(_ environment: Environment) throws(OptionError) {
        self.environment = environment
        options = try ParsedOptions(environment.arguments)
        resolver = SettingsResolver(options: options, environment: environment)
    }

    private func run() async throws(OptionError) -> ExitStatus {
        if options.has(.help) { return await print(ProcessHelp.lines) }
        if options.has(.version) { return await print(["centsh \(Version.current)"]) }
        try checkCombinations()
        if options.has(.serve), let word = options.words.first { throw .conflict("--serve", word) }
        if options.has(.serve) { return try await ServeMode(environment, options, resolver).run() }
        let script = try script()
        let settings = try settings(for: script)
        await warnOfVisibleKey()
        for path in settings.ignoredOptions { await Self.note("not honoured: \(path)", environment) }
        do throws(SinkClosed) {
            guard let script else {
                return try await InteractiveLoop(environment, settings, isQuiet: options.has(.quiet)).run()
            }
            return try await run(script, settings)
        } catch {
            let diagnostic = Diagnostic(error)
            if diagnostic.status != .ok { await Self.tell(diagnostic, environment) }
            return diagnostic.status
        }
    }

    private func print(_ lines: [String]) async -> ExitStatus {
        try? await environment.output.write(Array((lines.joined(separator: "\n") + "\n").utf8))
        return .ok
    }

    private func checkCombinations() throws(OptionError) {
        for option in [Option.serve, .config, .seed] where options.has(option) && !options.has(.practice) {
            if option.name == Option.seed.name, !options.has(.url) { continue }
            throw .needs("--" + option.name, "--practice")
        }
        if options.has(.jobs), !options.has(.keepGoing) { throw .needs("--jobs", "--keep-going") }
        if options.has(.port), !options.has(.serve) { throw .needs("--port", "--serve") }
        if options.has(.command), options.has(.file) { throw .conflict("-c", "-f") }
        if !options.words.isEmpty, options.has(.command) || options.has(.file) {
            throw .conflict(options.has(.command) ? "-c" : "-f", options.words[0])
        }
    }

    /// What is run without asking; `nil` if somebody types.
    private func script() throws(OptionError) -> Script? {
        if !options.words.isEmpty { return .arguments(options.words) }
        if let lines = options.values[Option.command.name] {
            return .lines(lines)
        }
        if let path = options.value(.file) {
            return path == "-" ? .input(environment.input, isStandard: true) : .input(try file(path), isStandard: false)
        }
        return environment.terminal == nil ? .input(environment.input, isStandard: true) : nil
    }

    private func file(_ path: String) throws(OptionError) -> any InputSource {
        do throws(PrivateFile.Failure) {
            return TextSource(try PrivateFile.contents(path))
        } catch {
            throw .unreadable(name: "-f", path: path, errno: error.errno)
        }
    }

    private func settings(for script: Script?) throws(OptionError) -> SessionSettings {
        let server = try resolver.server()
        if server == nil, let script, script.needsServer { throw .noServer }
        var settings = SessionSettings(server: server ?? .practice, format: try resolver.format())
        settings.wasServerNamed = server != nil
        settings.client = try resolver.client()
        (settings.practice, settings.ignoredOptions) = try resolver.practice()
        settings.seed = resolver.seed
        // Scripts meet nobody but themselves, and so does a configuration with channels of its own.
        settings.isPopulated = script == nil && !options.has(.quiet) && !options.has(.config)
        settings.display = resolver.display(isTerminal: environment.outputIsTerminal)
        settings.errorDisplay = resolver.display(isTerminal: environment.errorsAreTerminal)
        settings.outputIsTerminal = environment.outputIsTerminal
        settings.errorsAreTerminal = environment.errorsAreTerminal
        settings.stateFolder = environment.stateFolder
        settings.keepsGoing = options.has(.keepGoing)
        settings.pagerCommand = environment.variable("PAGER") ?? settings.pagerCommand
        settings.terminalRows = environment.terminalRows
        settings.answersYes = options.has(.yes)
        settings.neverAsks = options.has(.noInput)
        settings.input = environment.input
        settings.inputIsScript = script?.isStandardInput ?? false
        settings.isVerbose = options.has(.verbose)
        if settings.isVerbose { settings.logger = Log.verbose }
        return settings
    }

    private func run(_ script: Script, _ settings: SessionSettings) async throws(SinkClosed) -> ExitStatus {
        let network = NetworkThread()
        let session = Session(settings, network: network, output: environment.output, errors: environment.errors)
        let keepsGoing = options.has(.keepGoing)
        let jobs = options.value(.jobs).flatMap { Int($0) } ?? 1
        let work: @Sendable () async -> Interruption.Outcome = {
            do throws(SinkClosed) {
                let status = try await script.run(in: session, keepsGoing: keepsGoing, jobs: jobs)
                try await session.tellUnsent()
                return .success(status)
            } catch {
                return .failure(error)
            }
        }
        let outcome =
            environment.ownsSignals
            ? await Interruption.outcome(in: session, on: network.taskExecutor, leave: environment.leave, of: work)
            : await network.run(work)
        await session.close()
        return try outcome.get()
    }

    private func warnOfVisibleKey() async {
        guard options.has(.apiKey), environment.errorsAreTerminal else { return }
        await Self.note(
            "note: a key on the command line is seen by others on this machine; --api-key-file keeps it from them",
            environment)
    }

    private static func note(_ line: String, _ environment: Environment) async {
        try? await environment.errors.write(Array((line + "\n").utf8))
    }
}
