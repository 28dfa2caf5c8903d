internal import CentrifugoTransport

/// Failures of the connection; what each means is with its kind, in the extensions beside this one.
extension Diagnostic {
    init(_ error: TransportError, _ facts: CallFacts) {
        switch error {
        case .nameNotFound(let host): self.init(unknownHost: host, facts)
        case .nameLookupFailed(let host, let code): self.init(lookupOf: host, failed: code, facts)
        case .refused(let addresses, let port): self.init(refusedBy: addresses, port: port, facts)
        case .unreachable(let address, let port, let number):
            self.init(unreachable: authority(address, port), errno: number, facts)
        case .socketMissing(let path): self.init(missingSocket: path, facts)
        case .socketRefused(let path): self.init(deadSocket: path, facts)
        case .socketUnusable(let path, let number): self.init(socket: path, errno: number, facts)
        case .tlsFile(let path, let role, let problem): self.init(tlsFile: path, role, problem)
        case .tlsNameMismatch(let expected, let names): self.init(certificateOf: names, insteadOf: expected)
        case .tlsUntrusted(let distrust): self.init(distrust)
        case .tlsHandshakeFailed(let failure): self.init(failure, facts)
        case .proxyFailed(let proxy, let inner): self.init(proxy: proxy, failed: Diagnostic(inner, facts))
        case .proxyRefused(let proxy, let status): self.init(proxy: proxy, refusedWith: status)
        case .proxyBroken(let proxy): self.init(brokenProxy: proxy)
        case .invalidRequest(let part): self.init(part)
        case .closed(let step): self.init(connectionEnd: "closed", step, error, facts)
        case .reset(let step): self.init(connectionEnd: "reset", step, error, facts)
        case .timedOut(let step, let after): self.init(timeout: after, step, error, facts)
        case .cancelled: self.init(cancelledAfter: error.mayHaveReachedServer, facts)
        case .replyTooLarge(let limit): self.init(replyOver: limit, facts)
        case .notHTTP(let excerpt): self.init(notHTTP: excerpt, facts)
        case .malformedReply(let detail): self.init(brokenHTTP: detail, facts)
        }
    }
}

/// A host and port, as a URL has them.
private func authority(_ address: String, _ port: Int) -> String {
    address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
}

/// Finding the server.
extension Diagnostic {
    private init(unknownHost host: String, _ facts: CallFacts) {
        self.init(
            failure: "no such host: \(host)",
            details: [facts.addressSentence, "Check its spelling, and the name service of this machine."],
            status: .connection)
    }

    private init(lookupOf host: String, failed code: Int32, _ facts: CallFacts) {
        self.init(
            failure: "the name \(host) could not be looked up: \(StyledLine(own: SystemErrorText.lookup(code)))",
            details: [facts.addressSentence], status: .connection)
    }

    private init(refusedBy addresses: [String], port: Int, _ facts: CallFacts) {
        let listed = addresses.map { StyledLine(untrusted: authority($0, port)) }.joined(by: " and ")
        self.init(
            failure: "connection refused by \(listed)",
            details: ["Nothing listens there. \(facts.addressSentence)"], status: .connection)
        if facts.isLocalhost { details.append(#"Inside a container "localhost" is the container itself."#) }
    }

    private init(unreachable address: String, errno number: Int32, _ facts: CallFacts) {
        self.init(
            failure: "\(address) cannot be reached: \(StyledLine(own: SystemErrorText.words(number)))",
            details: [facts.addressSentence, "Check the address, the network and firewalls on the way."],
            status: .connection)
    }
}

/// Unix sockets.
extension Diagnostic {
    private init(missingSocket path: String, _ facts: CallFacts) {
        self.init(
            failure: "no unix socket at \(path)",
            details: ["There is no such file. \(facts.addressSentence)", "Does the server run, and listen on it?"],
            status: .connection)
    }

    private init(deadSocket path: String, _ facts: CallFacts) {
        self.init(
            failure: "connection refused by unix:\(path)",
            details: ["The file is there, but nobody listens on it. \(facts.addressSentence)"], status: .connection)
    }

    private init(socket path: String, errno number: Int32, _ facts: CallFacts) {
        let reason = number == 0 ? "a path has room for 107 bytes" : SystemErrorText.words(number)
        self.init(
            failure: "the unix socket \(path) cannot be used: \(StyledLine(own: reason))",
            details: [facts.addressSentence], status: .connection)
    }
}

/// The proxy on the way.
extension Diagnostic {
    private static let proxyOrigin: StyledLine = "The proxy comes from HTTPS_PROXY."

    private init(proxy: String, failed inner: Diagnostic) {
        self.init(
            failure: "the proxy \(proxy) could not be reached: \(inner.headline)",
            details: [Self.proxyOrigin, "NO_PROXY names hosts that are reached without it."], status: inner.status)
    }

    private init(proxy: String, refusedWith status: Int) {
        self.init(
            failure: "the proxy \(proxy) refused to connect to the server: HTTP \(status)",
            details: [Self.proxyOrigin], status: .connection)
        if status == 407 {
            details.append("It wants a name and password: http://NAME:PASSWORD@\(proxy) in HTTPS_PROXY.")
        } else {
            details.append("NO_PROXY names hosts that are reached without it.")
        }
    }

    private init(brokenProxy proxy: String) {
        self.init(
            failure: "the proxy \(proxy) did not answer as a proxy does",
            details: [Self.proxyOrigin, "Check its address and port."], status: .connection)
    }
}
