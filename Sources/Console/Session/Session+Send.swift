internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import CentrifugoTransport
internal import LosslessJSON

/// Sending the pending batch, part by part.
extension Session {
    func send(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard !batch.items.isEmpty else {
            try await say(["nothing is pending: add publish hist:a 1, then send"])
            return .ok
        }
        guard try await mayLeaveItsServer() else { return .fault }
        let asked = !isAttended ? [] : batch.items.map { AskedCommand(method: $0.method, body: $0.body.value) }
        try await showOutlook(asked)
        guard try await mayRun(asked) else { return .fault }
        if invocation.flag("once") { try await change(by: "send") { $0.addKeys() } }
        if !isFileWhole { try await keepWhole() }
        var sending = Sending(batch.items, partSize: invocation.integer("chunk") ?? Self.usualPartSize)
        let ending: SendEnding
        do throws(SessionFailure) {
            let client = try await currentClient()
            ending = try await send(&sending, isParallel: invocation.flag("parallel"), client)
        } catch {
            ending = .failed(error, partSize: 0)
        }
        return try await finish(sending, ending)
    }

    private static let usualPartSize = 1000

    /// How a send ended.
    private enum SendEnding {
        /// Every part was answered; so it went for each command.
        case complete([ExitStatus])
        /// It was asked to stop.
        case stopped
        /// The disk refused a note, without which a part could be sent twice.
        case unnoted(PrivateFile.Failure)
        /// A part of so many commands got no usable answer.
        case failed(SessionFailure, partSize: Int)
    }

    /// Sends one part after the other; what is known of each is on the disk before the next goes.
    private func send(
        _ sending: inout Sending, isParallel: Bool, _ client: Client
    ) async throws(SessionFailure) -> SendEnding {
        let start = settings.now()
        var progress = SendProgress(total: sending.items.count, start: start)
        var statuses: [ExitStatus] = []
        while let part = sending.next {
            // What is asked to stop ends behind the part that is on its way.
            if Task.isCancelled, part.lowerBound > 0 { return .stopped }
            let commands = sending.items[part].map { Command($0.method, params: $0.body) }
            let refusal = log { store throws(PrivateFile.Failure) in try store.noteSending(part) }
            if let refusal { return .unnoted(refusal) }
            let replies: [Reply]
            do throws(SessionFailure) {
                // A single request has nothing behind it that could be kept from going.
                replies =
                    sending.isInParts
                    ? try await exchangeToTheEnd(Batch(commands), isParallel, client)
                    : try await exchange(Batch(commands), isParallel, client)
            } catch {
                if error.mayHaveRun { sending.lose() }
                return .failed(error, partSize: part.count)
            }
            let judged = ReplyJudge.statuses(of: replies)
            sending.settle(judged.indices.map { judged[$0] == .ok ? .succeeded : replies[$0].failedOutcome })
            statuses += judged
            note(commands, replies)
            let outcomes = Array(sending.outcomes[part])
            let unsettled = log { store throws(PrivateFile.Failure) in try store.noteSettled(part, outcomes) }
            do throws(SinkClosed) {
                try await show(replies, of: commands, inParts: sending.isInParts)
                if sending.isInParts { try await show(&progress, count: sending.count) }
            } catch {
                return .failed(.output(error), partSize: 0)
            }
            if let unsettled, sending.next != nil { return .unnoted(unsettled) }
        }
        return .complete(statuses)
    }

    /// Sends a part and waits for its answer, also where the line has been cancelled meanwhile; `brake` ends it then.
    func exchangeToTheEnd(
        _ request: Batch, _ isParallel: Bool, _ client: Client
    ) async throws(SessionFailure) -> [Reply] {
        let task = Task(executorPreference: network.taskExecutor) {
            [self] () async -> Result<[Reply], SessionFailure> in
            do throws(SessionFailure) {
                return .success(try await exchange(request, isParallel, client))
            } catch {
                return .failure(error)
            }
        }
        brake.hold(task)
        defer { brake.release() }
        return try await task.value.get()
    }

    private func exchange(
        _ request: Batch, _ isParallel: Bool, _ client: Client
    ) async throws(SessionFailure) -> [Reply] {
        if format == .raw { return try await sendRaw(request, isParallel, client) }
        return try await api { () async throws(APIError) in try await client.send(request, parallel: isParallel) }
    }

    /// Settles the batch by what is known, and tells how it went.
    private func finish(_ sending: Sending, _ ending: SendEnding) async throws(SinkClosed) -> ExitStatus {
        batchHistory.note(batch, changedBy: "send")
        batch.settle(sending.outcomes)
        try await keepWhole()
        switch ending {
        case .complete(let statuses):
            if format.isForPeople, sending.isInParts || sending.items.count > Self.shownInFull {
                try await print(BatchView.tally(sending).rendered(in: results.display()))
            }
            return ReplyJudge.status(of: statuses)
        case .stopped:
            try await tellUnsent(sending, because: "the send was stopped")
            return .interrupted
        case .unnoted(let refusal):
            let diagnostic = Diagnostic(unnoted: refusal)
            try await show(diagnostic)
            try await tellUnsent(sending, because: "the disk refused the notes of the send")
            return diagnostic.status
        case .failed(.output(let error), _): throw error
        case .failed(let failure, let partSize):
            let diagnostic = diagnostic(failure, nil)
            if format == .json, diagnostic.status != .fault, let line = machineLine(failure, diagnostic) {
                let lost = partSize > 0 ? partSize : sending.items.count
                for _ in 0..<lost { try await write(self.line(line)) }
            }
            try await show(diagnostic)
            if failure.mayHaveRun {
                let lines = BatchView.unknown(
                    partSize, reason: "the answer was lost", advice: Self.advice(sending)
                ).rendered(in: settings.errorDisplay())
                try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
            }
            let isAlone = partSize == sending.items.count || partSize == 0
            if !isAlone { try await tellUnsent(sending, because: "an earlier part of the batch got no answer") }
            return diagnostic.status
        }
    }

