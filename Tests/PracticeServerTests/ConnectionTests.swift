import PracticeServer
import Testing

/// What the server API tells of connections, and what it makes the server tell them.
struct ConnectionTests {
    private let server: InProcessServer
    private let first: (client: TestClient, id: String)
    private let second: (client: TestClient, id: String)
    private let nobody: (client: TestClient, id: String)

    init() throws {
        let open = #""allow_subscribe_for_client":true,"allow_subscribe_for_anonymous":true"#
        server = try makeServer(
            namespaces: """
                {"name":"hist","history_size":5,"history_ttl":"300s","presence":true,\(open)},
                {"name":"plain",\(open)}
                """, client: seldomPings)
        first = server.connect("42", channels: ["hist:a", "plain:x"])
        second = server.connect("42", channels: ["hist:a"])
        nobody = server.connect("", channels: ["plain:x"])
        for client in [first.client, second.client, nobody.client] { _ = client.heard() }
    }

    /// The body with the ids in place of their names.
    private func body(_ text: String) -> String {
        text.replacing("FIRST", with: first.id).replacing("SECOND", with: second.id)
    }

    /// Who heard what.
    private func heard() -> [[String]] { [first.client.heard(), second.client.heard(), nobody.client.heard()] }

    @Test func `presence lists connections by their ids`() {
        let members = [first.id, second.id].sorted().map { #""\#($0)":{"user":"42","client":"\#($0)"}"# }
        #expect(
            server.call("presence", #"{"channel":"hist:a"}"#)
                == #"{"result":{"presence":{\#(members.joined(separator: ","))}}}"#)
        #expect(
            server.call("presence_stats", #"{"channel":"hist:a"}"#) == #"{"result":{"num_clients":2,"num_users":1}}"#)
    }

    @Test func `channels are listed as long as somebody is in them`() {
        let both = #"{"result":{"channels":{"hist:a":{"num_clients":2},"plain:x":{"num_clients":2}}}}"#
        #expect(server.call("channels", "{}") == both)
        #expect(
            server.call("channels", #"{"pattern":"p*"}"#) == #"{"result":{"channels":{"plain:x":{"num_clients":2}}}}"#)
        first.client.leave()
        second.client.leave()
        #expect(server.call("channels", "{}") == #"{"result":{"channels":{"plain:x":{"num_clients":1}}}}"#)
    }

    @Test(arguments: [
        (#"{"user":"42"}"#, [true, true, false]), ("{}", [false, false, true]),
        (#"{"user":"42","client":"SECOND"}"#, [false, true, false]),
        (#"{"user":"43","client":"SECOND"}"#, [false, false, false]),
        (#"{"user":"42","session":"s1"}"#, [false, false, false]),
        (#"{"user":"42","whitelist":["FIRST"]}"#, [false, true, false]),
        (#"{"client":"FIRST"}"#, [false, false, false]), (#"{"all_users":true}"#, [false, false, true]),
    ])
    func `a call is for the connections that it selects`(_ text: String, _ isMeant: [Bool]) {
        #expect(server.call("disconnect", body(text)) == #"{"result":{}}"#)
        #expect(heard() == isMeant.map { $0 ? ["close 3503 force disconnect"] : [] })
    }

    @Test(arguments: [
        (#"{"code":4001,"reason":"no"}"#, "close 4001 no"), (#"{"reason":"no"}"#, "close 0 no"),
        (#"{"code":4500}"#, "close 4500 "), (#"{"code":3000}"#, "hang up"),
    ])
    func `a disconnect carries the code and the reason that it was given`(_ wish: String, _ close: String) {
        _ = server.call("disconnect", #"{"disconnect":\#(wish)}"#)
        #expect(nobody.client.heard() == [close])
        #expect(nobody.client.say(#"{"id":9,"presence":{"channel":"plain:x"}}"#).isEmpty)
    }

    @Test func `an unsubscribe reaches connections that are not in the channel, too`() {
        _ = server.call("unsubscribe", body(#"{"user":"42","client":"SECOND","channel":"plain:y"}"#))
        let push = #"{"push":{"channel":"plain:y","unsubscribe":{"code":2000,"reason":"server unsubscribe"}}}"#
        #expect(heard() == [[], [push], []])
    }

    @Test func `an unsubscribe without a channel says so and ends nothing`() {
        _ = server.call("unsubscribe", #"{"user":"42"}"#)
        let push = #"{"push":{"unsubscribe":{"code":2000,"reason":"server unsubscribe"}}}"#
        #expect(heard() == [[push], [push], []])
        #expect(server.call("channels", "{}").contains(#""hist:a":{"num_clients":2}"#))
    }

    @Test func `a subscription that is over already fails only where somebody is meant`() {
        let past = #""channel":"plain:y","expire_at":1"#
        #expect(server.call("subscribe", #"{"user":"42",\#(past)}"#).contains(#""code":100"#))
        #expect(server.call("subscribe", #"{"user":"43",\#(past)}"#) == #"{"result":{}}"#)
        #expect(!server.call("channels", "{}").contains("plain:y"))
    }

    @Test func `a subscription of the API has its own options and brings its data along`() {
        let body =
            #"{"channel":"plain:y","override":{"presence":{"value":true},"force_positioning":{"value":true}},"#
            + #""b64data":"MQ==","info":{"a":1}}"#
        _ = server.call("subscribe", body)
        let push = nobody.client.heard()
        #expect(push.count == 1)
        #expect(push.first?.hasPrefix(#"{"push":{"channel":"plain:y","subscribe":{"epoch":""#) == true)
        #expect(push.first?.hasSuffix(#"","positioned":true,"data":1}}}"#) == true)
    }

    @Test func `a refresh sets the end of the connection, or ends it`() {
        _ = server.call("refresh", #"{"user":"42","expire_at":1800000060}"#)
        #expect(heard() == [[refreshPush], [refreshPush], []])
        server.clock.advance(by: .seconds(60 + 24))
        #expect(!first.client.heard().contains("close 3005 connection expired"))
        server.clock.advance(by: .seconds(1))
        #expect(first.client.heard().contains("close 3005 connection expired"))
        _ = server.call("refresh", #"{"expired":true}"#)
        #expect(nobody.client.heard().contains("close 3005 connection expired"))
    }

    private let refreshPush = #"{"push":{"refresh":{"expires":true,"ttl":60}}}"#

    @Test func `a refresh without an end says that there is none`() {
        _ = server.call("refresh", "{}")
        #expect(nobody.client.heard() == [#"{"push":{"refresh":{}}}"#])
        _ = server.call("refresh", #"{"expire_at":1}"#)
        #expect(nobody.client.heard() == ["close 3005 connection expired"])
    }
}
