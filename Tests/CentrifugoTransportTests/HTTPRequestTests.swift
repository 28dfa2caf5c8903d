import CentrifugoTransport
import Testing

@Suite struct HTTPRequestTests {
    @Test(arguments: ["", "PO ST", "GET\r\n", "GÉT"])
    func `a method that is no token is not sent`(method: String) async {
        let request = HTTPRequest(method: method, target: "/")
        #expect(await rejection(of: request) == .invalidRequest(.method))
    }

    @Test(arguments: ["", "/a b", "/a\r\nX: y", "/ü", "/\u{7F}"])
    func `a target that would break the request line is not sent`(target: String) async {
        #expect(await rejection(of: HTTPRequest(target: target)) == .invalidRequest(.target))
    }

    @Test(arguments: [
        ("", "v"), ("a b", "v"), ("a:", "v"), ("X-Ü", "v"), ("X-A", "one\r\nX-B: two"), ("X-A", "\u{0}"),
        ("Content-Length", "5"), ("transfer-encoding", "chunked"),
    ])
    func `a field that would break the head apart or reframe the body is not sent`(name: String, value: String) async {
        let request = HTTPRequest(target: "/", headers: [name: value])
        #expect(await rejection(of: request) == .invalidRequest(.header(name: name)))
    }

    @Test func `a request that was refused leaves the connection fit for the next`() async throws {
        try await withServer({ peer in
            for _ in 0..<2 {
                try peer.readRequest()
                try peer.write(ok("fine"))
            }
        }) { server async throws in
            let connection = makeConnection(to: server.endpoint)
            #expect(try await connection.postForText() == "fine")
            let bad = HTTPRequest(target: "no good")
            #expect(
                await transportError { try await connection.send(bad, timeout: .seconds(1)) }
                    == .invalidRequest(.target))
            #expect(try await connection.postForText() == "fine")
        }
    }

    @Test func `a host given by the caller is kept, and values may hold any text`() async throws {
        try await withServer({ peer in
            let request = try peer.readRequest()
            #expect(request.hasPrefix("GET / HTTP/1.1\r\nhost: other.test\r\nX-Name: jürgen\tx\r\n"))
            #expect(!request.contains("Content-Length"))
            try peer.write(ok(""))
        }) { server async throws in
            let request = HTTPRequest(
                method: "GET", target: "/", headers: ["host": "other.test", "X-Name": "jürgen\tx"])
            _ = try await makeConnection(to: server.endpoint).send(request, timeout: .seconds(100))
        }
    }

    @Test func `printing a request shows no key`() {
        let request = HTTPRequest(target: "/api?api_key=secret", headers: ["X-API-Key": "secret"], body: [0x73])
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped] {
            #expect(text.contains("POST /api"))
            #expect(!text.contains("secret"))
            #expect(!text.contains("115"))
        }
        var fields = ""
        dump(request.headers, to: &fields)
        #expect("\(request.headers)" == "[X-API-Key]")
        #expect(!fields.contains("secret") && !String(reflecting: request.headers).contains("secret"))
    }

    private func rejection(of request: HTTPRequest) async -> TransportError? {
        var error: TransportError?
        try? await withServer({ try $0.waitForEnd() }) { server async throws in
            error = await transportError {
                try await makeConnection(to: server.endpoint).send(request, timeout: .seconds(100))
            }
        }
        return error
    }
}

@Suite struct HTTPFieldsTests {
    @Test func `names compare without regard to case, and repetitions keep their order`() {
        var fields = HTTPFields([("A", "1"), ("b", "2"), ("a", "3")])
        #expect(fields["a"] == "1")
        #expect(fields.values(named: "A") == ["1", "3"])
        fields["a"] = "4"
        #expect(fields.values(named: "a") == ["4"])
        fields["B"] = nil
        #expect(fields["b"] == nil)
        fields.append(name: "C", value: "5")
        #expect(fields.map(\.name) == ["a", "C"])
    }
}
