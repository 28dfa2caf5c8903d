internal import NIOCore

/// Requests of which each is sent when the reply to the one before is whole.
///
/// All that can be is done while a reply is awaited, so that little is left between a reply and the request behind it.
/// Lives on the event loop.
final class RequestSeries {
    private let core: ConnectionCore
    private let pending: PendingMaker
    private let next: @Sendable () -> HTTPRequest?
    private let receive: @Sendable (HTTPResponse, [UInt8]) -> Bool
    private let end: (Result<HTTPResponse?, TransportError>) -> Void
    private var following: Exchange?
    private var hasEnded = false

    /// Makes a series that tells how it ended: with a reply that is not whole yet, with a failure, or because nothing
    /// follows.
    init(
        on core: ConnectionCore, pending: @escaping PendingMaker,
        next: @escaping @Sendable () -> HTTPRequest?,
        receive: @escaping @Sendable (HTTPResponse, [UInt8]) -> Bool,
        end: @escaping (Result<HTTPResponse?, TransportError>) -> Void
    ) {
        self.core = core
        self.pending = pending
        self.next = next
        self.receive = receive
        self.end = end
    }

    func submit(_ request: HTTPRequest) {
        submit(exchange(for: request))
    }

    private func submit(_ exchange: Exchange) {
        core.submit(exchange)
        // A request that was refused at once has nothing to wait for.
        guard !hasEnded, let request = next() else { return }
        let following = self.exchange(for: request)
        core.prepare(following)
        self.following = following
    }

    private func exchange(for request: HTTPRequest) -> Exchange {
        let bound = NIOLoopBound(self, eventLoop: core.loop)
        return Exchange(pending(request) { bound.value.received($0) })
    }

    private func received(_ outcome: Result<HTTPResponse, TransportError>) {
        switch outcome {
        case .failure(let error): finish(.failure(error))
        case .success(let response):
            guard let body = response.body.whole else { return finish(.success(response)) }
            if receive(response, body), let exchange = following.take() {
                submit(exchange)
            } else {
                finish(.success(nil))
            }
        }
    }

    private func finish(_ outcome: Result<HTTPResponse?, TransportError>) {
        hasEnded = true
        following = nil
        end(outcome)
    }
}
