internal import Logging
internal import NIOCore

/// What is behind an `HTTPConnection`: the queue of requests, and the one connection they go over in turn.
///
/// Lives on the event loop.
final class ConnectionCore: HTTPLinkOwner {
    private enum Connection {
        case none
        case opening(ConnectAttempt)
        case open(HTTPLink)
    }

    private var target: ConnectTarget
    private let authority: String
    let loop: any EventLoop
    private let logger: Logger
    private var connection = Connection.none
    private var queue = CircularBuffer<Exchange>()
    private var active: Exchange?
    private var lastHead: RequestHead?
    private var isRetired = false
    private lazy var timer = DeadlineTimer(on: loop) { [weak self] in self?.expire() }

    init(_ target: ConnectTarget, on loop: any EventLoop, logger: Logger) {
        self.target = target
        authority = target.endpoint.authority
        self.loop = loop
        self.logger = logger
    }

    // MARK: From the callers

    /// Makes the bytes of a request before its turn; what is wrong with it is told when that comes.
    func prepare(_ exchange: Exchange) {
        exchange.outgoing = try? outgoing(exchange.pending.request)
    }

    /// Puts a request in the queue; its time begins.
    func submit(_ exchange: Exchange) {
        exchange.begin()
        timer.cover(exchange.due)
        queue.append(exchange)
        startNext()
    }

    func cancel(_ id: UInt64) {
        if let active, active.pending.id == id { return end(active, .cancelled(active.step)) }
        guard let index = queue.firstIndex(where: { $0.pending.id == id }) else { return }
        queue.remove(at: index).fail(.cancelled(.queued))
    }

    /// Ends everything now.
    func close() {
        while let waiting = queue.popFirst() { waiting.fail(.cancelled(.queued)) }
        if let active { end(active, .cancelled(active.step)) }
        retire()
    }

    /// Closes the connection as soon as nothing is under way on it.
    func retire() {
        isRetired = true
        guard active == nil, queue.isEmpty else { return }
        timer.cancel()
        if case .open(let link) = connection { link.close() }
        connection = .none
    }

    // MARK: One request after the other

    private func startNext() {
        guard active == nil else { return }
        guard let exchange = queue.popFirst() else {
            if isRetired { retire() }
            return
        }
        active = exchange
        start(exchange)
    }

    private func start(_ exchange: Exchange) {
        if case .open(let link) = connection {
            if link.canServeAnother {
                link.becomeReused()
                logger.debug("connection reused", metadata: ["endpoint": "\(target.endpoint)"])
                return perform(exchange, on: link)
            }
            logger.debug("connection closed by the server", metadata: ["endpoint": "\(target.endpoint)"])
            link.close()
            connection = .none
        }
        open(for: exchange)
    }

    private func open(for exchange: Exchange) {
        exchange.reach(.connecting)
        do {
            try prepareTLS()
        } catch {
            return end(exchange, error)
        }
        let began = NIODeadline.now()
        let attempt = ConnectAttempt(target, on: loop) { self.opened($0, for: exchange, began: began) }
        connection = .opening(attempt)
        attempt.start()
    }

    /// Loads the TLS files for the first connection; a failure is tried again with the next one.
    private func prepareTLS() throws(TransportError) {
        guard target.endpoint.scheme == .https, target.tls == nil, case .host(let host, _) = target.endpoint.location
        else { return }
        target.tls = try TLSLayer(target.options.tls, host: host)
    }

    private func opened(_ result: Result<any Channel, TransportError>, for exchange: Exchange, began: NIODeadline) {
        connection = .none
        switch result {
        case .failure(let error): end(exchange, error)
        case .success(let channel):
            guard let link = try? HTTPLink.onto(channel) else {
                // The channel was closed between its opening and this line.
                return end(exchange, .closed(.connected))
            }
            logger.debug(
                "connection opened",
                metadata: ["endpoint": "\(target.endpoint)", "duration": "\(NIODeadline.now() - began)"])
            link.owner = self
            connection = .open(link)
            perform(exchange, on: link)
        }
    }

    private func perform(_ exchange: Exchange, on link: HTTPLink) {
        if let prepared = exchange.outgoing.take() { return link.perform(exchange, prepared) }
        do {
            link.perform(exchange, try outgoing(exchange.pending.request))
        } catch {
            end(exchange, error)
        }
    }

    private func outgoing(_ request: HTTPRequest) throws(TransportError) -> OutgoingRequest {
        OutgoingRequest(try head(of: request), body: request.body)
    }

    private func head(of request: HTTPRequest) throws(TransportError) -> RequestHead {
        if let lastHead, lastHead.serves(request) { return lastHead }
        let head = try RequestHead(request, authority: authority)
        lastHead = head
        return head
    }

    /// Ends the exchange under way with an error and goes on to the next.
    private func end(_ exchange: Exchange, _ error: TransportError) {
        guard exchange === active else { return }
        active = nil
        switch connection {
        case .opening(let attempt):
            attempt.abandon()
            connection = .none
        case .open(let link) where exchange.link === link:
            link.close()
            connection = .none
        case .open, .none: break
        }
        log(exchange, outcome: "\(error)")
        exchange.fail(error)
        // Later, so that a long queue of failures does not pile up on the stack.
        loop.assumeIsolated().execute { self.startNext() }
    }

    // MARK: From the connection

    func linkIsFree(_ link: HTTPLink) {
        finished()
    }

    func linkIsGone(_ link: HTTPLink, unsent: Exchange?) {
        if case .open(let current) = connection, current === link { connection = .none }
        guard active != nil else {
            return logger.debug("connection closed by the server", metadata: ["endpoint": "\(target.endpoint)"])
        }
        // Not a byte of a whole head went out, so no server has read the request.
        if let unsent { return open(for: unsent) }
        finished()
    }

    private func finished() {
        guard let exchange = active.take() else { return }
        log(exchange, outcome: exchange.status.map { "\($0)" } ?? "failed")
        startNext()
    }

    private func log(_ exchange: Exchange, outcome: @autoclosure () -> String) {
        logger.debug(
            "request finished",
            metadata: [
                "request": "\(exchange.pending.request)", "outcome": "\(outcome())",
                "duration": "\(NIODeadline.now() - exchange.started)",
            ])
    }

    // MARK: Deadlines

    /// Ends what is due and returns the earliest deadline of the rest.
    private func expire() -> NIODeadline? {
        let now = NIODeadline.now()
        for exchange in queue where exchange.due <= now {
            exchange.fail(.timedOut(.queued, after: exchange.pending.timeout))
        }
        queue.removeAll(where: \.isOver)
        if let active, active.due <= now {
            end(active, .timedOut(active.step, after: active.pending.timeout))
        }
        return (queue.map(\.due) + [active?.due].compactMap { $0 }).min()
    }
}
