/// Where what the server says to a client goes.
package protocol ClientSink: AnyObject, Sendable {
    /// Takes something to send: in order, without waiting, from any thread.
    ///
    /// It is called while the engine's lock is held, so it must not call the engine.
    func send(_ message: Outgoing)
}

/// What the server says to a client.
package enum Outgoing: Sendable, Equatable {
    /// A line; several that are ready together may share a text message, separated by line feeds.
    case line([UInt8])
    /// A WebSocket ping.
    case ping
    /// The server ends the connection with a close frame; nothing follows.
    case close(code: UInt16, reason: String)
    /// The server ends the connection without a word.
    case hangUp
}

/// Tells the connections of one server apart, in the order in which they came.
package struct ClientKey: Hashable, Comparable, Sendable {
    let number: Int

    package static func < (one: ClientKey, other: ClientKey) -> Bool { one.number < other.number }
}

/// What is known of a connection before it says anything.
package struct ClientOpening: Sendable {
    /// The user that a proxy in front vouches for, in the header that the configuration names.
    package var user: ByteText?
    /// Whether the client wants WebSocket pings in place of the protocol's own.
    package var usesFramePings: Bool

    package init(user: ByteText? = nil, usesFramePings: Bool = false) {
        self.user = user
        self.usesFramePings = usesFramePings
    }
}
