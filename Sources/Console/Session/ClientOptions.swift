internal import CentrifugoAPI
package import CentrifugoTransport

/// What all clients of a session have in common, whichever server they call.
package struct ClientOptions: Sendable {
    /// The time for one request.
    package var timeout = Duration.seconds(10)
    /// Further headers of each request; like a key they are for the server that the session starts with.
    package var headers: [(name: String, value: String)] = []
    /// Certificates and whether they are checked.
    package var tls = TLSOptions()
    /// Which proxy leads where.
    package var proxies = ProxyEnvironment([:])
    /// Whether the legacy line protocol is spoken.
    package var usesLegacyProtocol = false

    /// Makes the defaults.
    package init() {}

    /// The settings of a client for one server.
    ///
    /// - Throws: `EndpointError` if the proxy for that server cannot be read.
    func configuration(
        _ address: ServerAddress, _ key: APIKey?, withHeaders: Bool
    ) throws(EndpointError) -> ClientConfiguration {
        var configuration = ClientConfiguration(address: address, apiKey: key, timeout: timeout)
        if withHeaders { configuration.headers = headers }
        configuration.usesLegacyProtocol = usesLegacyProtocol
        configuration.connection = ConnectionOptions(
            tls: tls, proxy: try proxies.proxy(for: address.endpoint), connectTimeout: timeout)
        return configuration
    }
}
