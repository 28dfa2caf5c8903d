internal import CentrifugoTransport

/// A function in the place of a connection.
struct FunctionTransport: Transport {
    let function: @Sendable (HTTPRequest, Duration) async throws(TransportError) -> HTTPResponse

    func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
        try await function(request, timeout)
    }
}
