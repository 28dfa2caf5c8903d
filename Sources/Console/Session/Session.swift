internal import CentrifugoAPI
internal import CentrifugoProtocol
package import CentrifugoTransport
internal import PracticeServer

/// One user's sitting: the server it talks to, the pending batch, and what has been seen.
///
/// It owns all state that outlives a line. Lines are run one at a time: who runs them waits for the end of each.
package actor Session {
    let table: CommandTable
    let settings: SessionSettings
    let network: NetworkThread
    let output: any Sink
    let errors: any Sink
    let interaction: (any Interaction)?
    /// What completion may read from another thread at any time.
    nonisolated let knowledge: SharedKnowledge
    /// What a second Ctrl-C ends.
    nonisolated let brake = Brake()

    var server: Server
    var client: Client?
    var practice: PracticeServer?
    /// The start of the practice server, while it is under way.
    var practiceStart: Task<Result<PracticeServer, PracticeServerError>, Never>?
    var format: OutputFormat
    var batch: PendingBatch
    var batchHistory = BatchHistory()
    /// Where the batch is kept.
    var store: BatchStore?
    /// The buffer that has a name and is worked on, and the session's own batch meanwhile.
    var buffer: KeptBatch?
    var parked: Parked?
    var epochs = EpochMemory()
    var hasReadInput = false
    /// Whether the batch on disk is the one here, so that a command can be appended to it.
    var isFileWhole = true
    /// Where the line that runs now stands, for messages about it.
    var place: String?
    private(set) var isEnding = false
    /// Whether a line runs now.
    private(set) var isRunning = false

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
        self.output = output
        self.errors = errors
        self.interaction = interaction
        self.knowledge = knowledge
        server = settings.server
        format = settings.format
        store = kept?.store
        batch = kept?.batch ?? PendingBatch()
        if let items = kept?.batch.items, !items.isEmpty { knowledge.update { $0.pending = items.map(\.summary) } }
    }

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
    package func run(_ line: Line, at place: String? = nil) async throws(SinkClosed) -> ExitStatus {
        self.place = place
        isRunning = true
        defer { isRunning = false }
        let understood: Invocation?
        do throws(LanguageError) {
            understood = try await table.parser.parse(line)?.resolved(with: SessionValues(session: self))
        } catch {
            return try await reject(error, line)
        }
        guard let understood, let action = table.action(of: understood.signature.name) else { return .ok }
        guard try await mayRun(understood.asked) else { return .fault }
        return try await action(self, understood)
    }

    /// Runs one line of a script, or says why it is none.
    package func run(_ entry: ScriptReader.Entry, at place: String? = nil) async throws(SinkClosed) -> ExitStatus {
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
