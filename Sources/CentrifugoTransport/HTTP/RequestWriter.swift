internal import NIOCore
internal import NIOHTTP1

/// Writes the bytes of a request in the place of its parts, which the decoder behind it needs to see pass by to
/// know how the reply ends.
///
/// NIO's own encoder would write head and body apart, and take the head to pieces to put it together again;
/// that is a measurable part of a small request.
final class RequestWriter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = ByteBuffer

    /// What is written when the head of the next request passes by.
    var head = ByteBuffer()

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            context.write(wrapOutboundOut(head), promise: promise)
            head = ByteBuffer()
        case .body(.byteBuffer(let body)):
            context.write(wrapOutboundOut(body), promise: promise)
        case .body(.fileRegion), .end:
            promise?.succeed(())
        }
    }
}
