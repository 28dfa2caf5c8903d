internal import NIOCore

/// Keeps the first bytes of each reply until its head is understood, to show what came instead of HTTP.
///
/// It is the first of the HTTP handlers, so it sees the bytes before the parser.
final class ReplyOpening: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let limit = 64

    private var earlier: [UInt8] = []
    /// What is with the parser now, which mostly is the whole reply.
    private var current: ByteBuffer?
    private var hasReplyBegun = false

    var bytes: [UInt8] {
        guard let current else { return earlier }
        return earlier + current.readableBytesView.prefix(Self.limit - earlier.count)
    }

    /// Whether what came cannot be the beginning of a reply in HTTP/1.
    var isForeign: Bool {
        let version = "HTTP/1.".utf8
        return !bytes.starts(with: version) && !version.starts(with: bytes)
    }

    func expectReply() {
        hasReplyBegun = false
        earlier.removeAll(keepingCapacity: true)
    }

    func replyBegan() {
        hasReplyBegun = true
        current = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !hasReplyBegun { current = unwrapInboundIn(data) }
        context.fireChannelRead(data)
        if current != nil {
            earlier = bytes
            current = nil
        }
    }
}
