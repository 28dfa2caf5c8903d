/// What the environment says about proxies: `HTTPS_PROXY` and `NO_PROXY`, in small letters or capitals.
///
/// The small spelling wins. Only `https` endpoints go through a proxy, and never those on this machine.
public struct ProxyEnvironment: Sendable {
    private let proxyText: String?
    private let exceptions: [NoProxyEntry]
    private let exceptsAll: Bool

    /// Takes the variables out of an environment; nothing is checked before `proxy(for:)`.
    public init(_ environment: [String: String]) {
        func value(_ name: String) -> String? {
            (environment[name] ?? environment[name.uppercased()]).flatMap { $0.isEmpty ? nil : $0 }
        }
        let words = (value("no_proxy") ?? "").split { ", \t".contains($0) }
        proxyText = value("https_proxy")
        exceptsAll = words.contains("*")
        exceptions = words.map { NoProxyEntry(String($0)) }
    }

    /// Returns the proxy to use for an endpoint, or `nil` to connect directly.
    ///
    /// - Throws: `EndpointError` when a proxy would be used and its URL cannot be read.
    public func proxy(for endpoint: Endpoint) throws(EndpointError) -> Proxy? {
        guard let proxyText, endpoint.scheme == .https, !endpoint.isLoopback, !exceptsAll,
            case .host(let host, let port) = endpoint.location,
            !exceptions.contains(where: { $0.matches(host: host, port: port) })
        else { return nil }
        return try Proxy(parsing: proxyText)
    }
}

/// One word of `NO_PROXY`: a name with all names under it, or a numeric address, either with a port or without.
private struct NoProxyEntry: Sendable {
    private let host: String
    private let port: Int?
    private let address: NumericAddress?

    init(_ word: String) {
        let word = word.lowercased()
        if let whole = NumericAddress(word) {
            (host, port, address) = (word, nil, whole)
            return
        }
        let colon = word.lastIndex(of: ":")
        let given = colon.flatMap { Int(word[word.index(after: $0)...]) }
        var name = given == nil ? word[...] : word[..<(colon ?? word.endIndex)]
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasPrefix("*.") { name = name.dropFirst() }
        host = String(name.hasPrefix(".") ? name.dropFirst() : name)
        port = given
        address = NumericAddress(host)
    }

    func matches(host candidate: String, port candidatePort: Int) -> Bool {
        guard port == nil || port == candidatePort, !host.isEmpty else { return false }
        let candidateAddress = NumericAddress(candidate)
        if address != nil || candidateAddress != nil { return address == candidateAddress }
        return candidate == host || candidate.hasSuffix("." + host)
    }
}
