/// Where a server is: how to reach it, and the path that its requests begin with.
public struct Endpoint: Sendable, Hashable {
    /// Whether TLS is spoken.
    public enum Scheme: String, Sendable, Hashable {
        /// Plain HTTP.
        case http
        /// HTTP over TLS.
        case https
    }

    /// What is connected to.
    public enum Location: Sendable, Hashable {
        /// A host by name or numeric address (IPv6 without brackets), in lower case, and its port.
        case host(String, port: Int)
        /// A unix socket.
        case unixSocket(path: String)
    }

    /// Whether TLS is spoken; unix sockets are always `http`.
    public let scheme: Scheme
    /// What is connected to.
    public let location: Location
    /// The path as it was given, such as `/api`, empty when there was none.
    public let path: String

    /// Makes an endpoint from parts that are known to be sound.
    public init(scheme: Scheme = .http, location: Location, path: String = "") {
        self.scheme = scheme
        self.location = location
        self.path = path
    }

    /// Reads an endpoint from `http://host:port/path`, `https://…` or `unix:/path/to.sock`.
    ///
    /// The ports left out are 80 and 443. A URL with a user name, a query or a fragment is refused.
    /// - Throws: `EndpointError`, with the place in the text.
    public init(parsing text: String) throws(EndpointError) {
        var parser = EndpointParser(text)
        self = try parser.parse()
    }

    /// The host and port as in a `Host` field: IPv6 in brackets, no port that the scheme implies.
    public var authority: String {
        switch location {
        case .unixSocket:
            "localhost"
        case .host(let host, let port):
            bracketed(host) + (port == scheme.defaultPort ? "" : ":\(port)")
        }
    }

    /// Whether it is on this machine: a unix socket, `localhost` or a numeric loopback address.
    public var isLoopback: Bool {
        switch location {
        case .unixSocket: true
        case .host(let host, _): isLocalhostName(host) || NumericAddress(host)?.isLoopback == true
        }
    }
}

extension Endpoint: CustomStringConvertible {
    /// The URL of the endpoint; it never holds credentials.
    public var description: String {
        switch location {
        case .unixSocket(let path): "unix:\(path)"
        case .host: "\(scheme.rawValue)://\(authority)\(path)"
        }
    }
}

extension Endpoint.Scheme {
    /// The port that stands for the scheme when a URL names none.
    public var defaultPort: Int {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}

/// Puts an IPv6 address in brackets and leaves any other host as it is.
func bracketed(_ host: String) -> String {
    host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
}

/// Whether a name stands for this machine without asking anybody (RFC 6761 §6.3).
func isLocalhostName(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost")
}
