import LoopbackPeer
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import PracticeServer

/// What becomes of bodies, wanted or not.
struct RequestBodyTests {
    private static let drain = 256 << 10

    private func head(_ fields: String..., path: String = "/api/info", key: String = "k") -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\nX-API-Key: \(key)\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    private func chunk(_ length: Int) -> String {
        String(length, radix: 16) + "\r\n" + String(repeating: "x", count: length) + "\r\n"
    }

    private static let refusals = [("/api/info", "", "401"), ("/api/nope", "k", "404"), ("//api/info", "k", "307")]

    @Test(arguments: refusals)
    func `who is refused and announces much is told so at once, and the connection ends`(
        _ path: String, _ key: String, _ status: String
    ) throws {
        let bench = try HTTPBench()
        bench.receive(head("Content-Length: 500000000", path: path, key: key))
        let answer = try bench.sent()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(bench.socket.isOutputClosed)
    }

    @Test(arguments: refusals)
    func `a short body of who is refused is dropped, and the connection goes on`(
        _ path: String, _ key: String, _ status: String
    ) throws {
        let bench = try HTTPBench()
        let body = String(repeating: "x", count: Self.drain)
        bench.receive(head("Content-Length: \(Self.drain)", path: path, key: key) + body + HTTPBench.publish)
        let answers = try bench.sent().split(separator: "HTTP/1.1 ")
        #expect(answers.map { $0.prefix(3) } == [status[...], "200"])
        #expect(!answers[0].contains("Connection"))
    }

    @Test func `a long body without an announcement is dropped up to a point, then the connection ends`() throws {
        let bench = try HTTPBench()
        bench.receive(head("Transfer-Encoding: chunked", key: ""))
        bench.receive(chunk(Self.drain))
        #expect(try bench.sent().isEmpty)
        bench.receive(chunk(1))
        let answer = try bench.sent()
        #expect(answer.hasPrefix("HTTP/1.1 401 "))
        #expect(answer.contains("Connection: close\r\n"))
        bench.receive(chunk(9) + "0\r\n\r\n" + HTTPBench.publish)
        #expect(try bench.sent().isEmpty)
        #expect(bench.answerCount == 0)
    }

    @Test func `after an answer before its time no more is read, and half a second is left to take it`() throws {
        let bench = try HTTPBench()
        bench.receive(head("Content-Length: 500000000", key: ""))
        let count = bench.socket.readCount
        bench.channel.read()
        #expect(bench.socket.readCount == count)
        bench.pass(.milliseconds(499))
        #expect(bench.isActive)
        bench.pass(.milliseconds(1))
        #expect(!bench.isActive)
    }

    @Test func `a request that is not made right is answered without its body, and one without a body ends at once`()
        throws
    {
        let long = try HTTPBench()
        long.receive("POST /api/info HTTP/1.1\r\nContent-Length: 9\r\n\r\n")
        #expect(try long.sent().hasPrefix("HTTP/1.1 400 "))
        #expect(long.socket.isOutputClosed)
        let short = try HTTPBench()
        short.receive("POST /api/info HTTP/1.1\r\n\r\n")
        #expect(try short.sent().hasPrefix("HTTP/1.1 400 "))
        #expect(!short.isActive)
    }

    @Test func `who waits for a go-ahead gets it only where the body is wanted`() throws {
        let right = try HTTPBench()
        right.receive(head("Expect: 100-continue", "Content-Length: 2"))
        #expect(try right.sent() == "HTTP/1.1 100 Continue\r\n\r\n")
        right.receive("{}")
        #expect(try right.sent().hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(right.isActive)
        let wrong = try HTTPBench()
        wrong.receive(head("Expect: 100-continue", "Content-Length: 2", key: ""))
        let answer = try wrong.sent()
        #expect(answer.hasPrefix("HTTP/1.1 401 "))
        #expect(answer.contains("Connection: close\r\n"))
    }

    @Test func `a body that is announced as longer than any call is refused at once`() throws {
        let bench = try HTTPBench()
        bench.receive(head("Expect: 100-continue", "Content-Length: \(IncomingRequest.longestBody + 1)"))
        let answer = try bench.sent()
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.hasSuffix("\r\n\r\nPayload Too Large\n"))
        let longest = try HTTPBench()
        longest.receive(head("Expect: 100-continue", "Content-Length: \(IncomingRequest.longestBody)"))
        #expect(try longest.sent().hasPrefix("HTTP/1.1 100 "))
    }

    @Test func `a body that grows longer than any call is let go of`() throws {
        let router = try HTTPBench().router
        let asked = HTTPRequest("POST", "/api/info", headers: [("X-API-Key", "k")])
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: asked.target)
        var request = IncomingRequest(head, router.decide(asked), at: .now())
        request.take(ByteBuffer(repeating: 0x78, count: IncomingRequest.longestBody))
        #expect(request.earlyAnswer == nil)
        #expect(request.body.count == IncomingRequest.longestBody)
        request.take(ByteBuffer(repeating: 0x78, count: 1))
        #expect(request.earlyAnswer?.code == 413)
        #expect(request.body.count == IncomingRequest.longestBody)
    }

    @Test func `a client that would change the protocol has no long body`() throws {
        let bench = try HTTPBench(#""insecure":true"#)
        let handshake = String(decoding: LoopbackWebSocket.handshake().bytes(port: 1), as: UTF8.self)
        bench.receive(handshake.dropLast(2) + "Content-Length: 500000000\r\n\r\n")
        #expect(try bench.sent().hasPrefix("HTTP/1.1 400 "))
    }
}
