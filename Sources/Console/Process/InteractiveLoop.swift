internal import CentrifugoTransport
internal import LineEditor

/// Reads lines from the one who types, and runs them.
struct InteractiveLoop {
    private let environment: Environment
    private let settings: SessionSettings
    private let isQuiet: Bool

    init(_ environment: Environment, _ settings: SessionSettings, isQuiet: Bool) {
        self.environment = environment
        self.settings = settings
        self.isQuiet = isQuiet
    }

    func run() async throws(SinkClosed) -> ExitStatus {
        guard let terminal = environment.terminal else { return .fault }
        let kept = environment.stateFolder.flatMap(BatchStore.open)
        let knowledge = SharedKnowledge()
        let history = History(
            path: environment.historyPath, suggesting: CommandTable.standard.parser.understands)
        let editor: LineEditor
        do throws(LineEditorError) {
            editor = try LineEditor(configuration(terminal, history), capabilities: capabilities(knowledge))
        } catch {
            try await environment.errors.write(Array("the terminal cannot be used\n".utf8))
            return .fault
        }
        let sink = EditorSink(editor: editor)
        let network = NetworkThread()
        let running = RunningLine()
        var settings = settings
        // To the same terminal, but not over the line that stands there.
        let log = settings.isVerbose && environment.errorsAreTerminal ? LogPrinter(editor) : nil
        defer { log?.stop() }
        if let log { settings.logger = log.logger }
        let session = Session(
            settings, network: network, output: environment.outputIsTerminal ? sink : environment.output, errors: sink,
            interaction: TerminalInteraction(
                editor: editor, display: display, running: running,
                editorCommand: environment.editorCommand),
            kept: kept, knowledge: knowledge)
        let listing = Task {
            await knowledge.directory.run {
                let listing = await session.listChannels()
                // A menu that is open shows what came, and the row under the line why nothing did.
                if listing.outcome != .postponed { editor.refresh() }
                return listing
            }
        }
        defer { listing.cancel() }
        let sitting = Sitting(
            editor: editor, session: session, running: running, history: history, display: display)
        let outcome: Result<ExitStatus, SinkClosed>
        do throws(SinkClosed) {
            try await greet(sink, kept)
            outcome = .success(try await network.run { () async throws(SinkClosed) in try await sitting.run() })
        } catch {
            outcome = .failure(error)
        }
        await session.close()
        await editor.close()
        return try outcome.get()
    }

    private func capabilities(_ knowledge: SharedKnowledge) -> Capabilities {
        var capabilities = ConsoleCapabilities.all(
            knowledge, isUTF8: environment.isUTF8, stateFolder: settings.stateFolder)
        capabilities.externalEditing = EditorCommand(command: environment.editorCommand)
        return capabilities
    }

    /// What the terminal shows that the lines are typed on.
    private var display: @Sendable () -> Display {
        environment.outputIsTerminal ? settings.display : settings.errorDisplay
    }

    private func configuration(_ terminal: Terminal, _ history: History) -> Configuration {
        var configuration = Configuration(
            input: terminal.input, output: terminal.output, terminalType: environment.variable("TERM"))
        configuration.programName = "centsh"
        configuration.history = history
        configuration.usesColors = display().hasColor
        configuration.editrcPath =
            environment.variable("EDITRC") ?? environment.variable("HOME").map { $0 + "/.editrc" }
        return configuration
    }

    private func greet(_ sink: EditorSink, _ kept: KeptBatch?) async throws(SinkClosed) {
        let unkept = "The batch and the lines typed here cannot be kept: no folder for them (XDG_STATE_HOME, HOME)."
        let lines = (isQuiet ? [] : greeting) + (kept?.notes ?? [unkept])
        guard !lines.isEmpty else { return }
        let display = settings.errorDisplay()
        let shown = lines.flatMap { StyledLine(own: $0).wrapped(in: display, indent: 2) }
        try await sink.write(Array(shown.map { $0.plainText(in: display) + "\n" }.joined().utf8))
    }

    private var greeting: [String] {
        var lines: [String] = []
        switch settings.server {
        case .practice:
            lines.append("centsh \(Version.current) · practice server, in memory, answers as Centrifugo 6.9.1 does")
            lines.append(
                settings.wasServerNamed
                    ? "Start with: help" : "No server was named. Yours: --url URL or CENTSH_URL. Start with: help")
            if settings.isPopulated {
                lines.append("Simulated users are in it (not with -q): try channels, history hist:room limit=5")
            }
        case .remote(let remote):
            lines.append("centsh \(Version.current) · \(remote.address) · help shows the commands")
        }
        if !environment.isUTF8 {
            lines.append("The locale is not UTF-8: other characters than ASCII are shown escaped.")
        }
        return lines
    }
}

/// The user's editor, for the line that is being typed.
private struct EditorCommand: ExternalEditing {
    let command: String

    func edit(_ text: String) -> ExternalEdit {
        ExternalEditor.edit(Array(text.utf8), with: command).map { .edited(String(decoding: $0, as: UTF8.self)) }
            ?? .failed("the editor failed: \(command); the line is as it was")
    }
}
