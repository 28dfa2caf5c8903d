import PracticeServer
import Synchronization

/// A client without a socket: what it says goes straight to the engine, and what it hears it keeps.
final class TestClient: ClientSink {
    private let engine: Engine
    private let received = Mutex<[Outgoing]>([])
    private let key = Mutex<ClientKey?>(nil)

    init(_ engine: Engine) { self.engine = engine }

    /// Opens the connection.
    ///
    /// - Returns: Whether the server took it.
    func open(user: String? = nil, usesFramePings: Bool = false) -> Bool {
        let opening = ClientOpening(user: user.map { ByteText($0) }, usesFramePings: usesFramePings)
        let key = engine.open(opening, sink: self)
        self.key.withLock { $0 = key }
        return key != nil
    }

    func send(_ message: Outgoing) { received.withLock { $0.append(message) } }

    /// Says something and returns what comes at once.
    @discardableResult
    func say(_ message: String) -> [String] {
        guard let key = key.withLock({ $0 }) else { return [] }
        for line in ClientCommand.lines(of: Array(message.utf8)) { engine.receive(line, from: key) }
        return heard()
    }

    func answerPing() {
        if let key = key.withLock({ $0 }) { engine.receivePong(from: key) }
    }

    /// Ends the connection from our side.
    func leave() {
        if let key = key.withLock({ $0 }) { engine.close(key) }
    }

    /// Takes what has come: lines as they are, `close CODE REASON`, `ping` and `hang up`.
    func heard() -> [String] {
        received.withLock { received in
            defer { received = [] }
            return received.map {
                switch $0 {
                case .line(let line): String(decoding: line, as: UTF8.self)
                case .ping: "ping"
                case .close(let code, let reason): "close \(code) \(reason)"
                case .hangUp: "hang up"
                }
            }
        }
    }
}

extension InProcessServer {
    /// Opens a connection of a user, as a proxy in front would vouch for it, and connects it to channels.
    ///
    /// - Returns: The client and the id that it was given.
    func connect(_ user: String, channels: [String] = []) -> (client: TestClient, id: String) {
        let client = TestClient(engine)
        _ = client.open(user: user)
        let reply = client.say(#"{"id":1,"connect":{}}"#).first ?? ""
        let id = reply.split(separator: #""client":""#).last?.prefix { $0 != "\"" } ?? ""
        for channel in channels { client.say(#"{"id":2,"subscribe":{"channel":"\#(channel)"}}"#) }
        return (client, String(id))
    }
}

/// Options for tests in which time passes and nobody answers pings.
let seldomPings = #""ping_interval":"1000h""#

/// Signs claims with the secret `s`.
func signed(_ claims: String) -> String { TokenSigner.sign(Array(claims.utf8), secret: PracticeSecret("s")) }
