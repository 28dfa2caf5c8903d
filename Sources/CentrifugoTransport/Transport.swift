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
}
