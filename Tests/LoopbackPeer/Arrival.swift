/// What arrives over a WebSocket.
public enum Arrival: Equatable, Sendable, CustomStringConvertible {
    /// One line of a text message; a message of several lines is several of these.
    case line([UInt8])
    /// A binary message.
    case binary([UInt8])
    /// A ping, which has been answered already.
    case ping
    /// A pong with what it carries.
    case pong([UInt8])
    /// A close frame; code 1005 where it has none.
    case close(code: Int, reason: String)
    /// The end of the stream, again and again.
    case end

    /// A few words, for messages.
    public var description: String {
        switch self {
        case .line(let line): "the line \(String(decoding: line.prefix(200), as: UTF8.self))"
        case .binary(let bytes): "\(bytes.count) bytes"
        case .ping: "a ping"
        case .pong: "a pong"
        case .close(let code, let reason): "a close with \(code) \(reason)"
        case .end: "the end"
        }
    }
}
