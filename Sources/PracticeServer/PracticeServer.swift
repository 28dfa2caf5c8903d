// PracticeServer: an in-memory server on this machine that answers as Centrifugo 6.9.1 does.
//
// For: learning the API and running lessons and tests without an installed server, in the process that asks. What it
// answers is what a real server answered, to the byte, as far as it goes; what it does not honour of a configuration
// it names.
// Not for: production (one process, nothing on disk, nothing shared with other nodes), benchmarks of Centrifugo, or
// the commercial edition.
//
// Layers, each of which knows only the next: HTTP/ and WebSocket/ turn bytes on sockets into requests and messages;
// Methods/ decodes requests by the schema of CentrifugoProtocol and runs them, Realtime/ does the same for the messages
// of clients, and Population/ for what made-up users do; Wire/ is how all three read and write JSON. State/ is a value
// that holds all there is, with no clock and no sockets of its own. Engine is its one owner. Configuration/ says what all
// of them do, Tokens/ who a client is, Patterns/ which names and texts are meant.

public import Logging
import NIOCore
import NIOPosix

/// A practice server that runs until it is stopped.
///
/// It has a thread of its own for its connections. All of its state is behind one lock (``Engine``).
public final class PracticeServer: Sendable {
    /// What it was started with.
    public let configuration: PracticeConfiguration
    /// The address that it listens on.
    public let address: String
    /// The port that it listens on.
    public let port: Int
    /// The port of all that is not for clients, where that has one of its own.
    public let internalPort: Int?

    package let engine: Engine
    private let group: MultiThreadedEventLoopGroup

    /// Starts a server.
    ///
    /// `logger` is told of every request and connection; `nil`: nobody is. What the configuration says and this server
    /// does not honour is in its ``PracticeConfiguration/ignored``.
    /// - Throws: ``PracticeServerError`` where it cannot listen; then nothing is left behind.
    public static func start(
        _ configuration: PracticeConfiguration, _ options: PracticeOptions = PracticeOptions(),
        logger: Logger? = nil
    ) async throws(PracticeServerError) -> PracticeServer {
        var configuration = configuration
        options.apply(to: &configuration.listen)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let engine = Engine(
            configuration, clock: options.clock, seed: options.seed, isPopulated: options.isPopulated,
            timer: LoopTimer(loop: group.next()))
        do throws(PracticeServerError) {
            let ports = try await Listener.open(engine, configuration, on: group, logger: logger)
            return PracticeServer(configuration, engine, ports, group)
        } catch {
            await Self.shutDown(group)
            throw error
        }
    }

    private init(
        _ configuration: PracticeConfiguration, _ engine: Engine, _ ports: Listener.Ports,
        _ group: MultiThreadedEventLoopGroup
    ) {
        self.configuration = configuration
        self.engine = engine
        self.group = group
        address = configuration.listen.address
        port = ports.main
        internalPort = ports.internal
    }

    /// Says goodbye to clients, closes all connections and stops listening.
    ///
    /// Calling it again does nothing.
    public func stop() async {
        engine.shutDown()
        await Self.shutDown(group)
    }

    /// The base of the HTTP API, to which `/publish` and so on are added.
    public var url: String {
        "http://\(host):\(configuration.api.isExternal ? port : internalPort ?? port)\(configuration.api.prefix)"
    }

    private var host: String {
        if address.isEmpty || address == "0.0.0.0" { return "127.0.0.1" }
        return address.contains(":") ? "[\(address)]" : address
    }

    /// The endpoint of clients.
    public var webSocketURL: String { "ws://\(host):\(port)\(configuration.webSocket.path)" }

    /// Whether only programs of this machine can reach it.
    public var isLoopback: Bool { address == "localhost" || address == "::1" || address.hasPrefix("127.") }

    /// The key of the HTTP API.
    public var apiKey: PracticeSecret { configuration.api.key }

    /// The secret that signs tokens for clients.
    public var tokenSecret: PracticeSecret { configuration.client.token.secret }

    /// The clock by which its contents expire.
    public var clock: PracticeClock { engine.clock }

    private static func shutDown(_ group: MultiThreadedEventLoopGroup) async {
        // It fails only where it was shut down before, which is what is wanted.
        try? await group.shutdownGracefully()
    }
}

/// How a practice server is started, beside its configuration.
public struct PracticeOptions: Sendable {
    /// The address to listen on; `nil`: the configuration's.
    public var address: String?
    /// The port to listen on; 0: a free one; `nil`: the configuration's.
    public var port: Int?
    /// The same for the internal port, where the configuration has one.
    public var internalPort: Int?
    /// The clock by which the contents expire.
    public var clock: PracticeClock
    /// Makes epochs, ids and the population's doings repeat; `nil`: they are random.
    public var seed: UInt64?
    /// Whether a few simulated users are in the playground's channels, and publish now and then.
    public var isPopulated: Bool

    /// Makes options that change nothing of the configuration.
    public init(
        address: String? = nil, port: Int? = nil, internalPort: Int? = nil, clock: PracticeClock = PracticeClock(),
        seed: UInt64? = nil, isPopulated: Bool = false
    ) {
        self.address = address
        self.port = port
        self.internalPort = internalPort
        self.clock = clock
        self.seed = seed
        self.isPopulated = isPopulated
    }

    fileprivate func apply(to listen: inout PracticeConfiguration.Listen) {
        if let address { (listen.address, listen.internalAddress) = (address, "") }
        if let port { listen.port = port }
        if let internalPort, listen.internalPort != nil { listen.internalPort = internalPort }
    }
}

/// Wakes an engine up on an event loop.
private struct LoopTimer: Engine.Timer {
    let loop: any EventLoop

    func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) {
        _ = loop.scheduleTask(in: .nanoseconds(delay.nanoseconds), body)
    }
}
