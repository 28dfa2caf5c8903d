internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import CentrifugoTransport
internal import Synchronization

/// Runs the lines of a script on several connections, and writes what they say in the order of the lines.
///
/// Calls of the server run beside each other. A line that could depend on others, or others on it (a word of the
/// batch or the console, a variable, results that go elsewhere), waits for all lines before it, and those behind it wait
/// for its end.
struct JobRunner {
    let session: Session
    /// How many lines run at once.
    let jobs: Int
    /// The name of the script for messages, if its lines have numbers.
    let name: String?

    /// Runs lines up to the end or `quit`; returns the status of the first failure.
    ///
    /// - Throws: `SinkClosed` if nobody reads the results any more.
    func run(_ input: any InputSource) async throws(SinkClosed) -> ExitStatus {
        var reader = ScriptReader(input)
        var running: [(job: Job, task: Task<Void, Never>)] = []
        var workers: [Int: Session] = [:]
        var outcome = ExitStatus.ok
        var number = 0
        func finishOldest() async throws(SinkClosed) {
            let (job, task) = running.removeFirst()
            await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
            let status = try await job.tell(in: session)
            if outcome == .ok { outcome = status }
        }
        defer { for (_, task) in running { task.cancel() } }
        while let entry = await reader.next(), !(await session.hasEnded) {
            if Task.isCancelled { return .interrupted }
            let place = name.map { ScriptPlace($0 + " ", entry.number) }
            guard await session.isIndependent(entry) else {
                while !running.isEmpty { try await finishOldest() }
                let status = try await session.run(entry, at: place)
                if outcome == .ok { outcome = status }
                // Such a line may have changed the server, or how replies are printed.
                workers = [:]
                continue
            }
            if running.count == jobs { try await finishOldest() }
            number += 1
            let worker: Session
            if let idle = workers[number % jobs] { worker = idle } else { worker = await session.makeWorker() }
            workers[number % jobs] = worker
            let job = Job(worker)
            running.append(
                (job, Task(executorPreference: session.network.taskExecutor) { await job.run(entry, at: place) }))
        }
        while !running.isEmpty { try await finishOldest() }
        return outcome
    }
}

/// A line that runs beside others, on a connection of its own.
final class Job: Sendable {
    private let worker: Session
    private let results = BufferSink()
    private let talk = BufferSink()
    private let status = Mutex(ExitStatus.ok)

    init(_ worker: Session) {
        self.worker = worker
    }

    func run(_ entry: ScriptReader.Entry, at place: ScriptPlace?) async {
        await worker.write(to: results, talkTo: talk)
        // A sink that only keeps is never closed.
        let ended = (try? await worker.run(entry, at: place)) ?? .fault
        status.withLock { $0 = ended }
    }

    /// Writes what the line said, and returns how it went.
    func tell(in session: Session) async throws(SinkClosed) -> ExitStatus {
        await session.adoptReply(of: worker)
        try await session.write(results.take())
        let talk = talk.take()
        if !talk.isEmpty { try await session.errors.write(talk) }
        return status.withLock { $0 }
    }
}

extension Session {
    /// Whether a line is a call of the server and nothing else.
    fileprivate func isIndependent(_ entry: ScriptReader.Entry) -> Bool {
        guard recorder == nil, !showsTiming, case .success(let line) = entry.content,
            let statement = try? table.parser.statement(line),
            statement.capture == nil, statement.outlets.isEmpty, let first = statement.command.tokens.first,
            let signature = table.parser.signature(named: line.text(first.content)),
            signature.isMethod || signature.fields.contains(where: \.isUncheckedBody)
        else { return false }
        return !statement.command.tokens.contains { word in
            line.hasReference(word) || line.source[word.value].elementsEqual([UInt8(ascii: "-")])
        }
    }

    /// A session with a connection of its own to the same server, for lines that run beside those of this one.
    fileprivate func makeWorker() async -> Session {
        var settings = settings
        settings.server = server
        settings.format = format
        let worker = Session(settings, table: table, network: network, output: results.sink, errors: errors)
        // Without a client it makes one of its own, and says what is wrong with that.
        if let configuration = try? await configuration(timeout: settings.client.timeout) {
            await worker.adopt(client(configuration))
        }
        return worker
    }

    /// Takes over the last reply of another session, so that `$_` is that of the line before.
    fileprivate func adoptReply(of worker: Session) async {
        if let reply = await worker.lastReply { lastReply = reply }
    }

    private func adopt(_ client: Client) {
        self.client = client
    }

    fileprivate func write(to sink: any Sink, talkTo talk: any Sink) {
        results.sink = sink
        errors = talk
    }
}
