import LoopbackPeer
import NIOCore
import NIOEmbedded
import Testing

@testable import PracticeServer

/// Connections whose clients take too long.
struct RequestTimerTests {
    @Test(arguments: ["", "P", "POST /api/info HTTP/1.1\r\nHost"])
    func `who sends no head loses its connection after ten seconds, without a word`(_ text: String) throws {
        let bench = try HTTPBench()
        bench.receive(text)
        #expect(bench.ends(after: .seconds(10)))
        #expect(try bench.sent().isEmpty)
    }

    @Test func `a head that comes drop by drop has no more time`() throws {
        let bench = try HTTPBench()
        for byte in "POST /api" {
            bench.receive(String(byte))
            bench.pass(.seconds(1))
        }
        #expect(bench.ends(after: .seconds(1)))
    }

    @Test(arguments: ["k", "wrong"])
    func `who sends half a body loses its connection after thirty seconds`(_ key: String) throws {
        let bench = try HTTPBench()
        bench.pass(.seconds(5))
        bench.receive("POST /api/info HTTP/1.1\r\nHost: h\r\nX-API-Key: \(key)\r\nContent-Length: 9\r\n\r\n{")
        #expect(bench.ends(after: .seconds(25)))
        #expect(try bench.sent().isEmpty)
    }

    @Test func `who takes no answer loses its connection after ten seconds`() throws {
        let bench = try HTTPBench()
        bench.socket.isBlocked = true
        bench.pass(.seconds(5))
        bench.receive(HTTPBench.publish)
        #expect(bench.ends(after: .seconds(10)))
        #expect(bench.answerCount == 1)
    }

    @Test func `a connection that nobody uses ends after thirty seconds`() throws {
        let bench = try HTTPBench()
        for _ in 0..<5 {
            bench.receive(HTTPBench.publish)
            bench.pass(.seconds(29))
        }
        #expect(try bench.sent().split(separator: "HTTP/1.1 200 OK").count == 5)
        #expect(bench.ends(after: .seconds(1)))
    }

    @Test func `the next head has ten seconds from its first byte`() throws {
        let bench = try HTTPBench()
        bench.receive(HTTPBench.publish)
        bench.pass(.seconds(29))
        bench.receive("POST")
        #expect(bench.ends(after: .seconds(10)))
    }

    @Test func `a client that changes the protocol has all the time of that`() throws {
        let bench = try HTTPBench(#""insecure":true"#)
        bench.receive(String(decoding: LoopbackWebSocket.handshake().bytes(port: 1), as: UTF8.self))
        #expect(try bench.sent().hasPrefix("HTTP/1.1 101"))
        bench.pass(.seconds(100))
        #expect(bench.isActive)
    }

    @Test func `nothing is left to be done once a connection has ended`() throws {
        let bench = try HTTPBench()
        bench.receive(HTTPBench.publish)
        weak let handler = try bench.channel.pipeline.syncOperations.handler(type: RequestTimer.self)
        #expect(handler != nil)
        bench.channel.close(promise: nil)
        bench.channel.embeddedEventLoop.run()
        #expect(handler == nil)
    }
}
