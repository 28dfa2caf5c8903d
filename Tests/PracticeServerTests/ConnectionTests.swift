import PracticeServer
import Testing

/// What the server API tells of connections, and what it tells them.
struct ConnectionTests {
    private func server() throws -> InProcessServer {
        let server = try makeServer()
        server.engine.connect("c2", user: "42", session: "s2", channels: ["hist:a", "plain:x"])
        server.engine.connect("c1", user: "42", session: "s1", channels: ["hist:a"])
        server.engine.connect("c3", user: "", channels: ["plain:x"])
        return server
    }

    @Test func `presence lists connections by their ids`() throws {
        let server = try server()
        #expect(
            server.call("presence", #"{"channel":"hist:a"}"#)
                == #"{"result":{"presence":{"c1":{"user":"42","client":"c1"},"c2":{"user":"42","client":"c2"}}}}"#)
        #expect(
            server.call("presence_stats", #"{"channel":"hist:a"}"#) == #"{"result":{"num_clients":2,"num_users":1}}"#)
    }

    @Test func `channels are listed as long as somebody is in them`() throws {
        let server = try server()
        let both = #"{"result":{"channels":{"hist:a":{"num_clients":2},"plain:x":{"num_clients":2}}}}"#
        #expect(server.call("channels", "{}") == both)
        #expect(
            server.call("channels", #"{"pattern":"p*"}"#) == #"{"result":{"channels":{"plain:x":{"num_clients":2}}}}"#)
        server.engine.disconnect("c1")
        server.engine.disconnect("c2")
        #expect(server.call("channels", "{}") == #"{"result":{"channels":{"plain:x":{"num_clients":1}}}}"#)
    }

    @Test(arguments: [
        (#"{"user":"42"}"#, ["c1", "c2"]), ("{}", ["c3"]), (#"{"user":"42","client":"c2"}"#, ["c2"]),
        (#"{"user":"43","client":"c2"}"#, []), (#"{"user":"42","session":"s1"}"#, ["c1"]),
        (#"{"user":"42","whitelist":["c1"]}"#, ["c2"]), (#"{"client":"c1"}"#, []), (#"{"all_users":true}"#, ["c3"]),
    ])
    func `a call is for the connections that it selects`(_ body: String, _ clients: [String]) throws {
        let server = try server()
        #expect(server.call("disconnect", body) == #"{"result":{}}"#)
        #expect(server.engine.takeOrders() == clients.map { "\($0): disconnect(code: 3503, reason: force disconnect)" })
    }

    @Test func `a disconnect carries the code and the reason that it was given`() throws {
        let server = try server()
        _ = server.call("disconnect", #"{"disconnect":{"code":4001,"reason":"no"}}"#)
        _ = server.call("disconnect", #"{"disconnect":{"reason":"no"}}"#)
        #expect(
            server.engine.takeOrders() == [
                "c3: disconnect(code: 4001, reason: no)", "c3: disconnect(code: 0, reason: no)",
            ])
        #expect(server.engine.takeOrders().isEmpty)
    }

    @Test func `an unsubscribe reaches connections that are not in the channel, too`() throws {
        let server = try server()
        _ = server.call("unsubscribe", #"{"user":"42","session":"s1","channel":"plain:y"}"#)
        #expect(server.engine.takeOrders() == ["c1: unsubscribe(channel: plain:y, code: 2000)"])
    }

    @Test func `a subscription that is over already fails only where somebody is meant`() throws {
        let server = try server()
        let past = #""channel":"plain:y","expire_at":1"#
        #expect(server.call("subscribe", #"{"user":"42",\#(past)}"#).contains(#""code":100"#))
        #expect(server.call("subscribe", #"{"user":"43",\#(past)}"#) == #"{"result":{}}"#)
    }

    @Test func `a subscription carries its own options`() throws {
        let server = try server()
        let body = #"{"channel":"plain:y","override":{"presence":{"value":true},"join_leave":{}},"b64data":"MQ=="}"#
        _ = server.call("subscribe", body)
        let order = try #require(server.engine.takeOrders().first)
        #expect(order.contains("presence: Optional(true)"))
        #expect(order.contains("joinLeave: Optional(false)"))
        #expect(order.contains("forceRecovery: nil"))
        #expect(order.contains("data: [49]"))
    }

    @Test func `a refresh says when the connection ends`() throws {
        let server = try server()
        _ = server.call("refresh", #"{"expired":true,"expire_at":5,"info":null}"#)
        let order = try #require(server.engine.takeOrders().first)
        #expect(order.contains("isExpired: true, expireAt: 5"))
    }
}
