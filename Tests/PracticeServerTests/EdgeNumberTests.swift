import CentrifugoProtocol
import LosslessJSON
import LoopbackPeer
import PracticePeer
import Testing

@testable import PracticeServer

/// Numbers at the edge of what a machine can hold are answered, and everybody else is served as ever.
struct EdgeNumberTests {
    private static let usual = [
        "channel": #""hist:a""#, "channels": #"["hist:a","board:a"]"#, "user": #""42""#, "data": "1", "key": #""k""#,
    ]

    private func server() throws -> InProcessServer {
        let open = #""allow_subscribe_for_client":true,"allow_publish_for_client":true,"allow_history_for_client":true"#
        return try makeServer(
            namespaces: """
                {"name":"hist","history_size":5,"history_ttl":"300s","force_recovery":true,\(open)},
                {"name":"board","subscription_type":"map","map":{"mode":"recoverable","key_ttl":"60s"}}
                """,
            client: #"\#(seldomPings),"stale_close_delay":"1000h","token":{"hmac_secret_key":"s"}"#,
            clock: PracticeClock(), timer: Never())
    }

    /// Is never due: the engine works out when to be woken up, and the tests move the clock.
    private struct Never: Engine.Timer {
        func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) {}
    }

    /// Lets everything happen that is due and expects that a new client is served.
    private func expectService(_ server: InProcessServer, after: String) {
        server.clock.advance(by: .seconds(60))
        let client = TestClient(server.engine)
        #expect(client.open(user: "7"))
        #expect(client.say(#"{"id":1,"connect":{}}"#).first?.hasPrefix(#"{"id":1,"connect":{"#) == true, "\(after)")
        #expect(client.say(#"{"id":2,"subscribe":{"channel":"hist:new"}}"#).count == 1, "\(after)")
        client.leave()
    }

    // MARK: - The server API

    private static let methods = MethodTable.all.filter { EdgeNumbers.areIn($0.shape) }.map(\.method.name)

    @Test(arguments: methods) func `a method answers any number`(method: String) throws {
        let server = try server()
        let served = try #require(MethodTable.named(method))
        var usual = Self.usual
        if method.hasPrefix("map") { usual["channel"] = #""board:a""# }
        for number in EdgeNumbers.all {
            for request in EdgeNumbers.requests(served.shape, number, usual: usual) {
                try expectAnswers(server, method, request)
            }
        }
    }

    /// Makes a call in each way in which it can be made, while somebody is there whom it may be about.
    private func expectAnswers(_ server: InProcessServer, _ method: String, _ request: String) throws {
        let calls = [
            ("/api/\(method)", request), ("/api/batch", #"{"commands":[{"\#(method)":\#(request)}]}"#),
            ("/api", #"{"method":"\#(method)","params":\#(request)}"#),
        ]
        var clients: [TestClient] = []
        for (path, body) in calls {
            clients.append(server.connect("42", channels: ["hist:a"]).client)
            let answer = server.answer("POST", path, body, headers: [("X-API-Key", "k")])
            #expect([200, 400].contains(answer.code), "\(path) \(body)")
            if answer.code == 200 { try JSONValidator.validate(answer.body) }
        }
        expectService(server, after: "\(method) \(request)")
        for client in clients { client.leave() }
    }

    @Test(arguments: EdgeNumbers.all) func `a line may have any number as its id and as its method`(number: String)
        throws
    {
        let server = try server()
        for line in [#"{"id":\#(number),"method":"info"}"#, #"{"method":\#(number),"params":{}}"#] {
            #expect([200, 400].contains(server.lines(line).code), "\(line)")
        }
    }

    /// The code of a disconnect goes into a frame.
    @Test func `a connection ends with any number as its code`() async throws {
        try await PracticeServer.with(#"{"http_api":{"key":"k"},"client":{"insecure":true}}"#) { server in
            for number in EdgeNumbers.all + ["999", "1000", "1005", "1006", "1015", "65535", "65536", "66536"] {
                let client = try LoopbackWebSocket(port: server.port)
                client.send(#"{"id":1,"connect":{}}"#)
                #expect(try client.connection.readFrame()?.opcode == .text)
                let body = Array(#"{"disconnect":{"code":\#(number)}}"#.utf8)
                let call = WireRequest("POST", "/api/disconnect", headers: [("X-API-Key", "k")], body: body)
                let status = try call.exchange(port: server.port).status
                #expect([200, 400].contains(status), "\(number)")
                client.close()
                _ = try client.connection.readToEnd()
            }
        }
    }

    // MARK: - Clients

    /// What follows the id in a command, with a number somewhere.
    private static func commands(_ number: String) -> [String] {
        var usual = usual
        usual["channel"] = #""hist:b""#
        let subscriptions = EdgeNumbers.requests(ClientCommand.subscribe, number, usual: usual)
        return subscriptions.map { #""subscribe":\#($0)"# } + [
            #""publish":{"channel":"hist:a","data":1,"type":\#(number)}"#,
            #""history":{"channel":"hist:a","limit":\#(number)}"#,
            #""history":{"channel":"hist:a","limit":\#(number),"since":{"offset":\#(number)},"reverse":true}"#,
            #""history":{"channel":"hist:a","limit":\#(number),"since":{"offset":\#(number)}}"#,
            #""history":{"channel":"hist:a","limit":5,"since":{"offset":\#(number)}}"#,
            #""history":{"channel":"hist:a","limit":5,"since":{"offset":\#(number)},"reverse":true}"#,
        ]
    }

    @Test(arguments: EdgeNumbers.all) func `a command of a client is answered whatever its numbers`(number: String)
        throws
    {
        let server = try server()
        for channel in ["hist:a", "hist:b"] { _ = server.call("publish", #"{"channel":"\#(channel)","data":1}"#) }
        let commands =
            Self.commands(number).map { #"{"id":2,\#($0)}"# } + [#"{"id":\#(number),"history":{"channel":"hist:a"}}"#]
        for command in commands {
            let (client, _) = server.connect("42")
            _ = client.heard()
            #expect(!client.say(command).isEmpty, "\(command)")
            expectService(server, after: command)
            client.leave()
        }
    }

    @Test(arguments: EdgeNumbers.all) func `a client may connect with any number`(number: String) throws {
        let server = try server()
        _ = server.call("publish", #"{"channel":"hist:a","data":1}"#)
        let token = signed(#"{"sub":"42"}"#)
        let wishes = EdgeNumbers.requests(ClientCommand.subscribe, number, usual: [:])
        let commands =
            wishes.map { #"{"id":1,"connect":{"token":"\#(token)","subs":{"hist:a":\#($0)}}}"# }
            + [#"{"id":\#(number),"connect":{}}"#]
        for command in commands {
            let client = TestClient(server.engine)
            #expect(client.open(user: "42"))
            #expect(!client.say(command).isEmpty, "\(command)")
            expectService(server, after: command)
            client.leave()
        }
    }

    // MARK: - Tokens

    /// Claims about times; a text that spells a number is one in most of them.
    private static func times(_ number: String) -> [String] {
        let names = ["exp", "nbf", "iat", "expire_at"]
        return [number, #""\#(number)""#].flatMap { value in
            names.map { #""\#($0)":\#(value)"# } + [
                names.map { #""\#($0)":\#(value)"# }.joined(separator: ","), #""exp":1e18,"expire_at":\#(value)"#,
                #""exp":\#(value),"expire_at":1000000000000"#,
            ]
        }
    }

    @Test(arguments: EdgeNumbers.all) func `a connection's token may speak of any time`(number: String) throws {
        let server = try server()
        for times in Self.times(number) {
            let token = signed(#"{"sub":"42",\#(times)}"#)
            let client = TestClient(server.engine)
            #expect(client.open())
            #expect(!client.say(#"{"id":1,"connect":{"token":"\#(token)"}}"#).isEmpty, "\(times)")
            expectService(server, after: "connect, \(times)")
            client.leave()
            let (other, _) = server.connect("42")
            #expect(!other.say(#"{"id":2,"refresh":{"token":"\#(token)"}}"#).isEmpty, "\(times)")
            expectService(server, after: "refresh, \(times)")
            other.leave()
        }
    }

    @Test(arguments: EdgeNumbers.all) func `a subscription's token may speak of any time`(number: String) throws {
        let server = try server()
        for times in Self.times(number) {
            let token = signed(#"{"sub":"42","channel":"hist:a",\#(times)}"#)
            let (client, _) = server.connect("42")
            _ = client.heard()
            #expect(
                !client.say(#"{"id":2,"subscribe":{"channel":"hist:a","token":"\#(token)"}}"#).isEmpty, "\(times)")
            expectService(server, after: "subscribe, \(times)")
            client.leave()
            let (other, _) = server.connect("42", channels: ["hist:a"])
            _ = other.heard()
            #expect(
                !other.say(#"{"id":3,"sub_refresh":{"channel":"hist:a","token":"\#(token)"}}"#).isEmpty, "\(times)")
            expectService(server, after: "sub_refresh, \(times)")
            other.leave()
        }
    }
}
