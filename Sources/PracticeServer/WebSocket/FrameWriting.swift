import NIOCore
import NIOWebSocket

// The frames of a server have no mask, so that their bytes can be written into one buffer without a value in between.

extension ByteBuffer {
    /// Writes the head of a frame that is a whole message; `length` bytes must follow.
    mutating func writeFrameHead(_ opcode: WebSocketOpcode, length: Int) {
        writeInteger(0x80 | UInt8(webSocketOpcode: opcode))
        switch length {
        case ...125: writeInteger(UInt8(length))
        case ...0xFFFF: writeMultipleIntegers(UInt8(126), UInt16(length))
        default: writeMultipleIntegers(UInt8(127), UInt64(length))
        }
    }

    /// Writes a close frame; without a code it is empty.
    mutating func writeCloseFrame(_ code: UInt16?, reason: String = "") {
        guard let code else {
            writeFrameHead(.connectionClose, length: 0)
            return
        }
        writeFrameHead(.connectionClose, length: 2 + reason.utf8.count)
        writeInteger(code)
        writeString(reason)
    }

    /// The longest reason that a close frame has room for, in bytes.
    static var longestReason: Int { 123 }
}
