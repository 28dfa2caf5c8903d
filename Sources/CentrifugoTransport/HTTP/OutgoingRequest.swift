internal import NIOCore
internal import NIOHTTP1

/// The bytes of one request.
struct OutgoingRequest {
    /// What fits into any socket at once: an idle one takes this much as a whole or not at all.
    private static let smallSize = 4096

    /// The most that the end of a head takes: a length of 19 digits.
    private static let endSize = 40

    /// The part that tells the decoder how the reply ends.
    let part: HTTPClientRequestPart
    /// The head, and the body where both together are small.
    let head: ByteBuffer
    /// The body where it is not in `head` already.
    let rest: ByteBuffer?

    init(_ head: RequestHead, body: [UInt8]) {
        part = head.part
        var bytes: [UInt8] = []
        let size = head.bytes.count + Self.endSize
        let isSmall = size + body.count <= Self.smallSize
        bytes.reserveCapacity(isSmall ? size + body.count : size)
        bytes += head.bytes
        if head.alwaysTellsLength || !body.isEmpty {
            bytes += "Content-Length: ".utf8
            bytes += String(body.count).utf8
            bytes += "\r\n".utf8
        }
        bytes += "\r\n".utf8
        if isSmall { bytes += body }
        rest = isSmall || body.isEmpty ? nil : ByteBuffer(bytes: body)
        self.head = ByteBuffer(bytes: bytes)
    }
}
