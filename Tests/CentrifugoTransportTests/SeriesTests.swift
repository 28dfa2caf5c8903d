import CentrifugoTransport
import Synchronization
import Testing

/// What happens to a series, in its order, with the requests that it makes.
private final class Course: Sendable {
    private let steps = Mutex<[String]>([])
    private let count: Int
    private let target: String

    /// Goes on for so many replies; `target` is where the requests behind the first go.
    init(replies count: Int, thenTo target: String = "/api/info") {
        self.count = count
        self.target = target
    }

    var log: [String] { steps.withLock { $0 } }

    func run(on connection: some SeriesTransport) async throws(TransportError) -> HTTPResponse? {
        try await connection.send(
            HTTPRequest(target: "/api/info", body: Array("request 0".utf8)), timeout: .seconds(100),
            following: {
                let made = self.log.count { $0.hasPrefix("make") } + 1
                self.note("make \(made)")
                return HTTPRequest(target: self.target, body: Array("request \(made)".utf8))
            },
            while: { _, body in
                self.note(String(decoding: body, as: UTF8.self))
                return self.log.count { !$0.hasPrefix("make") } < self.count
            })
    }

    private func note(_ step: String) {
        steps.withLock { $0.append(step) }
    }
}

@Suite struct SeriesTests {
    @Test func `each request is made while a reply is awaited, and sent behind it over the same connection`()
        async throws
    {
        try await withServer({ peer in
            for index in 0..<3 {
                #expect(try peer.readRequest().hasSuffix("\r\n\r\nrequest \(index)"))
                try peer.write(ok("\(index)"))
            }
            try peer.waitForEnd()
        }) { server async throws in
            let course = Course(replies: 3)
            let connection = makeConnection(to: server.endpoint)
            #expect(try await course.run(on: connection) == nil)
            #expect(course.log == ["make 1", "0", "make 2", "1", "make 3", "2"])
        }
    }

    @Test func `a reply that comes in pieces is given back to be read`() async throws {
        let gate = try Gate()
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("0"))
            try peer.readRequest()
            try peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
            gate.wait()
            try peer.write("world")
            try peer.readRequest()
            try peer.write(ok("same connection"))
        }) { server async throws in
            let course = Course(replies: 3)
            let connection = makeConnection(to: server.endpoint)
            let arriving = try #require(try await course.run(on: connection))
            gate.open()
            #expect(try await arriving.text() == "helloworld")
            #expect(course.log == ["make 1", "0", "make 2"])
            #expect(try await connection.postForText() == "same connection")
        }
    }

    @Test func `a reply that ends its connection is followed by a request over another`() async throws {
        try await withServer([
            { peer in
                try peer.readRequest()
                try peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n0")
                try peer.waitForEnd()
            },
            { peer in
                #expect(try peer.readRequest().hasSuffix("request 1"))
                try peer.write(ok("1"))
            },
        ]) { server async throws in
            let course = Course(replies: 2)
            #expect(try await course.run(on: makeConnection(to: server.endpoint)) == nil)
            #expect(course.log == ["make 1", "0", "make 2", "1"])
        }
    }

    @Test func `a request that fails ends it, and is not sent again`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("0"))
            try peer.readRequest()
        }) { server async throws in
            let course = Course(replies: 3)
            let connection = makeConnection(to: server.endpoint)
            #expect(await transportError { try await course.run(on: connection) } == .closed(.waiting))
            #expect(course.log == ["make 1", "0", "make 2"])
        }
    }

    @Test func `a request that is refused at once is not waited for`() async throws {
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("0"))
            try peer.waitForEnd()
        }) { server async throws in
            let course = Course(replies: 3, thenTo: "no target")
            let connection = makeConnection(to: server.endpoint)
            #expect(await transportError { try await course.run(on: connection) } == .invalidRequest(.target))
            #expect(course.log == ["make 1", "0"])
        }
    }

    @Test func `cancelling ends the request that is under way`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ peer in
            try peer.readRequest()
            try peer.write(ok("0"))
            try peer.readRequest()
            hasRead.finish()
            try peer.waitForEnd()
        }) { server async throws in
            let course = Course(replies: 3)
            let connection = makeConnection(to: server.endpoint)
            let call = Task { await transportError { try await course.run(on: connection) } }
            for await _ in read {}
            call.cancel()
            #expect(await call.value == .cancelled(.waiting))
        }
    }

    @Test func `others have their turn between two requests`() async throws {
        let (read, hasRead) = AsyncStream.makeStream(of: Void.self)
        let queued = try Gate()
        try await withServer({ peer in
            try peer.readRequest()
            hasRead.finish()
            queued.wait()
            try peer.write(ok("0"))
            #expect(try peer.readRequest().hasSuffix("from another"))
            try peer.write(ok("other"))
            #expect(try peer.readRequest().hasSuffix("request 1"))
            try peer.write(ok("1"))
        }) { server async throws in
            let thread = NetworkThread()
            let connection = HTTPConnection(to: server.endpoint, on: thread)
            let course = Course(replies: 2)
            async let series = course.run(on: connection)
            for await _ in read {}
            let other = try await thread.run {
                async let text = connection.postForText("from another")
                // It runs on the thread before this does again, and so is in the queue.
                await Task.yield()
                queued.open()
                return try await text
            }
            #expect(other == "other")
            #expect(try await series == nil)
        }
    }

    @Test func `a transport that says nothing of series makes them of single requests`() async throws {
        struct Echo: Transport {
            func send(_ request: HTTPRequest, timeout: Duration) async throws(TransportError) -> HTTPResponse {
                HTTPResponse(status: 200, body: HTTPBody(request.body))
            }
        }
        let course = Course(replies: 2)
        #expect(try await course.run(on: SingleRequests(Echo())) == nil)
        #expect(course.log == ["make 1", "request 0", "make 2", "request 1"])
    }
}
