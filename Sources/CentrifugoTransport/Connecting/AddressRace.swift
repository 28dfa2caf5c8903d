internal import Glibc
internal import NIOCore

/// Tries the addresses of one host, and takes the first connection that comes about (RFC 8305 §5).
///
/// The next attempt starts when one has failed or taken too long; those under way go on beside it.
/// Lives on the event loop.
final class AddressRace {
    private var waiting: ArraySlice<SocketAddress>
    private var running = 0
    private var failures: [(address: SocketAddress, error: any Error)] = []
    private var nextStart: Scheduled<Void>?
    private var isOver = false
    private let delay: TimeAmount
    private let loop: any EventLoop
    private let dial: (SocketAddress) -> EventLoopFuture<any Channel>
    private let completion: (Result<any Channel, TransportError>) -> Void

    init(
        _ addresses: [SocketAddress],
        delay: TimeAmount,
        on loop: any EventLoop,
        dial: @escaping (SocketAddress) -> EventLoopFuture<any Channel>,
        completion: @escaping (Result<any Channel, TransportError>) -> Void
    ) {
        waiting = Self.interleaved(addresses)[...]
        self.delay = delay
        self.loop = loop
        self.dial = dial
        self.completion = completion
    }

    /// Starts the attempt at the next address.
    func tryNext() {
        nextStart?.cancel()
        guard !isOver, let address = waiting.popFirst() else { return }
        running += 1
        if !waiting.isEmpty {
            nextStart = loop.assumeIsolated().scheduleTask(in: delay) { self.tryNext() }
        }
        dial(address).assumeIsolated().whenComplete { self.finished(address, $0) }
    }

    /// Ends the race without a winner or a report.
    func abandon() {
        isOver = true
        nextStart?.cancel()
    }

    private func finished(_ address: SocketAddress, _ result: Result<any Channel, any Error>) {
        running -= 1
        switch result {
        case .success(let channel) where isOver:
            channel.close(promise: nil)
        case .success(let channel):
            abandon()
            completion(.success(channel))
        case .failure(let error):
            failures.append((address, error))
            failedOne()
        }
    }

    private func failedOne() {
        if !waiting.isEmpty { return tryNext() }
        guard running == 0, !isOver else { return }
        isOver = true
        completion(.failure(Self.summary(of: failures)))
    }

    /// Puts the addresses in turn by family, IPv6 first, each family in the resolver's order (RFC 8305 §4).
    static func interleaved(_ addresses: [SocketAddress]) -> [SocketAddress] {
        let v6 = addresses.filter { $0.protocol == .inet6 }
        let others = addresses.filter { $0.protocol != .inet6 }
        return (0..<max(v6.count, others.count)).flatMap { index in
            [v6, others].compactMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }

    /// Makes one error of the failures: a refusal says more than an address there is no way to.
    static func summary(of failures: [(address: SocketAddress, error: any Error)]) -> TransportError {
        let refused = failures.filter { ($0.error as? IOError)?.errnoCode == ECONNREFUSED }
        if let first = refused.first {
            return .refused(addresses: refused.map { $0.address.ipAddress ?? "" }, port: first.address.port ?? 0)
        }
        let last = failures.last
        return .unreachable(
            address: last?.address.ipAddress ?? "", port: last?.address.port ?? 0,
            errno: (last?.error as? IOError)?.errnoCode ?? 0)
    }
}
