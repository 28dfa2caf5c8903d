import NIOCore
import NIOWebSocket

/// Puts a client's frames together to messages and finds what RFC 6455 does not allow.
struct MessageReader {
    /// What a frame completes.
    enum Event: Equatable {
        /// A message, of text or not: what a text holds is checked by who reads it.
        case message([UInt8])
        /// A ping, to be answered with the same bytes.
        case ping(ByteBuffer)
        /// A pong.
        case pong
        /// The client's goodbye, with its code if it gives one.
        case close(UInt16?)
    }

    /// Why the connection has to end.
    enum Failure: Error, Equatable {
        /// Against the protocol, in the words of the server.
        case violation(String)
        /// More than a message may be.
        case tooLong
    }

    private let limit: Int
    /// The bytes so far of a message whose last frame is yet to come.
    private var collected: [UInt8]?

    /// Starts on a connection whose messages may have `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// Takes the next frame; `nil`: more must follow.
    mutating func read(_ frame: WebSocketFrame) throws(Failure) -> Event? {
        let mistakes = mistakes(of: frame)
        guard mistakes.isEmpty else { throw .violation(mistakes.joined(separator: ", ")) }
        let length = frame.length
        switch frame.opcode {
        case .ping: return .ping(frame.unmaskedData)
        case .pong: return .pong
        case .connectionClose: return .close(try closeCode(frame.unmaskedData))
        default:
            guard (collected?.count ?? 0) + length <= limit else { throw .tooLong }
            // Moved out and back: a message of many small pieces is not copied with each of them.
            var message = collected ?? []
            collected = nil
            message.append(contentsOf: frame.unmaskedData.readableBytesView)
            if frame.fin { return .message(message) }
            collected = message
            return nil
        }
    }

    private func mistakes(of frame: WebSocketFrame) -> [String] {
        var mistakes: [String] = []
        if frame.rsv1 { mistakes.append("RSV1 set") }
        if frame.rsv2 { mistakes.append("RSV2 set") }
        if frame.rsv3 { mistakes.append("RSV3 set") }
        switch frame.opcode {
        case .text, .binary: if collected != nil { mistakes.append("data before FIN") }
        case .continuation: if collected == nil { mistakes.append("continuation after FIN") }
        case .ping, .pong, .connectionClose: break
        default: mistakes.append("bad opcode \(UInt8(webSocketOpcode: frame.opcode))")
        }
        if frame.maskKey == nil { mistakes.append("bad MASK") }
        return mistakes
    }

    private func closeCode(_ payload: ByteBuffer) throws(Failure) -> UInt16? {
        var payload = payload
        guard let code = payload.readInteger(as: UInt16.self) else { return nil }
        switch code {
        case 1000...1003, 1007...1013, 3000...4999: break
        default: throw .violation("bad close code \(code)")
        }
        guard String(validating: payload.readableBytesView, as: UTF8.self) != nil else {
            throw .violation("invalid utf8 payload in close frame")
        }
        return code
    }
}

extension MessageReader.Failure {
    /// Tells what the decoder of frames found; it checks lengths before the frame is whole.
    init(_ error: NIOWebSocketError) {
        self =
            switch error {
            case .invalidFrameLength: .tooLong
            case .fragmentedControlFrame: .violation("FIN not set on control")
            case .multiByteControlFrameLength: .violation("len > 125 for control")
            }
    }
}
