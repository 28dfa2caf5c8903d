import CentrifugoTransport
import Testing

/// Makes a connection on a thread of its own.
func makeConnection(
    to endpoint: Endpoint, options: ConnectionOptions = ConnectionOptions(), network: Network = Network()
) -> HTTPConnection {
    HTTPConnection(to: endpoint, options: options, on: NetworkThread(), network: network)
}

extension Transport {
    /// Sends a small POST.
    func post(_ body: String = "{}", timeout: Duration = .seconds(100)) async throws -> HTTPResponse {
        try await send(HTTPRequest(target: "/api/info", body: Array(body.utf8)), timeout: timeout)
    }

    /// Sends a small POST and reads the whole reply.
    func postForText(_ body: String = "{}") async throws -> String {
        try await post(body).text()
    }
}

extension HTTPResponse {
    /// Reads the body to its end.
    func text() async throws -> String {
        String(decoding: try await body.collect(upTo: .max), as: UTF8.self)
    }
}

/// Expects a call to fail, and returns the error.
func transportError(
    at location: SourceLocation = #_sourceLocation, _ call: () async throws -> some Any
) async -> TransportError? {
    do {
        _ = try await call()
        Issue.record("the call should have failed", sourceLocation: location)
        return nil
    } catch {
        return error as? TransportError
    }
}
