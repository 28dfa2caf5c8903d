internal import CentrifugoTransport
internal import Logging
internal import Synchronization

extension Client {
    /// Sends a command, and then those that its reply and further replies lead to, one after the other.
    ///
    /// It costs less than as many calls: there is no change of task between them. `next` is given each reply, which may be
    /// an error of Centrifugo, and returns the command to follow, or `nil` to end; `prepare` is called while a reply is
    /// awaited. Both run on the thread of the connection and must not wait.
    ///
    /// - Throws: As ``call(_:)``, for the first command that got no usable reply.
    public func call(
        _ command: Command, meanwhile prepare: @escaping @Sendable () -> Void = {},
        then next: @escaping @Sendable (Reply) -> Command?
    ) async throws(APIError) {
        guard !Task.isCancelled else { throw .cancelled(mayHaveReachedServer: false) }
        let series = CallSeries(command, next)
        var request: HTTPRequest? = requests.request(for: command)
        while let first = request {
            series.begin(sent: first.body.count)
            let arriving: HTTPResponse?
            do {
                arriving = try await transport.send(first, timeout: configuration.timeout, meanwhile: prepare) {
                    [self] in series.next(self, $0, $0.body.whole ?? [])
                }
            } catch {
                logger.debug("call failed", metadata: ["method": "\(series.method)", "error": "\(error)"])
                throw APIError(error)
            }
            if let error = series.failure { throw error }
            guard let arriving else { return }
            request = series.next(self, arriving, try await body(of: arriving))
            if let error = series.failure { throw error }
        }
    }
}

/// Commands of which each is made from the reply to the one before.
private final class CallSeries: Sendable {
    private struct State {
        /// The command that is under way.
        var command: Command
        var sent = 0
        var start = ContinuousClock.now
        var failure: APIError?
    }

    private let state: Mutex<State>
    private let following: @Sendable (Reply) -> Command?

    init(_ command: Command, _ following: @escaping @Sendable (Reply) -> Command?) {
        state = Mutex(State(command: command))
        self.following = following
    }

    var method: String { state.withLock { $0.command.method } }

    /// What was wrong with the reply that ended the series.
    var failure: APIError? { state.withLock { $0.failure } }

    /// Notes that the request for the command has been made.
    func begin(sent: Int) {
        state.withLock { state in
            state.sent = sent
            state.start = .now
        }
    }

    /// Reads a reply and makes the request that follows.
    func next(_ client: Client, _ response: HTTPResponse, _ body: [UInt8]) -> HTTPRequest? {
        state.withLock { state in
            client.log(response, to: state.command.method, sent: state.sent, since: state.start)
            client.log(received: body.count, by: state.command.method)
            do throws(APIError) {
                guard body.count <= client.configuration.maxReplyBytes else {
                    throw APIError(.replyTooLarge(limit: client.configuration.maxReplyBytes))
                }
                let reply = try client.reply(to: state.command, from: response, body: body)
                guard let command = following(reply) else { return nil }
                let request = client.requests.request(for: command)
                (state.command, state.sent, state.start) = (command, request.body.count, .now)
                return request
            } catch {
                state.failure = error
                return nil
            }
        }
    }
}
