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
            let replies = try await api { () async throws(APIError) in
                try await client.send(Batch(commands), parallel: invocation.flag("parallel"))
            }
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
                "This batch was composed for \(composedFor). Send it to \(server.identity)?")
        }
        try await show(
            Diagnostic(
                failure: "this batch was composed for \(composedFor), not for \(server.identity)",
                details: ["Nothing was sent. Send it with -y if that is meant."], status: .fault))
        return false
    }

    private func settle(_ replies: [Reply], of commands: [Command]) async throws(SinkClosed) -> ExitStatus {
        batch.settle(replies.map { $0.error.map { .failed(code: $0.code, message: $0.message) } })
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        for (command, reply) in zip(commands, replies) { note(command, reply) }
        if format == .human {
            let items = zip(commands, replies).map { command, reply in
                BatchView.SentItem(name: command.method, body: command.params.value, outcome: reply.sent)
            }
            try await print(BatchView.sent(items).rendered(in: settings.display()))
        } else {
            try await write(replies.reduce(into: []) { $0 += line($1.envelope) })
        }
        return ReplyJudge.status(failed: replies.count { $0.error != nil }, of: replies.count)
    }

    /// Nothing leaves the batch when its answer is lost; what may have run is marked.
    private func failSend(_ failure: SessionFailure, _ count: Int) async throws(SinkClosed) -> ExitStatus {
        if case .output = failure { throw SinkClosed() }
        let diagnostic = diagnostic(failure, nil)
        if failure.mayHaveRun {
            batch.markUnknown()
            try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        }
        if format != .human, let line = machineLine(failure, diagnostic) {
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
    fileprivate var sent: BatchView.SentItem.Outcome {
        switch outcome {
        case .result(let result): .succeeded(result)
        case .error(let error): .failed(code: error.code, message: error.message)
        }
    }
}
