package import NIOCore
internal import NIOPosix

/// What connections ask of the system, replaceable so that tests can play any network.
package struct Network: Sendable {
    /// Finds the addresses of a host that is neither numeric nor `localhost`.
    package typealias LookUp =
        @Sendable (_ host: String, _ port: Int, any EventLoop) -> EventLoopFuture<[SocketAddress]>

    /// Connects to an address; shows the channel as soon as it exists, so that the attempt can be broken off.
    package typealias Dial =
        @Sendable (
            SocketAddress, any EventLoop, _ opened: @escaping @Sendable (any Channel) -> Void
        ) -> EventLoopFuture<any Channel>

    package var lookUp: LookUp
    package var dial: Dial
    /// How long an attempt may take before the next address is tried beside it (RFC 8305 §5).
    package var attemptDelay: TimeAmount

    package init(
        lookUp: @escaping LookUp = systemLookUp,
        dial: @escaping Dial = systemDial,
        attemptDelay: TimeAmount = .milliseconds(250)
    ) {
        self.lookUp = lookUp
        self.dial = dial
        self.attemptDelay = attemptDelay
    }

    package static let systemDial: Dial = { address, loop, opened in
        ClientBootstrap(group: loop)
            // The attempt has a time limit of its own, for all addresses together.
            .connectTimeout(.hours(24))
            .channelInitializer { channel in
                opened(channel)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .connect(to: address)
    }

    package static let systemLookUp: LookUp = { host, port, loop in
        // The system's resolver blocks, so each lookup gets a thread that ends with it.
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        let addresses = pool.runIfActive(eventLoop: loop) { try addressesBlocking(of: host, port: port) }
        addresses.whenComplete { _ in pool.shutdownGracefully { _ in } }
        return addresses
    }
}
