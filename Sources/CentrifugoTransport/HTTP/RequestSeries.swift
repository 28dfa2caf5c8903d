internal import NIOCore

/// Requests of which each is made from the reply to the one before.
///
/// Lives on the event loop.
final class RequestSeries {
    private let id: UInt64
    private let timeout: Duration
    private let thread: NetworkThread
    private let core: ConnectionCore
    private let prepare: @Sendable () -> Void
    private let next: @Sendable (HTTPResponse) -> HTTPRequest?
    private let end: (Result<HTTPResponse?, TransportError>) -> Void

    /// Makes a series that tells how it ended: with a reply that is not whole yet, with a failure, or because nothing follows.
    init(
        id: UInt64, timeout: Duration, thread: NetworkThread, core: ConnectionCore,
        prepare: @escaping @Sendable () -> Void, next: @escaping @Sendable (HTTPResponse) -> HTTPRequest?,
        end: @escaping (Result<HTTPResponse?, TransportError>) -> Void
    ) {
        self.id = id
        self.timeout = timeout
        self.thread = thread
        self.core = core
        self.prepare = prepare
        self.next = next
        self.end = end
    }

    func submit(_ request: HTTPRequest) {
        let bound = NIOLoopBound(self, eventLoop: core.loop)
        core.submit(
            PendingRequest(id: id, request: request, timeout: timeout, thread: thread) { bound.value.received($0) })
        prepare()
    }

    private func received(_ outcome: Result<HTTPResponse, TransportError>) {
        switch outcome {
        case .success(let response) where response.body.isWhole:
            if let request = next(response) { submit(request) } else { end(.success(nil)) }
        case .success(let response): end(.success(response))
        case .failure(let error): end(.failure(error))
        }
    }
}
