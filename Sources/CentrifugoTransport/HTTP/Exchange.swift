internal import NIOCore

/// Who is told of a reply or of its failure, once, on the event loop.
typealias ReplyReceiver = @Sendable (Result<HTTPResponse, TransportError>) -> Void

/// Makes a request pending, with who is told of its reply.
typealias PendingMaker = @Sendable (HTTPRequest, @escaping ReplyReceiver) -> PendingRequest

/// A request as it comes in, with who waits for its reply.
struct PendingRequest: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// The time for it, from when it is put in the queue.
    let timeout: Duration
    /// Kept running until the body is read, which may be after everybody else has let go of it.
    let thread: NetworkThread
    let receiver: ReplyReceiver
}

/// One request and its reply, from the queue to the last byte of the body.
///
/// Lives on the event loop.
final class Exchange {
    /// Who waits in `HTTPBody.next`, told once.
    typealias PieceWaiter = @Sendable (Result<[UInt8]?, TransportError>) -> Void

    let pending: PendingRequest
    /// Its bytes, where they were made before its turn.
    var outgoing: OutgoingRequest?
    private(set) var started = NIODeadline.now()
    private(set) var step = Step.queued
    /// The connection it is on, told when the reader has made room or gone away.
    weak var link: HTTPLink?

    private var receiver: ReplyReceiver?
    private var pieceWaiter: PieceWaiter?
    private var head: (status: Int, headers: HTTPFields)?
    private var body: [UInt8] = []
    private var end: Result<Void, TransportError>?
    private var deadline: NIODeadline
    /// Since when the reader has something and has not asked for more.
    private var readerBusySince: NIODeadline?

    init(_ pending: PendingRequest) {
        self.pending = pending
        // Until its time begins nothing looks at it.
        deadline = started
        receiver = pending.receiver
    }

    /// Begins its time.
    func begin() {
        started = .now()
        deadline = started + TimeAmount(pending.timeout)
    }

    /// When the time given is over; the time that a reader takes between two pieces is not the server's, and
    /// does not count.
    var due: NIODeadline {
        readerBusySince.map { deadline + (NIODeadline.now() - $0) } ?? deadline
    }

    /// Whether nothing more is to come from the connection.
    var isOver: Bool { end != nil }

    /// How many bytes have arrived that nobody has taken.
    var unreadCount: Int { body.count }

    /// The status, once it has arrived.
    var status: Int? { head?.status }

    /// Notes that the request has come as far as this; going back is only possible before anything was sent.
    func reach(_ step: Step) {
        if step > self.step || self.step < .sending { self.step = step }
    }

    // MARK: From the connection

    func receiveHead(status: Int, headers: HTTPFields) {
        head = (status, headers)
        reach(.reading)
    }

    func receive(_ part: ByteBuffer) {
        if body.isEmpty { body = Array(buffer: part) } else { body.append(contentsOf: part.readableBytesView) }
    }

    func receiveEnd() {
        end = .success(())
    }

    /// Ends it without the rest of the reply.
    ///
    /// What has arrived of the body can still be read.
    func fail(_ error: TransportError) {
        guard end == nil else { return }
        end = .failure(error)
        handOver()
    }

    /// Wakes who waits, if there is now something for them; to be called when a batch of parts is complete.
    func handOver() {
        if let receiver {
            guard let reply = makeReply() else { return }
            self.receiver = nil
            if !isOver { readerBusySince = .now() }
            receiver(reply)
        } else if let pieceWaiter, let piece = takePiece() {
            self.pieceWaiter = nil
            readerBusySince = .now()
            pieceWaiter(piece)
        }
    }

    private func makeReply() -> Result<HTTPResponse, TransportError>? {
        if case .failure(let error)? = end, body.isEmpty || head == nil { return .failure(error) }
        guard let head else { return nil }
        if case .success? = end {
            return .success(HTTPResponse(status: head.status, headers: head.headers, body: HTTPBody(take())))
        }
        guard let loop = link?.eventLoop else { return .failure(.closed(step)) }
        let length = head.headers["content-length"].flatMap { Int($0) }
        let body = HTTPBody(IncomingBody(self, on: loop), declaredLength: length)
        return .success(HTTPResponse(status: head.status, headers: head.headers, body: body))
    }

    // MARK: From the reader

    /// Takes what is there now: a piece, the end, or a failure; `nil` when one has to wait.
    func takePiece() -> Result<[UInt8]?, TransportError>? {
        deadline = due
        readerBusySince = nil
        if !body.isEmpty {
            let piece = take()
            readerBusySince = .now()
            link?.readerMadeRoom(self)
            return .success(piece)
        }
        return end?.map { nil }
    }

    /// Waits for the next piece.
    func waitForPiece(_ waiter: @escaping PieceWaiter) {
        precondition(pieceWaiter == nil, "a body is read by one task at a time")
        guard let piece = takePiece() else {
            pieceWaiter = waiter
            return
        }
        waiter(piece)
    }

    /// Gives up what has not arrived.
    func abandon() {
        guard !isOver else { return }
        link?.breakOff(.cancelled(step))
    }

    private func take() -> [UInt8] {
        defer { body = [] }
        return body
    }
}
