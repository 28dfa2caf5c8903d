/// A frame of the WebSocket protocol (RFC 6455 §5.2).
public struct WebSocketFrame: Equatable, Sendable {
    /// What a frame is for (§11.8); tests may need those that mean nothing.
    public struct Opcode: RawRepresentable, Equatable, Sendable {
        /// The lower four bits of the first byte.
        public let rawValue: UInt8
        /// Takes any value.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Goes on with the message before.
        public static let continuation = Self(rawValue: 0)
        /// Begins a message of text.
        public static let text = Self(rawValue: 1)
        /// Begins a message of bytes.
        public static let binary = Self(rawValue: 2)
        /// Closes the connection.
        public static let close = Self(rawValue: 8)
        /// Asks for a pong.
        public static let ping = Self(rawValue: 9)
        /// Answers a ping.
        public static let pong = Self(rawValue: 10)

        var isControl: Bool { rawValue & 8 != 0 }
    }

    /// What it is for.
    public var opcode: Opcode
    /// Whether it ends its message.
    public var isFinal: Bool
    /// The three bits that need an extension, 0 to 7.
    public var reserved: UInt8
    /// What it carries, without its mask.
    public var payload: [UInt8]

    /// Makes a frame.
    public init(_ opcode: Opcode, _ payload: [UInt8] = [], isFinal: Bool = true, reserved: UInt8 = 0) {
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
        self.reserved = reserved
    }

    /// Returns the frame as a client sends it; without a mask (`nil`) a server must refuse it (§5.1).
    public func bytes(mask: UInt32? = 0x0102_03F4) -> [UInt8] {
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode.rawValue]
        let maskBit: UInt8 = mask == nil ? 0 : 0x80
        switch payload.count {
        case ..<126: bytes.append(maskBit | UInt8(payload.count))
        case ..<65_536: bytes += [maskBit | 126] + UInt16(payload.count).bigEndianBytes
        default: bytes += [maskBit | 127] + UInt64(payload.count).bigEndianBytes
        }
        guard let mask else { return bytes + payload }
        let key = mask.bigEndianBytes
        bytes += key
        bytes.reserveCapacity(bytes.count + payload.count)
        for (place, byte) in payload.enumerated() { bytes.append(byte ^ key[place & 3]) }
        return bytes
    }

    /// Reads a server's frame and how many bytes it takes, or `nil` where bytes are missing.
    ///
    /// - Throws: ``LoopbackError/violation(_:)``: a mask, a reserved bit, a length longer than need be, or a control
    ///   frame that is long or a fragment.
    package static func read(_ bytes: ArraySlice<UInt8>) throws(LoopbackError) -> (frame: WebSocketFrame, length: Int)?
    {
        guard bytes.count >= 2 else { return nil }
        let (first, second) = (bytes[bytes.startIndex], bytes[bytes.startIndex + 1])
        var frame = WebSocketFrame(
            Opcode(rawValue: first & 0x0F), isFinal: first & 0x80 != 0, reserved: first >> 4 & 7)
        guard frame.reserved == 0 else { throw .violation("reserved bits \(frame.reserved)") }
        guard second & 0x80 == 0 else { throw .violation("a masked frame") }
        if frame.opcode.isControl, second > 125 || !frame.isFinal {
            throw .violation("a control frame that is long or a fragment")
        }
        let lengthBytes = [126: 2, 127: 8][second] ?? 0
        let head = 2 + lengthBytes
        guard bytes.count >= head else { return nil }
        var length = UInt64(second)
        if lengthBytes > 0 {
            length = bytes.dropFirst(2).prefix(lengthBytes).reduce(0) { $0 << 8 | UInt64($1) }
            guard length > (lengthBytes == 2 ? 125 : 65_535) else { throw .violation("a length longer than need be") }
            guard length < 1 << 32 else { throw .violation("a frame of \(length) bytes") }
        }
        guard bytes.count >= head + Int(length) else { return nil }
        frame.payload = Array(bytes.dropFirst(head).prefix(Int(length)))
        return (frame, head + Int(length))
    }

    /// Reads the frames that some bytes of a server consist of.
    ///
    /// - Throws: ``LoopbackError/violation(_:)``, also where the last frame is not all there.
    public static func all(in bytes: [UInt8]) throws(LoopbackError) -> [WebSocketFrame] {
        var rest = bytes[...]
        var frames: [WebSocketFrame] = []
        while let (frame, length) = try read(rest) {
            frames.append(frame)
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty else { throw .violation("a frame that breaks off") }
        return frames
    }
}

extension WebSocketFrame {
    /// Makes a message of text.
    public static func text(_ text: String) -> WebSocketFrame { WebSocketFrame(.text, Array(text.utf8)) }

    /// Makes a ping.
    public static func ping(_ text: String = "") -> WebSocketFrame { WebSocketFrame(.ping, Array(text.utf8)) }

    /// Makes a pong.
    public static func pong(_ text: String = "") -> WebSocketFrame { WebSocketFrame(.pong, Array(text.utf8)) }

    /// Makes a goodbye.
    public static func close(_ code: UInt16, _ reason: String = "") -> WebSocketFrame {
        WebSocketFrame(.close, code.bigEndianBytes + Array(reason.utf8))
    }

    /// What it carries, as text.
    public var text: String { String(decoding: payload, as: UTF8.self) }
}

extension WebSocketFrame: CustomStringConvertible {
    /// What it is and the beginning of what it carries, for messages.
    public var description: String {
        let opcode = String(opcode.rawValue, radix: 16)
        return "\(opcode)\(isFinal ? "" : "…") \(reserved == 0 ? "" : "reserved \(reserved) ")\(text.prefix(200))"
    }
}

extension FixedWidthInteger {
    fileprivate var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
