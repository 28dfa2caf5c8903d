// This module opens a connection (TCP, unix socket, TLS, through a proxy) and speaks HTTP/1.1 on it.
//
// It is for the clients above it: they hand over a request and get a reply or one `TransportError`,
// which says as data what failed and whether the server may have seen the request. It knows no
// method of any server, makes no text for people, follows no redirect, and never sends a request a
// second time that the server may have read. All its I/O happens on one thread, `NetworkThread`.

/// Sends one request and returns its reply: all that a client needs of a connection.
///
/// `HTTPConnection` is the one that talks to a network; tests and users may put their own in its place.
public protocol Transport: Sendable {
    /// Sends a request and returns once the head of its reply is there.
    ///
    /// - Parameters:
    ///   - request: What to send.
    ///   - timeout: The time for all of it: waiting for a turn, connecting, sending, the reply and its body;
    ///     but for what a reader of the body takes between two pieces.
    /// - Returns: The reply, whose body may still be arriving.
    /// - Throws: `TransportError`. Any status the server answers with, redirects included, is *not* an error.
    func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse

    /// Sends a request, and then those that its reply and further replies lead to, each when the reply before is whole.
    ///
    /// Transports that do not say how do it with the other `send`.
    ///
    /// - Parameters:
    ///   - request: The first one.
    ///   - timeout: The time for each.
    ///   - prepare: Called while a reply is awaited, or before the request is sent where the transport cannot do both.
    ///   - next: Makes the next request from a reply, whose body is here as a whole; `nil` ends the series. It must not wait.
    /// - Returns: A reply whose body is still arriving, which ends the series as well, or `nil`.
    /// - Throws: `TransportError` of the request that failed.
    func send(
        _ request: HTTPRequest, timeout: Duration, meanwhile prepare: @escaping @Sendable () -> Void,
        then next: @escaping @Sendable (HTTPResponse) -> HTTPRequest?
    ) async throws(TransportError) -> HTTPResponse?
}

extension Transport {
    /// Makes the requests of a series one by one; see the requirement.
    public func send(
        _ request: HTTPRequest, timeout: Duration, meanwhile prepare: @escaping @Sendable () -> Void,
        then next: @escaping @Sendable (HTTPResponse) -> HTTPRequest?
    ) async throws(TransportError) -> HTTPResponse? {
        var request = request
        while true {
            prepare()
            let response = try await send(request, timeout: timeout)
            guard response.body.isWhole else { return response }
            guard let following = next(response) else { return nil }
            request = following
        }
    }
}
