internal import CentrifugoTransport
internal import Logging
internal import Synchronization

extension Client {
    /// Sends a command, and then those that follow it, one after the other.
    ///
    /// It costs less than as many calls: there is no change of task between them, and each command is made while the
    /// reply to the one before is awaited. Both functions mostly run on the thread of the connection, which does nothing
    /// else meanwhile. A reply that is there before the command behind it is made ends it.
    ///
    /// - Parameters:
    ///   - command: The first one.
    ///   - next: Makes the command that follows; `nil` where none does.
    ///   - receive: Is given each reply, which may be an error of Centrifugo; `false` ends it, and what was to follow
    ///     is not sent.
    /// - Throws: As ``call(_:)``, for the first command that got no usable reply.
    package func call(
        _ command: Command, following next: @escaping @Sendable () -> Command?,
        while receive: @escaping @Sendable (Reply) -> Bool
    ) async throws(APIError) {
        guard !Task.isCancelled else { throw .cancelled(mayHaveReachedServer: false) }
        let sender = transport as? any SeriesTransport ?? SingleRequests(transport)
        let series = CallSeries(command, of: self, following: next, while: receive)
        var goesOn = true
        while goesOn {
            let arriving: HTTPResponse?
            do {
                arriving = try await sender.send(
                    series.request, timeout: configuration.timeout, following: { series.prepare() },
                    while: {
                        series.answered($0)
                        return series.received($0, $1)
                    })
            } catch {
                logger.debug("call failed", metadata: ["method": "\(series.method)", "error": "\(error)"])
                throw APIError(error)
            }
            guard let arriving else { break }
            series.answered(arriving)
            goesOn = series.received(arriving, try await body(of: arriving))
        }
        if let error = series.failure { throw error }
    }
}

/// Commands of which each is sent when the reply to the one before is there.
private final class CallSeries: Sendable {
    private struct Call {
        let command: Command
        let request: HTTPRequest
    }

    private struct State {
        /// What is under way.
        var call: Call
        var start = ContinuousClock.now
        /// What follows it, once it is made.
        var following: Call?
        var failure: APIError?
    }

    private let client: Client
    private let next: @Sendable () -> Command?
    private let receive: @Sendable (Reply) -> Bool
    private let state: Mutex<State>

    init(
        _ first: Command, of client: Client, following next: @escaping @Sendable () -> Command?,
        while receive: @escaping @Sendable (Reply) -> Bool
    ) {
        self.client = client
        self.next = next
        self.receive = receive
        state = Mutex(State(call: Call(command: first, request: client.requests.request(for: first))))
    }

    var method: String { state.withLock { $0.call.command.method } }

    /// The request to be sent now.
    var request: HTTPRequest { state.withLock { $0.call.request } }

    /// What was wrong with the reply that ended the series.
    var failure: APIError? { state.withLock { $0.failure } }

    /// Makes the request that follows.
    func prepare() -> HTTPRequest? {
        let following = next().map { Call(command: $0, request: client.requests.request(for: $0)) }
        state.withLock { $0.following = following }
        return following?.request
    }

    /// Notes that the status of a reply is there.
    func answered(_ response: HTTPResponse) {
        state.withLock {
            client.log(response, to: $0.call.command.method, sent: $0.call.request.body.count, since: $0.start)
        }
    }

    /// Reads a reply, and tells whether a request follows.
    func received(_ response: HTTPResponse, _ body: [UInt8]) -> Bool {
        state.withLock { state in
            client.log(received: body.count, by: state.call.command.method)
            do throws(APIError) {
                guard body.count <= client.configuration.maxReplyBytes else {
                    throw APIError(.replyTooLarge(limit: client.configuration.maxReplyBytes))
                }
                guard receive(try client.reply(to: state.call.command, from: response, body: body)),
                    let following = state.following.take()
                else { return false }
                (state.call, state.start) = (following, .now)
                return true
            } catch {
                state.failure = error
                return false
            }
        }
    }
}
