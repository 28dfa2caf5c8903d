public import Logging
internal import NIOCore
internal import Synchronization

/// One kept-alive HTTP/1.1 connection to an endpoint, opened with the first request and opened anew when the
/// server has closed it between two requests.
///
/// Requests from several tasks take turns in the order they came. A request that the server may have
/// read is never sent again. Letting go of the connection closes it once its last reply is read.
public final class HTTPConnection: SeriesTransport {
    /// Where the requests go.
    public let endpoint: Endpoint

    private let options: ConnectionOptions
    private let network: Network
    private let thread: NetworkThread
    private let logger: Logger
    private let nextID = Atomic<UInt64>(0)
    private let state = Mutex(State.unused)

    private enum State {
        case unused
        case used(any EventLoop, NIOLoopBoundBox<ConnectionCore>)
        case closed
    }

    /// Makes a connection without opening it.
    ///
    /// The logger, if there is one, is told at debug level of connections and requests, and never of header
    /// values or bodies.
    public convenience init(
        to endpoint: Endpoint,
        options: ConnectionOptions = ConnectionOptions(),
        on thread: NetworkThread,
        logger: Logger? = nil
    ) {
        self.init(to: endpoint, options: options, on: thread, network: Network(), logger: logger)
    }

    package init(
        to endpoint: Endpoint, options: ConnectionOptions, on thread: NetworkThread, network: Network,
        logger: Logger? = nil
    ) {
        self.endpoint = endpoint
        self.options = options
        self.thread = thread
        self.network = network
        self.logger = logger ?? Logger(label: "centrifugo.transport") { _ in SwiftLogNoOpLogHandler() }
    }

    deinit {
        guard case .used(let loop, let core) = state.withLock({ $0 }) else { return }
        onLoop(loop) { core.value.retire() }
    }

    /// Sends a request when the ones before it are answered, and returns once the head of its reply is there.
    ///
    /// Cancelling the task ends the wait at once and closes the connection.
    ///
    /// - Parameters:
    ///   - request: What to send; a request that would break the protocol is refused before anything is sent.
    ///   - timeout: The time for all of it: waiting for a turn, connecting, sending, the reply and its body.
    /// - Returns: The reply, whose body may still be arriving.
    /// - Throws: `TransportError`. Statuses are not errors, and redirects are not followed.
    public func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
        try await outcome(within: timeout) { core, pending, waiter in
            core.submit(Exchange(pending(request) { waiter.resume(returning: $0) }))
        }
    }

    package func send(
        _ request: HTTPRequest, timeout: Duration, following next: @escaping @Sendable () -> HTTPRequest?,
        while receive: @escaping @Sendable (HTTPResponse, [UInt8]) -> Bool
    ) async throws(TransportError) -> HTTPResponse? {
        try await outcome(within: timeout) { core, pending, waiter in
            let series = RequestSeries(on: core, pending: pending, next: next, receive: receive) {
                waiter.resume(returning: $0)
            }
            series.submit(request)
        }
    }

    /// Waits for what `submit` is told on the event loop, where the caller is, so that no thread and no actor is left
    /// for it.
    ///
    /// Cancelling the task ends the request that is pending for it.
    @inline(__always)
    private func outcome<Reply: Sendable>(
        within timeout: Duration, isolation: isolated (any Actor)? = #isolation,
        submit:
            @escaping @Sendable (
                ConnectionCore, @escaping PendingMaker, CheckedContinuation<Result<Reply, TransportError>, Never>
            ) -> Void
    ) async throws(TransportError) -> Reply {
        guard !Task.isCancelled, let (loop, core) = current() else { throw .cancelled(.queued) }
        let id = nextID.wrappingAdd(1, ordering: .relaxed).newValue
        let pending: PendingMaker = { [thread] request, receiver in
            PendingRequest(id: id, request: request, timeout: timeout, thread: thread, receiver: receiver)
        }
        let cancel = { @Sendable in core.value.cancel(id) }
        let outcome = await withTaskCancellationHandler {
            // Named, so that the closure runs where the caller does.
            _ = isolation
            return await withCheckedContinuation { waiter in
                onLoop(loop) { submit(core.value, pending, waiter) }
                // A cancellation before this line found nothing to cancel.
                if Task.isCancelled { onLoop(loop, cancel) }
            }
        } onCancel: {
            loop.execute(cancel)
        }
        return try outcome.get()
    }

    /// Closes the connection; requests on it, and any sent later, fail with `cancelled`.
    public func close() {
        let previous = state.withLock { state in
            defer { state = .closed }
            return state
        }
        guard case .used(let loop, let core) = previous else { return }
        onLoop(loop) { core.value.close() }
    }

    /// The event loop and what lives on it, made with the first use; `nil` after `close()`.
    private func current() -> (any EventLoop, NIOLoopBoundBox<ConnectionCore>)? {
        state.withLock { state in
            switch state {
            case .used(let loop, let core): return (loop, core)
            case .closed: return nil
            case .unused:
                let loop = thread.eventLoop
                let target = ConnectTarget(endpoint: endpoint, options: options, network: network)
                let core = NIOLoopBoundBox.makeBoxSendingValue(
                    ConnectionCore(target, on: loop, logger: logger), eventLoop: loop)
                state = .used(loop, core)
                return (loop, core)
            }
        }
    }
}