    private static func advice(_ sending: Sending) -> StyledLine {
        let lost = zip(sending.items, sending.outcomes).filter { $0.1 == .unknown }.map(\.0)
        return lost.allSatisfy(\.hasKey)
            ? "Each has its idempotency_key: sending again is safe."
            : "An idempotency_key makes sending again safe: send once=true gives one to each before it goes."
    }

    /// Tells what never left, for each command where programs read, and what is left of the batch.
    private func tellUnsent(_ sending: Sending, because reason: String) async throws(SinkClosed) {
        if format == .json {
            let line = self.line(ErrorLine.unsent(message: "not sent: \(reason)"))
            for outcome in sending.outcomes.suffix(from: sending.firstUnsent) where outcome == .unsent {
                try await write(line)
            }
        }
        let lines = BatchView.tally(sending).rendered(in: settings.errorDisplay())
        try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Notes something of a send that is under way where the batch is kept, and returns why the disk refused it.
    ///
    /// Of a batch that could not be written before it went, nothing is noted: that was told, and whoever sends it with
    /// a full disk means it.
    private func log(_ note: (BatchStore) throws(PrivateFile.Failure) -> Void) -> PrivateFile.Failure? {
        guard let store, isFileWhole else { return nil }
        do throws(PrivateFile.Failure) {
            try note(store)
            return nil
        } catch {
            isFileWhole = false
            return error
        }
    }

    /// A batch for one server goes to another only if somebody says so.
    private func mayLeaveItsServer() async throws(SinkClosed) -> Bool {
        guard let composedFor = batch.server, composedFor != server.identity, !settings.answersYes else { return true }
        if let interaction, !settings.neverAsks {
            return await interaction.confirm(
                "This batch was composed for \(composedFor).", "Send it to \(server.identity)?")
        }
        try await show(
            Diagnostic(
                failure: "this batch was composed for \(composedFor), not for \(server.identity)",
                details: ["Nothing was sent. Send it with -y if that is meant."], status: .fault))
        return false
    }

    /// Prints the body of the answer as it came, then reads the replies in it.
    private func sendRaw(
        _ request: Batch, _ isParallel: Bool, _ client: Client
    ) async throws(SessionFailure) -> [Reply] {
        let response = try await api { () async throws(APIError) in
            try await client.open(request, parallel: isParallel)
        }
        let body = try await collect(response)
        try await print(body)
        return try await api { () async throws(APIError) in try client.replies(to: request, from: response, body: body)
        }
    }

    /// How many commands are listed one by one for people.
    private static let shownInFull = 100

    /// Shows the replies to a part: to people each one only where they are few.
    private func show(_ replies: [Reply], of commands: [Command], inParts: Bool) async throws(SinkClosed) {
        switch format {
        case .human, .vertical:
            guard !inParts, replies.count <= Self.shownInFull else { return }
            let items = zip(commands, replies).map { command, reply in
                BatchView.SentItem(name: command.method, body: command.params.value, outcome: reply.sent)
            }
            try await print(BatchView.sent(items).rendered(in: results.display()))
        case .json, .pretty: try await write(lines(of: replies))
        case .raw: break
        }
    }

    /// Tells before a large or destructive batch goes what will go, where somebody can still say no or look on.
    private func showOutlook(_ asked: [AskedCommand]) async throws(SinkClosed) {
        guard isAttended, asked.count > Self.shownInFull || asked.contains(where: \.asks) else { return }
        let lines = BatchView.outlook(batch.items).rendered(in: settings.errorDisplay())
        try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Tells how far the send is, now and then.
    private func show(_ progress: inout SendProgress, count: Int) async throws(SinkClosed) {
        guard let line = progress.line(count, at: settings.now(), isTerminal: settings.errorsAreTerminal) else {
            return
        }
        try await errors.write(Array(line.utf8))
    }
}

extension Reply {
    /// What became of the command; one whose parts failed has failed, and its first error speaks for it.
    fileprivate var sent: BatchView.SentItem.Outcome {
        if ReplyJudge.status(of: self) != .ok, case .failed(let code, let message) = failedOutcome {
            return .failed(code: code, message: message)
        }
        guard case .result(let result) = outcome else { return .unknown }
        return .succeeded(result)
    }

    /// What became of a command that did not succeed.
    fileprivate var failedOutcome: SendOutcome {
        guard case .failed(let code, let message) = ReplyJudge.failure(in: self) else { return .unknown }
        return .failed(code: code, message: message)
    }
}
