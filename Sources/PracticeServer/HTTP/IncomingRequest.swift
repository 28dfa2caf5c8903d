import NIOCore
import NIOHTTP1

/// A request whose head is there, with what was decided about it, and whose body is still coming.
///
/// What nobody will look at is dropped as it comes, so that it takes no memory.
struct IncomingRequest {
    /// How long the body of a call may be, in bytes, where a real server reads all there is.
    static let longestBody = 64 << 20
    /// How much of another body may come, in bytes, so that the connection can go on, as in Go's `net/http`.
    private static let longestRest = 256 << 10

    let head: HTTPRequestHead
    /// When the head was there.
    let start: NIODeadline
    let decision: Router.Decision
    /// What has come of the body of a call.
    private(set) var body: [UInt8] = []
    private var received = 0
    /// How long the body is by what has come or what was announced.
    private var length: Int
    private let expectsGoAhead: Bool

    init(_ head: HTTPRequestHead, _ decision: Router.Decision, at start: NIODeadline) {
        self.head = head
        self.decision = decision
        self.start = start
        // The parser of HTTP has refused what is no number.
        length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        expectsGoAhead = head.headers["Expect"].contains { $0.lowercased() == "100-continue" }
    }

    /// Whether the client sends the body only when it is told to.
    var needsGoAhead: Bool { expectsGoAhead && isCall }

    private var isCall: Bool { if case .call = decision { true } else { false } }

    /// Takes a part of the body.
    mutating func take(_ part: ByteBuffer) {
        received += part.readableBytes
        length = max(length, received)
        if isCall, !isTooLong { body.append(contentsOf: part.readableBytesView) }
    }

    private var isTooLong: Bool { length > (isCall ? Self.longestBody : Self.longestRest) }

    /// The answer, where it does not wait for the rest of the request; the connection then ends with it.
    var earlyAnswer: HTTPResponse? {
        switch decision {
        case .call: isTooLong ? .tooLong : nil
        case .upgrade: isTooLong ? .badRequest : nil
        case .answer(let response): isTooLong || expectsGoAhead || response.isLast ? response : nil
        }
    }
}
