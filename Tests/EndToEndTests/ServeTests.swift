import Foundation
import Glibc
import LoopbackPeer
import Testing

/// The practice server alone, as other programs use it.
@Suite(.serialized) struct ServeTests {
    private func withConfiguration<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path())
    }

    private func value(_ name: String, _ lines: [String]) -> String? {
        lines.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }

    private func port(_ lines: [String]) throws -> Int {
        let digits = value("url", lines)?.split(separator: ":").last?.prefix(while: \.isNumber)
        return try #require(digits.flatMap { Int($0) })
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `what it prints is enough for a client, and a signal ends it cleanly`(signal: Int32) throws {
        let console = try ConsoleProcess("--practice", "--serve", "--seed", "3", "--verbose")
        let lines = console.lines(through: "try ")
        let port = try port(lines)
        #expect(value("websocket", lines) == "ws://127.0.0.1:\(port)/connection/websocket")
        #expect(value("token-secret", lines)?.count == 32)
        #expect(value("try", lines)?.hasPrefix("centsh --url http://127.0.0.1:\(port)/api --api-key ") == true)
        let client = try LoopbackWebSocket(port: port)
        client.send(#"{"id":1,"connect":{"token":"\#(value("token", lines) ?? "")"}}"#)
        guard case .line(let reply) = try client.next() else { throw POSIXError(.EPROTO) }
        #expect(String(decoding: reply, as: UTF8.self).contains(#""client":""#))
        console.signal(signal)
        #expect(try client.next() == .close(code: 3001, reason: "shutdown"))
        let ended = console.finish()
        #expect(ended.status == 0)
        #expect(ended.errors.contains("info: GET /connection/websocket 101 "))
    }

    @Test func `what it does not honour is named once, whatever else is asked of it`() throws {
        let text = #"{"http_server":{"address":"0.0.0.0"},"http_api":{"key":"a b"},"sse":{"enabled":true}}"#
        try withConfiguration(text) { path in
            let console = try ConsoleProcess("--practice", "--serve", "--port", "0", "--verbose", "--config", path)
            let lines = console.lines(through: "try ")
            #expect(value("try", lines)?.hasSuffix("--api-key 'a b' info") == true)
            console.signal(SIGTERM)
            let errors = console.finish().errors
            #expect(errors.split(separator: "\n").filter { $0.contains("sse") } == ["not honoured: sse"])
            #expect(errors.contains("warning: it listens on 0.0.0.0: others can reach it"))
            let script = try ConsoleProcess("--practice", "--config", path, "info").finish()
            #expect(script.status == 0)
            #expect(script.errors == "not honoured: sse\n")
        }
    }

    @Test func `a mistake in the configuration is told by its path`() throws {
        let text = #"{"channel":{"namespaces":[{"name":"aa","channel_regex":"["}]}}"#
        try withConfiguration(text) { path in
            let ended = try ConsoleProcess("--practice", "--serve", "--config", path).finish()
            #expect(ended.status == 1)
            #expect(ended.output.isEmpty)
            let mistake =
                "channel.namespaces[0].channel_regex must be a regular expression (missing closing ]: `[`), not \"[\""
            #expect(ended.errors.contains(mistake))
        }
    }

    @Test(
        arguments: [
            (#"{"http_api":{"disabled":true,"key":"k"}}"#, ["websocket"], ""),
            (#"{}"#, ["url", "websocket"], "warning: without http_api.key nobody can call its HTTP API"),
            (#"{"http_api":{"insecure":true},"websocket":{"disabled":true}}"#, ["url", "try"], ""),
            (
                #"{"http_api":{"disabled":true},"client":{"token":{"hmac_secret_key":"s","issuer_regex":"^a"}}}"#,
                ["websocket", "token-secret"], ""
            ),
        ])
    func `it says nothing that does not work`(_ text: String, _ names: [String], _ errors: String) throws {
        try withConfiguration(text) { path in
            let console = try ConsoleProcess("--practice", "--serve", "--port", "0", "--config", path)
            let lines = console.lines(through: names.last ?? "")
            console.signal(SIGTERM)
            let ended = console.finish()
            #expect(
                (lines + ended.output.split(separator: "\n").map(String.init)).map { $0.prefix { $0 != " " } }
                    .map(String.init) == names)
            #expect(ended.errors.hasPrefix(errors) && ended.errors.isEmpty == errors.isEmpty)
        }
    }

    @Test func `the token that it prints is one that it takes`() throws {
        let token = #""hmac_secret_key":"s","audience":"a\"b","issuer":"i","user_id_claim":"user""#
        try withConfiguration(#"{"http_api":{"key":"k"},"client":{"token":{\#(token)}}}"#) { path in
            let console = try ConsoleProcess("--practice", "--serve", "--port", "0", "--config", path)
            let lines = console.lines(through: "try ")
            let client = try LoopbackWebSocket(port: try port(lines))
            client.send(#"{"id":1,"connect":{"token":"\#(value("token", lines) ?? "")"}}"#)
            guard case .line(let reply) = try client.next() else { throw POSIXError(.EPROTO) }
            #expect(String(decoding: reply, as: UTF8.self).contains(#""client":""#))
            console.signal(SIGTERM)
            #expect(console.finish().status == 0)
        }
    }

    @Test func `an API without a prefix is tried with another program`() throws {
        try withConfiguration(#"{"http_api":{"key":"k 1","handler_prefix":"/"}}"#) { path in
            let console = try ConsoleProcess("--practice", "--serve", "--port", "0", "--config", path)
            let lines = console.lines(through: "try ")
            let port = try port(lines)
            #expect(
                value("try", lines) == "curl -d '{}' -H 'X-API-Key: k 1' http://127.0.0.1:\(port)/info")
            console.signal(SIGTERM)
            #expect(console.finish().status == 0)
        }
    }
}
