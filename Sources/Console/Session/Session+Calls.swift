internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// Calling the server and showing what it answers.
extension Session {
    func call(_ command: Command) async throws(SinkClosed) -> ExitStatus {
        do throws(SessionFailure) {
            let client = try await currentClient()
            switch format {
            case .human, .vertical, .json: return try await callWhole(command, client)
            case .pretty, .raw: return try await callStreaming(command, client)
            }
        } catch {
            return try await fail(error, command)
        }
    }

    /// Waits for the whole reply: nothing is printed of one that breaks off.
    @inline(__always)
    private func callWhole(_ command: Command, _ client: Client) async throws(SessionFailure) -> ExitStatus {
        let start = settings.now()
        let reply = try await api { () async throws(APIError) in try await client.call(command) }
        note(command, reply)
        return try await printing { () async throws(SinkClosed) in
            switch format {
            case .human, .vertical: try await show(reply, command, took: settings.now() - start)
            default: try await write(reply.jsonLine(escaping: escaping))
            }
            return ReplyJudge.status(of: reply)
        }
    }

    private func show(_ reply: Reply, _ command: Command, took: Duration) async throws(SinkClosed) {
        switch reply.outcome {
        case .result(let result):
            let exchange = Exchange(command.method, body: command.params.value, result: result)
            let answer =
                format == .vertical ? VerticalView.answer(result) : HumanView.answer(exchange, epochs: &epochs)
            let elapsed = took >= .milliseconds(100) && !showsTiming ? took : nil
            try await print(answer.rendered(in: results.display(), elapsed: elapsed))
        case .error(let error):
            try await show(
                Diagnostic(
                    serverError: error.code, message: error.message, method: Method.named(command.method),
                    channel: command.params.value["channel"]?.string))
        }
    }

    /// What of a reply is escaped in the `json` format.
    var escaping: JSONFormatter.Escaping { results.isTerminal ? .terminal : .asIs }

    /// A reply as one line of the `json` format.
    func line(_ reply: JSONText) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(reply.bytes.count + 1)
        reply.value.appendCompact(to: &bytes, escaping: escaping)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The replies to a batch as lines of the `json` format.
    func lines(of replies: [Reply]) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in replies.indices {
            replies[index].appendEnvelope(to: &bytes, escaping: escaping)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// Tells that a command got no usable reply.
    func fail(_ failure: SessionFailure, _ command: Command?) async throws(SinkClosed) -> ExitStatus {
        if case .output(let error) = failure { throw error }
        let diagnostic = diagnostic(failure, command)
        if format == .json, diagnostic.status != .fault, let line = machineLine(failure, diagnostic) {
            try await write(self.line(line))
        }
        try await show(diagnostic)
        return diagnostic.status
    }

    /// Remembers the same of each command of a batch.
    func note(_ commands: [Command], _ replies: [Reply]) {
        guard recorder != nil || isAttended else {
            lastReply = replies.last ?? lastReply
            return
        }
        for (command, reply) in zip(commands, replies) { note(command, reply) }
    }

    /// Remembers what completion and variables can offer later.
    func note(_ command: Command, _ reply: Reply) {
        lastReply = reply
        recorder?.note(reply.line)
        guard isAttended, case .result(let result) = reply.outcome, let method = Method.named(command.method)
        else { return }
        knowledge.update { $0.seen.note(method, request: command.params.value, result: result) }
    }

    /// Runs a call of the client and names its failure as the session's.
    @inline(__always)
    func api<Result>(_ body: () async throws(APIError) -> Result) async throws(SessionFailure) -> Result {
        do throws(APIError) {
            return try await body()
        } catch {
            throw .api(error)
        }
    }

    /// Runs what prints and names its failure as the session's.
    @inline(__always)
    func printing<Result>(_ body: () async throws(SinkClosed) -> Result) async throws(SessionFailure) -> Result {
        do throws(SinkClosed) {
            return try await body()
        } catch {
            throw .output(error)
        }
    }
}

extension Reply {
    /// The reply as it came; an error sent as a status is wrapped like any other.
    var line: JSONText { error == nil ? raw : envelope }

    /// The reply as a line of the `json` format.
    func jsonLine(escaping: JSONFormatter.Escaping) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.span.count + 16)
        if error == nil {
            json.appendCompact(to: &bytes, escaping: escaping)
        } else {
            appendEnvelope(to: &bytes, escaping: escaping)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}
