internal import CentrifugoAPI
internal import CentrifugoProtocol
package import CentrifugoTransport
internal import LosslessJSON
internal import PracticeServer

/// One user's sitting: the server it talks to, the pending batch, and what has been seen.
///
/// It owns all state that outlives a line. Lines are run one at a time: who runs them waits for the end of each.
package actor Session {
    let table: CommandTable
    let settings: SessionSettings
    let network: NetworkThread
    /// Where results go, and in what form; another one while a line sends its own elsewhere.
    var results: Results
    var errors: any Sink
    let interaction: (any Interaction)?
    /// Whether somebody is there to ask and to complete for.
    let isAttended: Bool
    /// What completion may read from another thread at any time.
    nonisolated let knowledge: SharedKnowledge
    /// What a second Ctrl-C ends.
    nonisolated let brake = Brake()

    var server: Server { didSet { serverIdentity = server.identity } }
    /// What batches name the server by; kept, as every command that is added asks for it.
    private(set) var serverIdentity: String
    var client: Client?
    var practice: PracticeServer?
    /// The start of the practice server, while it is under way.
    var practiceStart: Task<Result<PracticeServer, PracticeServerError>, Never>?
    var batch: PendingBatch
    var batchHistory = BatchHistory()
    /// Where the batch is kept.
    var store: BatchStore?
    /// The buffer that has a name and is worked on, and the session's own batch meanwhile.
    var buffer: KeptBatch?
    var parked: Parked?
    var epochs = EpochMemory()
    var hasReadInput = false
    var hasToldUnsent = false
    /// What was set, by name.
    var variables: [String: JSONText] = [:]
    /// How the last calls were typed.
    var shapes = LineShapes()
    /// The last reply, for `$_`.
    var lastReply: Reply?
    /// What stands for templates in the line that runs now.
    var templates: TemplateValues?
    /// How many lines that hold a line, and files of lines, are run by each other.
    var depth = 0
    var showsTiming = false
    var pager: String?
    var recorder: Recorder?
    /// Whether the batch on disk is the one here, so that a command can be appended to it.
    var isFileWhole = true
    /// Where the line that runs now stands, for messages about it.
    var place: ScriptPlace?
    private(set) var isEnding = false
    /// Whether a line runs now.
    var isRunning = false

    /// Makes a session; nothing is opened before the first command that needs it.
    ///
    /// `interaction` is whom to ask; a script has nobody. `kept` is where the batch is kept, with what it
    /// holds; without, it ends with the session.
    package init(
        _ settings: SessionSettings, table: CommandTable = .standard, network: NetworkThread, output: any Sink,
        errors: any Sink, interaction: (any Interaction)? = nil, kept: KeptBatch? = nil,
        knowledge: SharedKnowledge = SharedKnowledge()
    ) {
        self.settings = settings
        self.table = table
        self.network = network
        self.errors = errors
        self.interaction = interaction
        isAttended = interaction != nil
        self.knowledge = knowledge
        server = settings.server
        serverIdentity = settings.server.identity
        results = Results(
            sink: output, format: settings.format, isTerminal: settings.outputIsTerminal, display: settings.display)
        store = kept?.store
        isFileWhole = kept?.isFileWhole ?? true
        batch = kept?.batch ?? PendingBatch()
        if let items = kept?.batch.items, !items.isEmpty { knowledge.update { $0.pending = items.map(\.summary) } }
    }

    /// How replies are printed.
    var format: OutputFormat { results.format }

    /// Whether the batch outlives the session.
    package var isKept: Bool { store != nil }
    /// Whether a word asked to leave.
    package var hasEnded: Bool { isEnding }

    /// What the prompt shows: the server's name, and the name of the buffer and the number of pending commands.
    package var promptFacts: (server: String, pending: Int, buffer: String?) {
        (server.name, batch.items.count, buffer?.name)
    }

    /// Runs one line to its end and returns how it went; `place` names the line in messages.
    ///
    /// - Throws: `SinkClosed` if nobody reads the results any more.
    package func run(_ line: Line, at place: ScriptPlace? = nil) async throws(SinkClosed) -> ExitStatus {
        self.place = place
        isRunning = true
        defer { isRunning = false }
        return isPlain ? try await carryOut(line) : try await runAttended(line)
    }

    /// Runs a call that was read by the shape of an earlier one.
    @inline(__always)
    func run(
        _ call: Command, _ handling: ConsoleCommand.Handling, at place: ScriptPlace?
    ) async throws(SinkClosed) -> ExitStatus {
        self.place = place
        isRunning = true
        defer { isRunning = false }
        return try await handle(call, handling)
    }

    /// Whether nothing is done beside a line, and nobody has to be asked whether it may run.
    var readsByShape: Bool { !isAttended && isPlain }

    private var isPlain: Bool { recorder == nil && !showsTiming && pager == nil }

    /// Runs one line of a script, or says why it is none.
    package func run(_ entry: ScriptReader.Entry, at place: ScriptPlace? = nil) async throws(SinkClosed) -> ExitStatus {
        switch entry.content {
        case .success(let line): return try await run(line, at: place)
        case .failure(let problem):
            self.place = place
            return try await reject(problem.error, Line(source: problem.source, tokens: []))
        }
    }

    /// Stops the practice server, if this session started one.
    package func close() async {
        let starting = try? await practiceStart?.value.get()
        await (practice ?? starting)?.stop()
        practice = nil
    }

    func end() {
        isEnding = true
    }
}
