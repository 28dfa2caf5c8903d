internal import NIOCore

/// Keeps the first bytes of each reply until its head is understood, to show what came instead of HTTP.
///
/// It is the first of the HTTP handlers, so it sees the bytes before the parser.
final class ReplyOpening: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let limit = 64

    private(set) var bytes: [UInt8] = []
    private var hasReplyBegun = false

    /// Whether what came cannot be the beginning of a reply in HTTP/1.
    var isForeign: Bool {
        let version = "HTTP/1.".utf8
        return !bytes.starts(with: version) && !version.starts(with: bytes)
    }

    func expectReply() {
        hasReplyBegun = false
        bytes.removeAll(keepingCapacity: true)
    }

    func replyBegan() {
        hasReplyBegun = true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !hasReplyBegun, bytes.count < Self.limit {
            bytes += unwrapInboundIn(data).readableBytesView.prefix(Self.limit - bytes.count)
        }
        context.fireChannelRead(data)
    }
}
