/// A transport that sends the requests of a series without a change of task between them.
package protocol SeriesTransport: Transport {
    /// Sends a request, and then those that follow it, each when the reply before is whole.
    ///
    /// Requests of other tasks have their turn in between. Cancelling the task ends the request that is under way, and
    /// with it the series. Where a connection has a thread, both functions run on it, and it does nothing else
    /// meanwhile. A reply that is there before the request behind it is made ends the series.
    ///
    /// - Parameters:
    ///   - request: The first one.
    ///   - timeout: The time for each.
    ///   - next: Makes the request that follows, while the reply to the one before is awaited; `nil` where none does.
    ///   - receive: Is given each reply and its body; `false` ends the series, and what was to follow is not sent.
    /// - Returns: A reply whose body is still arriving, which ends the series as well; otherwise `nil`.
    /// - Throws: `TransportError` of the request that failed.
    func send(
        _ request: HTTPRequest, timeout: Duration, following next: @escaping @Sendable () -> HTTPRequest?,
        while receive: @escaping @Sendable (HTTPResponse, [UInt8]) -> Bool
    ) async throws(TransportError) -> HTTPResponse?
}

/// Any transport as one of series, which it makes of single requests; what follows each is asked for before it is sent.
package struct SingleRequests: SeriesTransport {
    private let transport: any Transport

    /// Makes the series of a transport.
    package init(_ transport: any Transport) {
        self.transport = transport
    }

    package func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
        try await transport.send(request, timeout: timeout)
    }

    package func send(
        _ request: HTTPRequest, timeout: Duration, following next: @escaping @Sendable () -> HTTPRequest?,
        while receive: @escaping @Sendable (HTTPResponse, [UInt8]) -> Bool
    ) async throws(TransportError) -> HTTPResponse? {
        var request = request
        while true {
            let following = next()
            let response = try await send(request, timeout: timeout)
            guard let body = response.body.whole else { return response }
            guard receive(response, body), let following else { return nil }
            request = following
        }
    }
}
