import Glibc
import LoopbackPeer
import PracticePeer
import PracticeServer
import Testing

/// The server on its sockets.
struct PracticeServerTests {
    private static let head = "POST /api/channels HTTP/1.1\r\nHost: h\r\nX-API-Key: "

    private func with(
        _ json: String = #"{"http_api":{"key":"k"}}"#, _ body: (PracticeServer) async throws -> Void
    ) async throws {
        try await PracticeServer.with(json) { try await body($0) }
    }

    /// Sends bytes, says that this was all, and returns what comes back until the server closes.
    private func talk(_ server: PracticeServer, _ text: String) throws -> String {
        let connection = try LoopbackConnection(port: server.port)
        connection.write(text)
        connection.finishWriting()
        return try connection.readText()
    }

    private func call(_ path: String, _ rest: String = "Content-Length: 2\r\n\r\n{}") -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\nX-API-Key: k\r\n\(rest)"
    }

    @Test func `a request is answered with a length and nothing that was not recorded`() async throws {
        try await with { server in
            let answer = try talk(server, call("/api/channels"))
            #expect(
                answer
                    == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n"
                    + #"{"result":{"channels":{}}}"#)
        }
    }

    @Test func `requests sent in a row are answered in order over one connection`() async throws {
        try await with { server in
            let publish = #"{"channel":"","data":1}"#
            let requests =
                call("/api/channels") + call("/api/publish", "Content-Length: \(publish.utf8.count)\r\n\r\n\(publish)")
                + call("/nope") + call("/api/channels")
            let answer = try talk(server, requests)
            let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "200", "404", "200"])
        }
    }

    @Test func `a connection ends where the client wants it to`() async throws {
        try await with { server in
            let connection = try LoopbackConnection(port: server.port)
            connection.write(call("/api/channels", "Connection: close\r\nContent-Length: 2\r\n\r\n{}"))
            #expect(try connection.readText().contains("Connection: close\r\n"))
            let old = try LoopbackConnection(port: server.port)
            old.write("POST /api/channels HTTP/1.0\r\nX-API-Key: k\r\nContent-Length: 2\r\n\r\n{}")
            let answer = try old.readText()
            #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(answer.hasSuffix(#"{"result":{"channels":{}}}"#))
        }
    }

    @Test func `an answer to HEAD has the length of a body and none`() async throws {
        try await with { server in
            let answer = try talk(server, "HEAD /api/nope HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
            #expect(answer.hasSuffix("Content-Length: 19\r\n\r\n"))
        }
    }

    @Test(arguments: [
        "nonsense\r\n\r\n", "POST /api/info HTTP/1.1\r\n\r\n", "POST /api/info HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /api/info HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n", "POST /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
    ])
    func `what is no HTTP is told so and ends the connection`(_ text: String) async throws {
        try await with { server in
            let connection = try LoopbackConnection(port: server.port)
            connection.write(text)
            let answer = try connection.readText()
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n400 Bad Request"))
        }
    }

    @Test(arguments: [
        "", "POST", "POST /api/info HTTP/1.1\r\nHost",
        "POST /api/info HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{",
    ])
    func `a request that breaks off does no harm`(_ text: String) async throws {
        try await with { server in
            _ = try talk(server, text)
            #expect(try talk(server, call("/api/channels")).hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `what was asked before something that is no HTTP is answered`() async throws {
        try await with { server in
            let answer = try talk(server, call("/api/channels") + "nonsense\r\n\r\n")
            let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "400"])
        }
    }

    @Test func `a body comes in chunks or after a go-ahead`() async throws {
        try await with { server in
            let chunks = "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n"
            #expect(try talk(server, call("/api/channels", chunks)).hasSuffix(#"{"result":{"channels":{}}}"#))
            let patient = try LoopbackConnection(port: server.port)
            patient.write(call("/api/channels", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"))
            #expect(try patient.readText(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            patient.write("{}")
            patient.finishWriting()
            #expect(try patient.readText().hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func `bodies may be as long as they like, and a client that has said all gets the whole answer`()
        async throws
    {
        let json = #"{"http_api":{"key":"k"},"channel":{"without_namespace":{"history_size":1,"history_ttl":"9s"}}}"#
        try await with(json) { server in
            let body = #"{"channel":"a","data":""# + String(repeating: "<", count: 3_000_000) + "\"}"
            let published = try talk(server, call("/api/publish", "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"))
            #expect(published.contains(#""offset":1"#))
            let read = #"{"channel":"a","limit":1}"#
            let answer = try talk(server, call("/api/history", "Content-Length: \(read.utf8.count)\r\n\r\n\(read)"))
            #expect(answer.utf8.count > 18_000_000)
            #expect(answer.hasSuffix("}}"))
        }
    }

    @Test func `a port in use is told, and nothing is left behind`() async throws {
        try await with { server in
            let socket = PracticeSocket(.main, address: "127.0.0.1", port: server.port)
            await #expect(throws: PracticeServerError.portInUse(socket)) {
                _ = try await PracticeServer.start(PracticeConfiguration(), PracticeOptions(port: server.port))
            }
        }
    }

    @Test func `of two ports it is told which one is in use`() async throws {
        try await with { server in
            var configuration = PracticeConfiguration()
            configuration.listen.internalPort = server.port
            let socket = PracticeSocket(.internal, address: "127.0.0.1", port: server.port)
            await #expect(throws: PracticeServerError.portInUse(socket)) {
                _ = try await PracticeServer.start(configuration, PracticeOptions(port: 0))
            }
        }
    }

    @Test func `an address of another machine is told`() async {
        let socket = PracticeSocket(.main, address: "192.0.2.1", port: 0)
        await #expect(throws: PracticeServerError.noSuchAddress(socket)) {
            _ = try await PracticeServer.start(PracticeConfiguration(), PracticeOptions(address: "192.0.2.1", port: 0))
        }
    }

    @Test func `clients and the API have ports of their own where there is an internal one`() async throws {
        let json = #"{"http_api":{"key":"k"},"http_server":{"internal_port":9000}}"#
        try await with(json) { server in
            let inner = try #require(server.internalPort)
            #expect(server.url == "http://127.0.0.1:\(inner)/api")
            #expect(try talk(server, call("/api/channels")).hasPrefix("HTTP/1.1 404"))
            let connection = try LoopbackConnection(port: inner)
            connection.write(call("/api/channels"))
            connection.finishWriting()
            #expect(try connection.readText().hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `an external API stays on the main port`() async throws {
        let json = #"{"http_api":{"key":"k","external":true},"http_server":{"internal_port":9000}}"#
        try await with(json) { server in
            #expect(server.url == "http://127.0.0.1:\(server.port)/api")
            let answer = try talk(server, call("/api/channels"))
            #expect(answer.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `the playground says where it is and what opens it`() async throws {
        try await PracticeServer.with(.playground(seed: 3), PracticeOptions()) { server in
            #expect(server.url == "http://127.0.0.1:\(server.port)/api")
            #expect(server.apiKey.revealed.count == 32)
            #expect(server.tokenSecret != server.apiKey)
        }
    }

    @Test func `a server may be stopped twice and then listens no longer`() async throws {
        try await with { server in
            await server.stop()
            await server.stop()
            #expect(throws: LoopbackError.cannotConnect(port: server.port, errno: ECONNREFUSED)) {
                try LoopbackConnection(port: server.port)
            }
        }
    }
}
