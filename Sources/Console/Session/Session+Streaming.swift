internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import CentrifugoTransport
internal import LosslessJSON

/// Printing replies of any length while they arrive: the formats `pretty` and `raw`.
extension Session {
    func callStreaming(_ command: Command, _ client: Client) async throws(SessionFailure) -> ExitStatus {
        var response = try await api { () async throws(APIError) in try await client.open(command) }
        let first = try await next(&response.body)
        guard response.isReply, isLong(first, response), !needsWhole(command) else {
            return try await printWhole(command, client, response, first)
        }
        var writer = ReplyWriter(format: format, isTerminal: settings.outputIsTerminal)
        var chunk: [UInt8]? = first
        while let bytes = chunk {
            try await write(bytes, with: &writer)
            chunk = try await next(&response.body)
        }
        let end = try finish(&writer)
        try await printing { () async throws(SinkClosed) in try await output.write(end) }
        return .ok
    }

    /// Only a long reply is printed while it arrives; errors and most results come whole.
    private func isLong(_ first: [UInt8]?, _ response: HTTPResponse) -> Bool {
        guard let first else { return false }
        return response.body.declaredLength.map { $0 > first.count } ?? true
    }

    /// Whether parts of the reply decide the exit status.
    private func needsWhole(_ command: Command) -> Bool {
        switch Method.named(command.method)?.reply {
        case .responses, .replies: true
        default: false
        }
    }

    private func printWhole(
        _ command: Command, _ client: Client, _ response: HTTPResponse, _ first: [UInt8]?
    ) async throws(SessionFailure) -> ExitStatus {
        var body = first ?? []
        var response = response
        while let bytes = try await next(&response.body) { body += bytes }
        let reply = try await api { () async throws(APIError) in
            try client.reply(to: command, from: response, body: body)
        }
        note(command, reply)
        var writer = ReplyWriter(format: format, isTerminal: settings.outputIsTerminal)
        try await write(format == .raw ? body : reply.line.bytes, with: &writer)
        let end = try finish(&writer)
        try await printing { () async throws(SinkClosed) in try await output.write(end) }
        return ReplyJudge.status(of: reply)
    }

    private func next(_ body: inout HTTPBody) async throws(SessionFailure) -> [UInt8]? {
        do throws(TransportError) {
            return try await body.next()
        } catch {
            throw .api(APIError(error))
        }
    }

    private func write(_ bytes: [UInt8], with writer: inout ReplyWriter) async throws(SessionFailure) {
        var text: [UInt8] = []
        let problem = writer.take(bytes, into: &text)
        try await printing { () async throws(SinkClosed) in try await output.write(text) }
        if let problem { throw .api(.malformedReply(path: "", expected: .json(offset: problem.offset))) }
    }

    private func finish(_ writer: inout ReplyWriter) throws(SessionFailure) -> [UInt8] {
        do throws(JSONError) {
            return try writer.end()
        } catch {
            throw .api(.malformedReply(path: "", expected: .json(offset: error.offset)))
        }
    }
}

extension HTTPResponse {
    /// Whether the answer can be a reply of the API.
    fileprivate var isReply: Bool {
        status == 200 && headers["Content-Type"]?.hasPrefix("application/json") == true
    }
}
