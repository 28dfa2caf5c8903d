internal import NIOCore

/// Requests of which each is made from the reply to the one before.
///
/// Lives on the event loop.
final class RequestSeries {
    private let core: ConnectionCore
    private let pending: PendingMaker
    private let prepare: @Sendable () -> Void
    private let next: @Sendable (HTTPResponse, [UInt8]) -> HTTPRequest?
    private let end: (Result<HTTPResponse?, TransportError>) -> Void
    private var hasEnded = false

    /// Makes a series that tells how it ended: with a reply that is not whole yet, with a failure, or because nothing
    /// follows.
    init(
        on core: ConnectionCore, pending: @escaping PendingMaker,
        prepare: @escaping @Sendable () -> Void,
        next: @escaping @Sendable (HTTPResponse, [UInt8]) -> HTTPRequest?,
        end: @escaping (Result<HTTPResponse?, TransportError>) -> Void
    ) {
        self.core = core
        self.pending = pending
        self.prepare = prepare
        self.next = next
        self.end = end
    }

    func submit(_ request: HTTPRequest) {
        let bound = NIOLoopBound(self, eventLoop: core.loop)
        core.submit(pending(request) { bound.value.received($0) })
        // A request that was refused at once has nothing to wait for.
        if !hasEnded { prepare() }
    }

    private func received(_ outcome: Result<HTTPResponse, TransportError>) {
        switch outcome {
        case .failure(let error): finish(.failure(error))
        case .success(let response):
            guard let body = response.body.whole else { return finish(.success(response)) }
            if let request = next(response, body) { submit(request) } else { finish(.success(nil)) }
        }
    }

    private func finish(_ outcome: Result<HTTPResponse?, TransportError>) {
        hasEnded = true
        end(outcome)
    }
}
