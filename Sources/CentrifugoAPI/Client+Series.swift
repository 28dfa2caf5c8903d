internal import CentrifugoTransport
internal import Logging
internal import Synchronization

extension Client {
    /// Sends a command, and then those that its reply and further replies lead to, one after the other.
    ///
    /// It costs less than as many calls: there is no change of task between them. `next` is given each reply, which may
    /// be an error of Centrifugo, and returns the command to follow, or `nil` to end; `prepare` is called while a reply
    /// is awaited. Both run on the thread of the connection, which does nothing else meanwhile.
    ///
    /// - Throws: As ``call(_:)``, for the first command that got no usable reply.
    package func call(
        _ command: Command, meanwhile prepare: @escaping @Sendable () -> Void = {},
        then next: @escaping @Sendable (Reply) -> Command?
    ) async throws(APIError) {
        guard !Task.isCancelled else { throw .cancelled(mayHaveReachedServer: false) }
        let sender = transport as? any SeriesTransport ?? SingleRequests(transport)
        let series = CallSeries(command, of: self, next)
        var request: HTTPRequest? = series.firstRequest()
        while let first = request {
            let arriving: HTTPResponse?
            do {
                arriving = try await sender.send(first, timeout: configuration.timeout, meanwhile: prepare) {
                    series.answered($0)
                    return series.next($0, $1)
                }
            } catch {
                logger.debug("call failed", metadata: ["method": "\(series.method)", "error": "\(error)"])
                throw APIError(error)
            }
            if let arriving {
                series.answered(arriving)
                request = series.next(arriving, try await body(of: arriving))
            } else {
                request = nil
            }
        }
        if let error = series.failure { throw error }
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

    private let client: Client
    private let following: @Sendable (Reply) -> Command?
    private let state: Mutex<State>

    init(_ first: Command, of client: Client, _ following: @escaping @Sendable (Reply) -> Command?) {
        self.client = client
        self.following = following
        state = Mutex(State(command: first))
    }

    var method: String { state.withLock { $0.command.method } }

    /// What was wrong with the reply that ended the series.
    var failure: APIError? { state.withLock { $0.failure } }

    /// The request for the first command.
    func firstRequest() -> HTTPRequest {
        state.withLock { request(for: $0.command, &$0) }
    }

    /// Notes that the status of a reply is there.
    func answered(_ response: HTTPResponse) {
        state.withLock { client.log(response, to: $0.command.method, sent: $0.sent, since: $0.start) }
    }

    /// Reads a reply and makes the request that follows.
    func next(_ response: HTTPResponse, _ body: [UInt8]) -> HTTPRequest? {
        state.withLock { state in
            client.log(received: body.count, by: state.command.method)
            do throws(APIError) {
                guard body.count <= client.configuration.maxReplyBytes else {
                    throw APIError(.replyTooLarge(limit: client.configuration.maxReplyBytes))
                }
                let reply = try client.reply(to: state.command, from: response, body: body)
                return following(reply).map { request(for: $0, &state) }
            } catch {
                state.failure = error
                return nil
            }
        }
    }

    private func request(for command: Command, _ state: inout State) -> HTTPRequest {
        let request = client.requests.request(for: command)
        (state.command, state.sent, state.start) = (command, request.body.count, .now)
        return request
    }
}
