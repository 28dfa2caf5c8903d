internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import CentrifugoTransport
internal import LosslessJSON

/// Printing replies of any length while they arrive: the formats `pretty` and `raw`.
extension Session {
    /// A reply up to this length is read as a whole before anything of it is printed, and judged; errors
    /// of the server are far shorter.
    private static let longReply = 65_536

    func callStreaming(_ command: Command, _ client: Client) async throws(SessionFailure) -> ExitStatus {
        var response = try await api { () async throws(APIError) in try await client.open(command) }
        let (head, isWhole) = try await start(of: &response, upTo: needsWhole(command) ? .max : Self.longReply)
        guard !isWhole, response.isReply else { return try await printWhole(command, client, response, head) }
        var writer = ReplyWriter(format: format, isTerminal: results.isTerminal)
        do throws(SessionFailure) {
            try await write(head, with: &writer)
            while let bytes = try await next(&response.body) { try await write(bytes, with: &writer) }
            try await finish(&writer)
        } catch {
            // What came stays on the screen; the message starts a row of its own.
            if results.isTerminal { try await emit([UInt8(ascii: "\n")]) }
            throw error
        }
        return .ok
    }

    /// Reads up to a length, or to the end.
    private func start(
        of response: inout HTTPResponse, upTo length: Int
    ) async throws(SessionFailure) -> (head: [UInt8], isWhole: Bool) {
        var head: [UInt8] = []
        while head.count < length {
            guard let bytes = try await next(&response.body) else { return (head, true) }
            head += bytes
        }
        return (head, false)
    }

    /// Whether parts of the reply decide the exit status.
    private func needsWhole(_ command: Command) -> Bool {
        switch Method.named(command.method)?.reply {
        case .responses, .replies: true
        default: false
        }
    }

    /// Prints an answer once its end is known; in `raw` whatever it is, otherwise if it is a reply.
    private func printWhole(
        _ command: Command, _ client: Client, _ response: HTTPResponse, _ head: [UInt8]
    ) async throws(SessionFailure) -> ExitStatus {
        var body = head
        var response = response
        while let bytes = try await next(&response.body) { body += bytes }
        if format == .raw { try await print(body) }
        let reply = try await api { () async throws(APIError) in
            try client.reply(to: command, from: response, body: body)
        }
        note(command, reply)
        if format != .raw { try await print(reply.line.bytes) }
        return ReplyJudge.status(of: reply)
    }

    /// Prints a body that is here as a whole.
    func print(_ body: [UInt8]) async throws(SessionFailure) {
        var writer = ReplyWriter(format: format, isTerminal: results.isTerminal)
        try await write(body, with: &writer)
        try await finish(&writer)
    }

    /// Reads the whole body of an answer.
    func collect(_ response: HTTPResponse) async throws(SessionFailure) -> [UInt8] {
        var response = response
        return try await start(of: &response, upTo: .max).head
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
        try await emit(text)
        if let problem { throw .api(.malformedReply(path: "", expected: .json(offset: problem.offset))) }
    }

    private func finish(_ writer: inout ReplyWriter) async throws(SessionFailure) {
        let end: [UInt8]
        do throws(JSONError) {
            end = try writer.end()
        } catch {
            throw .api(.malformedReply(path: "", expected: .json(offset: error.offset)))
        }
        try await emit(end)
    }

    private func emit(_ bytes: [UInt8]) async throws(SessionFailure) {
        try await printing { () async throws(SinkClosed) in try await results.sink.write(bytes) }
    }
}

extension HTTPResponse {
    /// Whether the answer can be a reply of the API.
    fileprivate var isReply: Bool {
        status == 200 && headers["Content-Type"]?.hasPrefix("application/json") == true
    }
}
