import NIOCore
import NIOWebSocket

/// What a connection needs to go over from HTTP to the client protocol.
struct ClientEndpoint: Sendable {
    private let engine: Engine
    /// The longest message, in bytes.
    let messageLimit: Int
    private let queueLimit: Int
    private let rounds: SendingRounds?

    /// Makes the endpoint of a listener; without an event loop nothing is sent in rounds.
    init(_ engine: Engine, _ configuration: PracticeConfiguration, on eventLoop: (any EventLoop)?) {
        rounds = eventLoop.map(SendingRounds.init)
        self.engine = engine
        // As in the server, zero stands for the default.
        let (message, queue) = (configuration.webSocket.messageSizeLimit, configuration.client.queueMaxSize)
        messageLimit = message > 0 ? message : PracticeConfiguration.WebSocketOptions().messageSizeLimit
        queueLimit = queue > 0 ? queue : ClientOptions().queueMaxSize
    }

    /// Makes a client known and returns what speaks with it; `nil` where the server takes no more.
    func open(_ opening: ClientOpening, on channel: any Channel) -> WebSocketHandler<Engine>? {
        let outbox = ClientOutbox(on: channel.eventLoop, limit: queueLimit, rounds: rounds)
        guard let client = engine.open(opening, sink: outbox) else { return nil }
        return WebSocketHandler(engine, client, outbox, messageLimit: messageLimit)
    }
}
