internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// Sending the pending batch.
extension Session {
    func send(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard !batch.items.isEmpty else {
            try await say(["nothing is pending: add publish hist:a 1, then send"])
            return .ok
        }
        let asked = batch.items.map { AskedCommand(method: $0.method, body: $0.body.value) }
        guard try await mayLeaveItsServer(), try await mayRun(asked) else { return .fault }
        let commands = batch.items.map { Command($0.method, params: $0.body) }
        do throws(SessionFailure) {
            let client = try await currentClient()
            let request = Batch(commands)
            let isParallel = invocation.flag("parallel")
            let replies =
                format == .raw
                ? try await sendRaw(request, isParallel, client)
                : try await api { () async throws(APIError) in try await client.send(request, parallel: isParallel) }
            return try await printing { () async throws(SinkClosed) in try await settle(replies, of: commands) }
        } catch {
            return try await failSend(error, commands.count)
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

    private func settle(_ replies: [Reply], of commands: [Command]) async throws(SinkClosed) -> ExitStatus {
        let statuses = replies.map(ReplyJudge.status)
        batchHistory.note(batch, changedBy: "send")
        batch.settle(zip(replies, statuses).map { $1 == .ok ? nil : ReplyJudge.failure(in: $0) })
        notePending()
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        for (command, reply) in zip(commands, replies) { note(command, reply) }
        switch format {
        case .human:
            let items = zip(commands, replies).map { command, reply in
                BatchView.SentItem(name: command.method, body: command.params.value, outcome: reply.sent)
            }
            try await print(BatchView.sent(items).rendered(in: settings.display()))
        case .json, .pretty: try await write(replies.reduce(into: []) { $0 += line($1.envelope) })
        case .raw: break
        }
        return ReplyJudge.status(of: statuses)
    }

    /// Nothing leaves the batch when its answer is lost; what may have run is marked.
    private func failSend(_ failure: SessionFailure, _ count: Int) async throws(SinkClosed) -> ExitStatus {
        if case .output(let error) = failure { throw error }
        let diagnostic = diagnostic(failure, nil)
        if failure.mayHaveRun {
            batch.markUnknown()
            try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        }
        if format == .json, diagnostic.status != .fault, let line = machineLine(failure, diagnostic) {
            for _ in 0..<count { try await write(self.line(line)) }
        }
        try await show(diagnostic)
        if failure.mayHaveRun {
            let answer = BatchView.unknown(
                count, reason: "the answer was lost", advice: "An idempotency_key makes sending again safe.")
            let lines = answer.rendered(in: settings.errorDisplay())
            try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
        }
        return diagnostic.status
    }
}

extension Reply {
    /// What became of the command; one whose parts failed has failed, and its first error speaks for it.
    fileprivate var sent: BatchView.SentItem.Outcome {
        if ReplyJudge.status(of: self) != .ok, case .failed(let code, let message) = ReplyJudge.failure(in: self) {
            return .failed(code: code, message: message)
        }
        guard case .result(let result) = outcome else { return .unknown }
        return .succeeded(result)
    }
}
