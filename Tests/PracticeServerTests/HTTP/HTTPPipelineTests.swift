import NIOCore
import NIOEmbedded
import Testing

@testable import PracticeServer

/// The handlers of a connection without sockets.
struct HTTPPipelineTests {
    @Test func `a request waits until the answer before it was taken`() throws {
        let bench = try HTTPBench()
        bench.socket.isBlocked = true
        bench.receive(String(repeating: HTTPBench.publish, count: 100))
        #expect(bench.answerCount == 1)
        bench.socket.isBlocked = false
        #expect(bench.answerCount == 100)
        #expect(try bench.sent().split(separator: "HTTP/1.1 200 OK").count == 100)
        #expect(bench.isActive)
    }

    @Test func `who does not take its answers is not listened to`() throws {
        let bench = try HTTPBench()
        bench.channel.read()
        #expect(bench.socket.readCount == 1)
        bench.socket.isBlocked = true
        bench.receive(HTTPBench.publish)
        bench.channel.read()
        bench.channel.read()
        #expect(bench.socket.readCount == 1)
        bench.socket.isBlocked = false
        #expect(bench.socket.readCount == 2)
    }

    @Test func `a client that has said all gets its last answer, then the end`() throws {
        let bench = try HTTPBench()
        bench.socket.isBlocked = true
        bench.receive(HTTPBench.publish)
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(bench.isActive)
        bench.socket.isBlocked = false
        #expect(try bench.sent().hasPrefix("HTTP/1.1 200 OK"))
        #expect(!bench.isActive)
    }

    @Test func `a connection that breaks off with an answer under way does no harm`() throws {
        let bench = try HTTPBench()
        bench.socket.isBlocked = true
        bench.receive(HTTPBench.publish + HTTPBench.publish)
        bench.channel.close(promise: nil)
        bench.channel.embeddedEventLoop.run()
        #expect(bench.answerCount == 1)
        #expect(try bench.sent().isEmpty)
    }

    @Test func `what is no HTTP is answered after what was asked before, and is the last`() throws {
        let bench = try HTTPBench()
        bench.receive(HTTPBench.publish + "nonsense\r\n\r\n" + HTTPBench.publish)
        bench.receive(HTTPBench.publish)
        let answers = try bench.sent().split(separator: "HTTP/1.1 ")
        #expect(answers.map { $0.prefix(3) } == ["200", "400"])
        #expect(bench.answerCount == 1)
    }
}
