/// What somebody in the simulated population does.
///
/// A person is one connection, known by an index; somebody with several devices is several persons of one user.
enum Doing: Hashable, Sendable {
    /// Connects, with JSON about themselves.
    case connect(person: Int, user: String, info: [UInt8])
    case subscribe(person: Int, channel: String)
    case unsubscribe(person: Int, channel: String)
    /// Publishes JSON.
    case publish(person: Int, channel: String, data: [UInt8])
    /// Disconnects, and thereby leaves every channel.
    case disconnect(person: Int)
}
