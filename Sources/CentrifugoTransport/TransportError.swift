/// What the transport could not do, as facts: no text for people is made here.
///
/// `mayHaveReachedServer` tells whether sending the request again could do its work twice.
public enum TransportError: Error, Sendable, Hashable {
    /// No such name: the resolver knows no address for the host.
    case nameNotFound(host: String)
    /// The name could not be looked up; `code` is the `EAI_…` number of `getaddrinfo`.
    case nameLookupFailed(host: String, code: Int32)
    /// Nobody listens there; `addresses` are the numeric addresses that refused, in the order they were tried.
    case refused(addresses: [String], port: Int)
    /// There was no way to the address, with the `errno` of the attempt.
    case unreachable(address: String, port: Int, errno: Int32)
    /// There is no file at the path of the unix socket.
    case socketMissing(path: String)
    /// The unix socket is there, and nobody listens on it.
    case socketRefused(path: String)
    /// The unix socket could not be used for another reason, with its `errno`; `ENAMETOOLONG` for a path too long.
    case socketUnusable(path: String, errno: Int32)

    /// A CA, certificate or key file could not be used.
    case tlsFile(path: String, role: TLSFileRole, problem: TLSFileProblem)
    /// The chain was fine and the certificate is for others: `presented` are the names and addresses in it.
    case tlsNameMismatch(expected: String, presented: [String])
    /// The server's certificate is not one to trust.
    case tlsUntrusted(Distrust)
    /// TLS could not be set up for another reason.
    case tlsHandshakeFailed(HandshakeFailure)

    /// The connection to the proxy itself failed.
    indirect case proxyFailed(proxy: String, TransportError)
    /// The proxy answered CONNECT with this status; 407 asks for a name and password.
    case proxyRefused(proxy: String, status: Int)
    /// The proxy answered CONNECT with something that is not a reply to it, or closed the connection.
    case proxyBroken(proxy: String)

    /// A header field, the method or the target holds bytes that would break the request apart.
    case invalidRequest(RequestPart)
    /// The server closed the connection before the reply was whole.
    case closed(Step)
    /// The connection was reset, by the server or on the way, before the reply was whole.
    case reset(Step)
    /// The time given to the request was over; `after` is that time.
    case timedOut(Step, after: Duration)
    /// The caller gave up: its task was cancelled, or the connection was closed by `close()`.
    case cancelled(Step)
    /// The body is longer than the caller accepts.
    case replyTooLarge(limit: Int)
    /// What answers does not speak HTTP; `excerpt` holds at most 64 of the first bytes it sent.
    case notHTTP(excerpt: [UInt8])
    /// The answer began as HTTP and broke its rules; `detail` names the rule in the parser's words.
    case malformedReply(detail: String)
}

/// How far a request had come.
public enum Step: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// It waited for the requests before it on the same connection.
    case queued
    /// The connection was being opened: name lookup, TCP, proxy, TLS.
    case connecting
    /// The connection was open and the head of the request not handed over as a whole, so no server can act on it.
    case connected
    /// The head of the request was handed over, the rest not yet.
    case sending
    /// The whole request was handed over, and nothing of the reply was there.
    case waiting
    /// The head of the reply had arrived.
    case reading

    /// Compares by how far the request had come.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A part of a request that can be unfit to send.
public enum RequestPart: Sendable, Hashable {
    /// The method is not a token.
    case method
    /// The target is empty or holds a space or a control or non-ASCII character.
    case target
    /// The name is not a token, its value holds a control character, or the field is not the caller's to set
    /// (`Content-Length`, `Transfer-Encoding`).
    case header(name: String)
}

extension TransportError {
    /// Whether the server may have read the request and acted on it.
    ///
    /// When this is false, sending the request again cannot do its work twice.
    public var mayHaveReachedServer: Bool {
        switch self {
        case .closed(let step), .reset(let step), .timedOut(let step, _), .cancelled(let step):
            step >= .sending
        case .replyTooLarge, .notHTTP, .malformedReply:
            true
        case .nameNotFound, .nameLookupFailed, .refused, .unreachable, .socketMissing, .socketRefused,
            .socketUnusable, .tlsFile, .tlsNameMismatch, .tlsUntrusted, .tlsHandshakeFailed, .proxyFailed,
            .proxyRefused, .proxyBroken, .invalidRequest:
            false
        }
    }
}
