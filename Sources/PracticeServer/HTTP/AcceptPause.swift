import Glibc
import NIOCore

/// Lets a listener rest while the system has no room for another connection.
///
/// The one that waits would be announced again and again, and every attempt to take it fail at once.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// Long for a machine and short for a client.
    private static let length = TimeAmount.milliseconds(100)

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (error as? IOError)?.errnoCode {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: rest(context)
        default: context.fireErrorCaught(error)
        }
    }

    private func rest(_ context: ChannelHandlerContext) {
        let options = context.channel.syncOptions
        // Setting it fails where the listener was closed, which is as well.
        try? options?.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.length) {
            try? options?.setOption(.autoRead, value: true)
        }
    }
}
