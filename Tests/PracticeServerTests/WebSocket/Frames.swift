import NIOCore

/// A frame as it stands on the wire, right or wrong.
struct Frame: Equatable, Sendable, CustomStringConvertible {
    var first: UInt8
    var payload: [UInt8]

    init(first: UInt8, _ payload: [UInt8] = []) {
        self.first = first
        self.payload = payload
    }

    static func text(_ text: String) -> Frame { Frame(first: 0x81, Array(text.utf8)) }
    static func ping(_ text: String = "") -> Frame { Frame(first: 0x89, Array(text.utf8)) }
    static func pong(_ text: String = "") -> Frame { Frame(first: 0x8A, Array(text.utf8)) }

    static func close(_ code: UInt16, _ reason: String = "") -> Frame {
        Frame(first: 0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
    }

    var text: String { String(decoding: payload, as: UTF8.self) }
    var description: String { "\(String(first, radix: 16)) \(text.prefix(200))" }

    /// The bytes of a client's frame; `mask` as in RFC 6455 §5.3, `nil`: none, which is wrong.
    func bytes(mask: [UInt8]? = [1, 2, 3, 0xF4]) -> [UInt8] {
        var bytes = [first]
        let flag: UInt8 = mask == nil ? 0 : 0x80
        switch payload.count {
        case ...125: bytes.append(flag | UInt8(payload.count))
        case ...0xFFFF: bytes += [flag | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: bytes += [flag | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (8 * (7 - $0))) }
        }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
    }

    /// Takes the first frame of a server from some bytes; `nil`: it is not all there.
    static func take(from bytes: inout ArraySlice<UInt8>) -> Frame? {
        var rest = bytes
        guard let first = rest.popFirst(), let short = rest.popFirst() else { return nil }
        var length = Int(short)
        if short >= 126 {
            let size = short == 126 ? 2 : 8
            guard rest.count >= size else { return nil }
            length = rest.prefix(size).reduce(0) { $0 << 8 | Int($1) }
            rest.removeFirst(size)
        }
        guard rest.count >= length else { return nil }
        bytes = rest.dropFirst(length)
        return Frame(first: first, Array(rest.prefix(length)))
    }

    /// All frames that some bytes hold.
    static func all(in bytes: [UInt8]) -> [Frame] {
        var rest = bytes[...]
        var frames: [Frame] = []
        while let frame = take(from: &rest) { frames.append(frame) }
        return frames
    }
}
