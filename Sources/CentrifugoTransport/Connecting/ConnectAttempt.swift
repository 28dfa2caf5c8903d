internal import Glibc
internal import Logging
internal import NIOCore

/// One try at opening a connection, from the name lookup to the end of the TLS handshake.
///
/// What it hands over is a bare channel: who asked adds the protocol to speak, before anything can
/// be read. Ends exactly once, and leaves no socket behind unless it succeeds. Lives on the event loop.
final class ConnectAttempt {
    private let target: ConnectTarget
    private let loop: any EventLoop
    private let completion: (Result<any Channel, TransportError>) -> Void
    private var channels: [any Channel] = []
    private var race: AddressRace?
    private var timer: Scheduled<Void>?
    private var isOver = false

    init(
        _ target: ConnectTarget, on loop: any EventLoop,
        completion: @escaping (Result<any Channel, TransportError>) -> Void
    ) {
        self.target = target
        self.loop = loop
        self.completion = completion
    }

    /// Begins, and calls the completion later or, for failures known at once, before it returns.
    func start() {
        let limit = target.options.connectTimeout
        timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) {
            self.finish(.failure(.timedOut(.connecting, after: limit)))
        }
        switch target.endpoint.location {
        case .unixSocket(let path): dialSocket(path)
        case .host(let host, let port):
            guard let proxy = target.options.proxy else { return reach(host, port) { self.secure($0) } }
            reach(proxy.host, proxy.port) { self.tunnel(through: proxy, $0) }
        }
    }

    /// Breaks off and closes what was opened; the completion is not called.
    func abandon() {
        guard !isOver else { return }
        end(keeping: nil)
    }

    // MARK: Steps

    private func reach(_ host: String, _ port: Int, then next: @escaping (any Channel) -> Void) {
        if let address = try? SocketAddress(ipAddress: host, port: port) {
            return race([address], then: next)
        }
        if isLocalhostName(host) {
            let loopback = ["::1", "127.0.0.1"].compactMap { try? SocketAddress(ipAddress: $0, port: port) }
            return race(loopback, then: next)
        }
        target.network.lookUp(host, port, loop).assumeIsolated().whenComplete { result in
            switch result {
            case .success(let addresses) where addresses.isEmpty: self.fail(.nameNotFound(host: host))
            case .success(let addresses): self.race(addresses, then: next)
            case .failure(let error):
                self.fail(error as? TransportError ?? .nameLookupFailed(host: host, code: EAI_FAIL))
            }
        }
    }

    private func race(_ addresses: [SocketAddress], then next: @escaping (any Channel) -> Void) {
        guard !isOver else { return }
        let race = AddressRace(addresses, delay: target.network.attemptDelay, on: loop, dial: dial) { result in
            switch result {
            case .success(let channel): next(channel)
            case .failure(let error): self.fail(error)
            }
        }
        self.race = race
        race.tryNext()
    }

    private func dialSocket(_ path: String) {
        guard let address = try? SocketAddress(unixDomainSocketPath: path) else {
            return fail(.socketUnusable(path: path, errno: ENAMETOOLONG))
        }
        dial(address).assumeIsolated().whenComplete { result in
            switch result {
            case .success(let channel): self.finish(.success(channel))
            case .failure(let error): self.finish(.failure(TransportError(connectingTo: path, error)))
            }
        }
    }

    private func dial(_ address: SocketAddress) -> EventLoopFuture<any Channel> {
        let attempt = NIOLoopBound(self, eventLoop: loop)
        return target.network.dial(address, loop) { attempt.value.opened($0) }
    }

    private func tunnel(through proxy: Proxy, _ channel: any Channel) {
        guard !isOver else { return }
        Tunnel(to: target.endpoint, through: proxy).open(on: channel) { error in
            guard let error else { return self.secure(channel) }
            self.finish(.failure(error))
        }
    }

    private func secure(_ channel: any Channel) {
        guard !isOver, let tls = target.tls else { return finish(.success(channel)) }
        tls.secure(channel) { error in
            self.finish(error.map(Result.failure) ?? .success(channel))
        }
    }

    // MARK: Ends

    private func opened(_ channel: any Channel) {
        if isOver { channel.close(promise: nil) } else { channels.append(channel) }
    }

    /// Fails in reaching an address, which is the proxy's where there is one.
    private func fail(_ error: TransportError) {
        guard let proxy = target.options.proxy, case .host = target.endpoint.location else {
            return finish(.failure(error))
        }
        finish(.failure(.proxyFailed(proxy: proxy.authority, error)))
    }

    private func finish(_ result: Result<any Channel, TransportError>) {
        guard !isOver else { return }
        end(keeping: try? result.get())
        completion(result)
    }

    private func end(keeping kept: (any Channel)?) {
        isOver = true
        timer?.cancel()
        race?.abandon()
        for channel in channels where channel !== kept { channel.close(promise: nil) }
        channels = []
        race = nil
    }
}

/// What to connect to, and with what.
struct ConnectTarget: Sendable {
    let endpoint: Endpoint
    let options: ConnectionOptions
    let network: Network
    /// Set for `https` only.
    var tls: TLSLayer?
}

extension TransportError {
    fileprivate init(connectingTo path: String, _ error: any Error) {
        switch (error as? IOError)?.errnoCode ?? 0 {
        case ENOENT: self = .socketMissing(path: path)
        case ECONNREFUSED: self = .socketRefused(path: path)
        case let other: self = .socketUnusable(path: path, errno: other)
        }
    }
}
