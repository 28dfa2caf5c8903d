/// How connections to an endpoint are opened.
public struct ConnectionOptions: Sendable, Hashable {
    /// What TLS needs to know; unused for `http` and unix sockets.
    public var tls: TLSOptions
    /// The proxy to tunnel through, see `ProxyEnvironment`; `nil` connects directly.
    public var proxy: Proxy?
    /// The longest time for opening a connection, within the time of the request; 10 s by default.
    public var connectTimeout: Duration

    /// Makes options; the defaults connect directly.
    public init(tls: TLSOptions = TLSOptions(), proxy: Proxy? = nil, connectTimeout: Duration = .seconds(10)) {
        self.tls = tls
        self.proxy = proxy
        self.connectTimeout = connectTimeout
    }
}
