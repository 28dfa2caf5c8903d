/// An HTTP proxy that connections are tunnelled through with CONNECT.
///
/// Printing one never shows its name and password.
public struct Proxy: Sendable, Hashable {
    /// The host of the proxy by name or numeric address.
    public let host: String
    /// The port of the proxy.
    public let port: Int
    /// The value of `Proxy-Authorization`, when the proxy wants one.
    let authorization: String?

    /// Makes a proxy; with a user name, `Basic` authorization is sent to it.
    public init(host: String, port: Int, user: String? = nil, password: String = "") {
        self.host = host
        self.port = port
        authorization = user.map { "Basic " + base64("\($0):\(password)") }
    }

    /// Reads a proxy from `http://user:password@host:port`, where all but the host may be left out.
    ///
    /// `http` and the port 80 stand for what is left out; name and password are percent-encoded.
    /// - Throws: `EndpointError`, with the place in the text. A path is ignored.
    public init(parsing text: String) throws(EndpointError) {
        var parser = EndpointParser(text)
        let endpoint = try parser.parseProxy()
        guard endpoint.scheme == .http, case .host(let host, let port) = endpoint.location else {
            throw .unsupportedScheme(endpoint.scheme.rawValue)
        }
        let pair = parser.credentials?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        self.init(
            host: host, port: port, user: pair.first.map(percentDecoded),
            password: pair.dropFirst().first.map(percentDecoded) ?? "")
    }

    /// The host and port, in the form of a URL's authority.
    public var authority: String {
        "\(bracketed(host)):\(port)"
    }
}

extension Proxy: CustomStringConvertible, CustomReflectable {
    /// The host and port.
    public var description: String { authority }

    /// A mirror that shows no more than the description.
    public var customMirror: Mirror {
        Mirror(self, unlabeledChildren: [description])
    }
}
