import NIOCore
import NIOEmbedded
import Testing

@testable import PracticeServer

/// The handlers of a connection without sockets.
struct HTTPPipelineTests {
    /// Counts how often the socket is to be read.
    private final class Reads: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        var count = 0

        func read(context: ChannelHandlerContext) {
            count += 1
            context.read()
        }
    }

    @Test func `who does not take its answers is not listened to`() throws {
        let configuration = PracticeConfiguration()
        let engine = Engine(configuration, clock: PracticeClock(stoppedAt: 0), seed: 7)
        let channel = EmbeddedChannel()
        let reads = Reads()
        try channel.pipeline.syncOperations.addHandler(reads)
        try HTTPPipeline.install(on: channel, Router(engine, configuration, .api))
        channel.read()
        #expect(reads.count == 1)
        channel.isWritable = false
        channel.read()
        channel.read()
        #expect(reads.count == 1)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(reads.count == 2)
    }
}
