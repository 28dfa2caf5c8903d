internal import CentrifugoAPI
internal import CentrifugoTransport
internal import PracticeServer

/// Why a command got no usable reply.
enum SessionFailure: Error {
    /// The call failed.
    case api(APIError)
    /// The practice server did not start.
    case practice(PracticeServerError)
    /// The proxy named in the environment cannot be used.
    case proxy(EndpointError)
    /// The results can be written no more.
    case output(SinkClosed)

    /// Whether the server may have done what was asked.
    var mayHaveRun: Bool {
        guard case .api(let error) = self else { return false }
        return error.mayHaveReachedServer
    }
}

extension PracticeServer {
    /// Where its API is.
    var apiAddress: ServerAddress {
        (try? ServerAddress(url)) ?? ServerAddress(Endpoint(location: .host(address, port: port)))
    }
}
