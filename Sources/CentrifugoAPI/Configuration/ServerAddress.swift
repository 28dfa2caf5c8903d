public import CentrifugoTransport

/// Where a server's HTTP API is.
///
/// These forms are read; the path is `/api` where none is given, and loses slashes at its end:
/// - `http://localhost:8000/api`, `https://example.com/centrifugo/api`: a URL;
/// - `localhost:8000`, `localhost`: the same with `http`, and with port 8000 where none is given;
/// - `unix:/path/to.sock`: a unix socket.
public struct ServerAddress: Sendable, Hashable {
    /// What is connected to, with the path under which the methods lie.
    public let endpoint: Endpoint

    /// The path where an address names none: the server's default.
    private static let defaultPath = "/api"
    /// The port where an address has neither scheme nor port: the server's default.
    private static let defaultPort = 8000
    private static let defaultScheme = "http://"

    /// Takes an endpoint; its path is completed as that of a text is.
    public init(_ endpoint: Endpoint) {
        var path = endpoint.path[...]
        while path.hasSuffix("/") { path.removeLast() }
        self.endpoint = Endpoint(
            scheme: endpoint.scheme, location: endpoint.location,
            path: path.isEmpty ? Self.defaultPath : String(path))
    }

    /// Reads an address in one of the forms above.
    ///
    /// - Throws: `EndpointError` with what is wrong and the byte of the text where it is. It repeats
    ///   nothing of a user name, a password or a query, which are refused because they may be secrets.
    public init(_ text: String) throws(EndpointError) {
        if text.hasPrefix("unix:") || Self.hasScheme(text) {
            self.init(try Endpoint(parsing: text))
        } else {
            self.init(try Self.endpoint(withoutScheme: text))
        }
    }

    private static func endpoint(withoutScheme text: String) throws(EndpointError) -> Endpoint {
        let endpoint: Endpoint
        do {
            endpoint = try Endpoint(parsing: defaultScheme + text)
        } catch {
            throw error.shifted(by: -defaultScheme.utf8.count)
        }
        guard case .host(let name, _) = endpoint.location, !hasPort(text.prefix { $0 != "/" }) else { return endpoint }
        return Endpoint(location: .host(name, port: defaultPort), path: endpoint.path)
    }

    /// Whether the first slash of a text is that of `scheme://`.
    private static func hasScheme(_ text: String) -> Bool {
        let head = text.prefix { $0 != "/" }
        return head.hasSuffix(":") && text[head.endIndex...].hasPrefix("//")
    }

    /// Whether a port stands after the host; the colons in the brackets of an IPv6 address are none.
    private static func hasPort(_ authority: Substring) -> Bool {
        authority[(authority.lastIndex(of: "]") ?? authority.startIndex)...].contains(":")
    }
}

extension ServerAddress: CustomStringConvertible {
    /// The path under which the methods lie, without a slash at its end.
    public var path: String { endpoint.path }

    /// What a key may be sent to: scheme, host and port, or the socket; the path does not count.
    ///
    /// A key given for one address must not be sent to one with another origin.
    public var origin: String {
        switch endpoint.location {
        case .host: "\(endpoint.scheme.rawValue)://\(endpoint.authority)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }

    /// The address as a text that reads as the same address.
    public var description: String { endpoint.description }
}

extension EndpointError {
    /// Returns the same error in a text that begins elsewhere.
    fileprivate func shifted(by distance: Int) -> EndpointError {
        switch self {
        case .missingScheme, .unsupportedScheme: self
        case .missingHost(let at): .missingHost(at: at + distance)
        case .invalidHost(let at): .invalidHost(at: at + distance)
        case .invalidPort(let at): .invalidPort(at: at + distance)
        case .credentials(let at): .credentials(at: at + distance)
        case .invalidPath(let at): .invalidPath(at: at + distance)
        case .queryOrFragment(let at): .queryOrFragment(at: at + distance)
        case .missingSocketPath(let at): .missingSocketPath(at: at + distance)
        }
    }
}
