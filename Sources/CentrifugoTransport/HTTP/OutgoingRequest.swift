internal import NIOCore
internal import NIOHTTP1

/// The bytes of one request.
struct OutgoingRequest {
    /// What a socket takes as a whole where it has room at all: the system says that it has as long as a third is free.
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
        let size = head.bytes.count + Self.endSize
        let isSmall = size + body.count <= Self.smallSize
        var bytes = ByteBufferAllocator().buffer(capacity: isSmall ? size + body.count : size)
        bytes.writeBytes(head.bytes)
        if head.alwaysTellsLength || !body.isEmpty {
            bytes.writeStaticString("Content-Length: ")
            bytes.writeString(String(body.count))
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("\r\n")
        if isSmall { bytes.writeBytes(body) }
        rest = isSmall || body.isEmpty ? nil : ByteBuffer(bytes: body)
        self.head = bytes
    }
}
