public import CentrifugoTransport
internal import LosslessJSON

/// Which server a ``Client`` calls, and how.
///
/// However it is printed or dumped, neither the key nor the value of a header shows.
public struct ClientConfiguration: Sendable {
    /// Where the API is.
    public var address: ServerAddress
    /// The key of the API; `nil` sends none, for servers that ask for none.
    public var apiKey: APIKey?
    /// The time for one call with all that belongs to it; 10 s by default.
    public var timeout: Duration
    /// Headers sent with every call after those of the client, in this order.
    public var headers: [(name: String, value: String)]
    /// How connections are opened: certificates, proxy.
    public var connection: ConnectionOptions
    /// Whether commands go as lines to the base path, with the key as `Authorization: apikey KEY`; `false` by default.
    ///
    /// Servers of version 2 and 3, and of version 4 before 4.1.3, know nothing else. What is sent in parallel in a
    /// batch is sent in order then.
    public var usesLegacyProtocol: Bool
    /// The longest reply that a typed call accepts, in bytes; 256 MiB by default.
    public var maxReplyBytes: Int
    /// What turns values into JSON; ``defaultEncoder`` unless set.
    public var encoder: PayloadEncoder

    /// Makes a configuration with the defaults for all that is not given.
    public init(address: ServerAddress, apiKey: APIKey? = nil, timeout: Duration = .seconds(10)) {
        self.address = address
        self.apiKey = apiKey
        self.timeout = timeout
        headers = []
        connection = ConnectionOptions()
        usesLegacyProtocol = false
        maxReplyBytes = 256 << 20
        encoder = Self.defaultEncoder
    }

    /// Writes what a type's `Codable` conformance describes.
    public static let defaultEncoder: PayloadEncoder = { try JSONEncoding.encode($0) }
}

extension ClientConfiguration {
    /// Why a configuration cannot be made of two texts.
    public enum Invalid: Error, Hashable, Sendable {
        /// The address is none.
        case address(EndpointError)
        /// The key is none.
        case apiKey(APIKey.Invalid)
    }

    /// Reads the address and the key from texts; an empty key means none.
    ///
    /// - Throws: ``Invalid`` with which of them is wrong and why.
    public init(_ address: String, apiKey: String = "", timeout: Duration = .seconds(10)) throws(Invalid) {
        let parsed: ServerAddress
        do { parsed = try ServerAddress(address) } catch { throw .address(error) }
        var key: APIKey?
        if !apiKey.isEmpty {
            do { key = try APIKey(apiKey) } catch { throw .apiKey(error) }
        }
        self.init(address: parsed, apiKey: key, timeout: timeout)
    }

    /// Whether the server's certificate is checked; turning it off lets anyone on the way read the key.
    public var verifiesCertificates: Bool {
        get { connection.tls.verifiesCertificates }
        set { connection.tls.verifiesCertificates = newValue }
    }
}

extension ClientConfiguration: CustomStringConvertible, CustomReflectable {
    /// The address, and what is not as by default; of key and headers only that they are there.
    public var description: String {
        var parts = ["\(address)", apiKey == nil ? "no key" : "key \(APIKey.placeholder)", "timeout \(timeout)"]
        if !headers.isEmpty { parts.append("headers " + headers.map(\.name).joined(separator: ", ")) }
        if usesLegacyProtocol { parts.append("legacy protocol") }
        if !verifiesCertificates { parts.append("certificates not checked") }
        return "ClientConfiguration(\(parts.joined(separator: ", ")))"
    }

    /// No children, so that a dump shows no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
