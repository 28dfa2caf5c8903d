internal import NIOCore
internal import NIOHTTP1

/// The bytes of one request.
struct OutgoingRequest {
    /// What fits into any socket at once: an idle one takes this much as a whole or not at all.
    private static let smallSize = 4096

    /// The part that tells the decoder how the reply ends.
    let part: HTTPClientRequestPart
    /// The head, and the body where both together are small.
    let head: ByteBuffer
    /// The body where it is not in `head` already.
    let rest: ByteBuffer?

    init(_ head: RequestHead, body: [UInt8]) {
        part = head.part
        let tellsLength = head.alwaysTellsLength || !body.isEmpty
        let end = tellsLength ? "Content-Length: \(body.count)\r\n\r\n" : "\r\n"
        let size = head.bytes.readableBytes + end.utf8.count
        let isSmall = size + body.count <= Self.smallSize
        var bytes = ByteBuffer()
        bytes.reserveCapacity(isSmall ? size + body.count : size)
        bytes.writeImmutableBuffer(head.bytes)
        bytes.writeString(end)
        if isSmall { bytes.writeBytes(body) }
        rest = isSmall || body.isEmpty ? nil : ByteBuffer(bytes: body)
        self.head = bytes
    }
}
