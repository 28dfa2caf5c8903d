public import CentrifugoTransport

/// Why a call has no result.
public enum APIError: Error, Sendable, Equatable {
    /// Centrifugo answered with an error: what a code means is in `ServerError` of `CentrifugoProtocol`.
    case server(code: Int, message: String)
    /// Something answered with an HTTP status other than success: the server's own checks before it
    /// reads a command, a proxy, or something that is no Centrifugo.
    case http(HTTPFailure)
    /// The connection failed, or time ran out.
    case transport(TransportError)
    /// Something answered with success, but not with JSON: probably no Centrifugo, or another path of it.
    case notAPI(HTTPFailure)
    /// The answer is not what the method answers. The path leads to the place in the reply, as in
    /// `result.publications[3].offset`; it is empty for the reply as a whole.
    case malformedReply(path: String, expected: Expectation)
    /// The value to be sent could not be written as JSON; nothing was sent.
    case encoding(EncodingFailure)
    /// The task was cancelled; the server may have carried out a request that had gone out by then.
    case cancelled(mayHaveReachedServer: Bool)

    /// What a reply should have held at a place.
    public enum Expectation: Sendable, Hashable {
        /// JSON; what came is broken or was cut off at the byte with this index.
        case json(offset: Int)
        /// An object.
        case object
        /// An array.
        case array
        /// A text.
        case string
        /// `true` or `false`.
        case flag
        /// A whole number from 0 to 2^64 - 1.
        case unsignedInteger
        /// A whole number of 64 bits.
        case integer
        /// A number.
        case number
        /// A member of that name.
        case member(String)
        /// An object with `result` or `error`.
        case resultOrError
        /// So many replies, one for each command.
        case replies(Int)
    }
}

extension APIError {
    /// Whether the server may have carried out the request, or a part of it, so that sending it again may
    /// do that twice.
    ///
    /// It is true for an error of Centrifugo too: some codes come after a part of the work.
    public var mayHaveReachedServer: Bool {
        switch self {
        case .server, .notAPI, .malformedReply: true
        case .cancelled(let mayHaveReachedServer): mayHaveReachedServer
        case .http(let failure): failure.mayHaveReachedServer
        case .transport(let error): error.mayHaveReachedServer
        case .encoding: false
        }
    }
}

extension APIError {
    /// An error of Centrifugo where a result was wanted.
    init(_ error: ErrorReply) { self = .server(code: error.code, message: error.message) }

    /// Makes the error of what a connection reports; in a task that was cancelled, that is the reason.
    public init(_ error: TransportError) {
        self = Task.isCancelled ? .cancelled(mayHaveReachedServer: error.mayHaveReachedServer) : .transport(error)
    }
}
