/// A request with every placeholder filled.
struct WireRequest: Sendable {
    var method: String
    var target: String
    var headers: [(name: String, value: String)]
    /// `nil`: none at all, not even its length.
    var body: [UInt8]?
    var isInternal = false
}

/// An answer as it arrived.
struct WireResponse: Sendable {
    var status: Int
    /// All of them, with names as they were sent.
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// Returns a header's value, its name in any case.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// What arrives over a client connection.
enum Arrival: Equatable, Sendable {
    /// One line of a text message.
    case line([UInt8])
    case binary([UInt8])
    case ping
    case close(code: Int, reason: String)
    case end
}

/// A server that recordings are replayed against.
protocol Endpoint {
    /// The port that shows in the server's answers.
    var port: Int { get }
    /// The server's time in seconds since 1970.
    var now: Int64 { get }

    /// Sends a request over a connection of its own.
    func exchange(_ request: WireRequest) throws -> WireResponse
    /// Opens a client connection, if the server answers 101.
    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse
    /// Sends a message; what cannot be sent is lost.
    func send(_ message: Message<[UInt8]>, on connection: String)
    /// Waits for what arrives next, for a while; `nil` where nothing does.
    func arrival(on connection: String) -> Arrival?
    /// Returns what has arrived and nobody has asked for.
    func leftOver() -> (connection: String, Arrival)?
    /// Closes a client connection from our side.
    func leave(_ connection: String)
    /// Lets time pass.
    func pass(milliseconds: Int)
}
