import LoopbackPeer

/// A server that recordings are replayed against.
protocol Endpoint {
    /// The port that shows in the server's answers.
    var port: Int { get }
    /// The server's time in seconds since 1970.
    var now: Int64 { get }

    /// Sends a request over a connection of its own.
    func exchange(_ request: WireRequest, isInternal: Bool) throws -> WireResponse
    /// Opens a client connection, if the server answers 101.
    func open(_ connection: String, _ request: WireRequest) throws -> WireResponse
    /// Sends a message; what cannot be sent is lost.
    func send(_ message: Message<[UInt8]>, on connection: String) throws
    /// Waits for what arrives next, for a while; `nil` where nothing does.
    func arrival(on connection: String) throws -> Arrival?
    /// Returns what has arrived and nobody has asked for.
    func leftOver() throws -> (connection: String, Arrival)?
    /// Closes a client connection from our side.
    func leave(_ connection: String) throws
    /// Lets time pass.
    func pass(milliseconds: Int) throws
}
