import Logging
import NIOCore
import NIOHTTP1

/// Tells of requests what was asked and how it was answered, never a key, a query or a body.
struct RequestLog: Sendable {
    /// `nil`: nobody is told.
    let logger: Logger?

    func note(_ head: HTTPRequestHead, _ status: HTTPResponseStatus, since start: NIODeadline) {
        guard let logger else { return }
        let path = head.uri.prefix { $0 != "?" }
        let microseconds = (NIODeadline.now() - start).nanoseconds / 1000
        logger.info("\(head.method) \(path) \(status.code)", metadata: ["microseconds": "\(microseconds)"])
    }

    func noteClient(on channel: any Channel) {
        guard let logger else { return }
        channel.closeFuture.whenComplete { _ in logger.info("a client has gone") }
    }
}
