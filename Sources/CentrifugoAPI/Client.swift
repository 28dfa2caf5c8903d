public import CentrifugoTransport
public import Logging

/// Calls the HTTP API of a Centrifugo server.
///
/// This module is the client library: it makes requests of commands, reads typed results from the
/// replies, and has one error type, ``APIError``. It holds no subscription and hears no publication
/// (clients of the real-time protocol do), keeps no state between calls, retries nothing and prints
/// nothing.
///
/// ```swift
/// let client = try Client("http://localhost:8000/api", apiKey: "secret")
/// let published = try await client.publish(channel: "news", data: ["text": "hi"])
/// let history = try await client.history(channel: "news", limit: 10)
/// for publication in history.publications { print(publication.data) }
/// ```
///
/// All calls may be made from any task; those made at once share one connection, one after the
/// other. A call of a cancelled task throws ``APIError/cancelled(mayHaveReachedServer:)``.
public final class Client: Sendable {
    /// What the client was made of.
    public let configuration: ClientConfiguration

    let transport: any Transport
    let logger: Logger
    let requests: RequestBuilder
    let reader: ReplyReader

    /// Makes a client; no connection is opened before the first call.
    ///
    /// The transport is what sends the requests; by default one `HTTPConnection` to the address on a
    /// `NetworkThread` of its own. Calls cost least when they are made inside that thread's `run`: give a
    /// connection on your own thread for that.
    ///
    /// The logger gets lines at level debug for each call: method, sizes, status, duration; never a key, a
    /// header's value or a payload. Nothing is logged by default.
    public init(
        _ configuration: ClientConfiguration, transport: (any Transport)? = nil, logger: Logger? = nil
    ) {
        self.configuration = configuration
        self.transport = transport ?? HTTPConnection(to: configuration, logger: logger)
        self.logger = logger ?? Logger(label: "centrifugo.api") { _ in SwiftLogNoOpLogHandler() }
        requests = RequestBuilder(configuration)
        reader = ReplyReader(format: requests.format)
    }

    /// Makes a client with the default settings for an address and a key; an empty key means none.
    ///
    /// - Throws: ``ClientConfiguration/Invalid`` with which of them is wrong and why.
    public convenience init(
        _ address: String, apiKey: String = "", timeout: Duration = .seconds(10)
    ) throws(ClientConfiguration.Invalid) {
        self.init(try ClientConfiguration(address, apiKey: apiKey, timeout: timeout))
    }

    /// Makes a client whose requests a function sends, which gets each with the time that it may take.
    public convenience init(
        _ configuration: ClientConfiguration, logger: Logger? = nil,
        send: @escaping @Sendable (HTTPRequest, Duration) async throws(TransportError) -> HTTPResponse
    ) {
        self.init(configuration, transport: FunctionTransport(function: send), logger: logger)
    }
}

extension Client {
    /// Sends a command of any method and returns the reply, which may be an error of Centrifugo.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/server(code:message:)`` and
    ///   ``APIError/encoding(_:)``: what Centrifugo answers is in the reply.
    public func call(_ command: Command) async throws(APIError) -> Reply {
        let (response, body) = try await exchange(requests.request(for: command), logged: command.method)
        return try reply(to: command, from: response, body: body)
    }

    /// Sends a command and reads its result as a type, which is taken from the context where it is not named.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``.
    public func result<Result: ReplyResult>(
        of command: Command, as type: Result.Type = Result.self
    ) async throws(APIError) -> Result {
        try await call(command).result(as: type)
    }

    /// Sends commands in one request and returns their replies, one for each in the same order.
    ///
    /// A command that Centrifugo answers with an error does not stop the others: its error is in its
    /// reply. The batch itself stays as it is. With `parallel` the server may run the commands at once and
    /// in any order.
    ///
    /// - Throws: Any case of ``APIError`` but ``APIError/encoding(_:)``, for the batch as a whole; see
    ///   ``APIError/mayHaveReachedServer`` for whether its commands may have run.
    public func send(_ batch: Batch, parallel: Bool = false) async throws(APIError) -> [Reply] {
        let request = requests.request(for: batch, parallel: parallel)
        let (response, body) = try await exchange(request, logged: "batch of \(batch.count)")
        return try replies(to: batch, from: response, body: body)
    }

    /// Sends a command and returns the answer as soon as its status is there, with the body unread and unchecked.
    ///
    /// This is for showing replies of any length while they arrive; there is no limit.
    ///
    /// - Throws: ``APIError/transport(_:)`` and ``APIError/cancelled(mayHaveReachedServer:)``. Any status is
    ///   *not* an error, and neither is a body that is no reply.
    public func open(_ command: Command) async throws(APIError) -> HTTPResponse {
        try await open(requests.request(for: command), logged: command.method)
    }

    /// Sends a batch and returns the answer as ``open(_:)`` does.
    ///
    /// - Throws: As ``open(_:)``.
    public func open(_ batch: Batch, parallel: Bool = false) async throws(APIError) -> HTTPResponse {
        try await open(requests.request(for: batch, parallel: parallel), logged: "batch of \(batch.count)")
    }
}

extension Client {
    @inline(__always)
    private func open(_ request: HTTPRequest, logged name: String) async throws(APIError) -> HTTPResponse {
        guard !Task.isCancelled else { throw .cancelled(mayHaveReachedServer: false) }
        let start = ContinuousClock.now
        do {
            let response = try await transport.send(request, timeout: configuration.timeout)
            log(response, to: name, sent: request.body.count, since: start)
            return response
        } catch {
            logger.debug("call failed", metadata: ["method": "\(name)", "error": "\(error)"])
            throw APIError(error)
        }
    }

    func log(_ response: HTTPResponse, to name: String, sent: Int, since start: ContinuousClock.Instant) {
        logger.debug(
            "call",
            metadata: [
                "method": "\(name)", "sent": "\(sent)", "status": "\(response.status)",
                "duration": "\(start.duration(to: .now))",
            ])
    }

    @inline(__always)
    private func exchange(
        _ request: HTTPRequest, logged name: String
    ) async throws(APIError) -> (HTTPResponse, body: [UInt8]) {
        let response = try await open(request, logged: name)
        let body = try await body(of: response)
        log(received: body.count, by: name)
        return (response, body)
    }

    @inline(__always)
    func body(of response: HTTPResponse) async throws(APIError) -> [UInt8] {
        do {
            return try await response.body.collect(upTo: configuration.maxReplyBytes)
        } catch {
            throw APIError(error)
        }
    }

    func log(received count: Int, by name: String) {
        logger.debug("reply", metadata: ["method": "\(name)", "received": "\(count)"])
    }
}

extension Client: CustomStringConvertible, CustomReflectable {
    /// The description of the configuration, which shows no secret.
    public var description: String { "Client(\(configuration))" }

    /// No children, so that a dump shows no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
