import PracticeServer
import Testing

/// What subscribers are sent, and in which order.
struct DeliveryTests {
    private static let open = """
        "allow_subscribe_for_client":true,"allow_publish_for_client":true,"allow_history_for_client":true,\
        "presence":true,"allow_presence_for_client":true
        """

    private func server(client: String = seldomPings) throws -> InProcessServer {
        try makeServer(
            namespaces: """
                {"name":"hist","history_size":3,"history_ttl":"60s","history_meta_ttl":"100s",\(Self.open)},
                {"name":"watched","history_size":3,"history_ttl":"60s","history_meta_ttl":"100s",\
                "force_positioning":true,\(Self.open)},
                {"name":"loud","join_leave":true,"force_push_join_leave":true,\(Self.open)},
                {"name":"bin","publication_data_format":"binary",\(Self.open)},{"name":"plain",\(Self.open)}
                """, client: client)
    }

    private func publish(_ server: InProcessServer, _ channel: String, _ data: String) {
        _ = server.call("publish", #"{"channel":"\#(channel)","data":\#(data)}"#)
    }

    @Test func `everybody in a channel is sent its publications in order, others none`() throws {
        let server = try server()
        let (one, _) = server.connect("1", channels: ["hist:a"])
        let (other, _) = server.connect("2", channels: ["hist:a", "hist:b"])
        let (third, _) = server.connect("3", channels: ["hist:b"])
        for client in [one, other, third] { _ = client.heard() }
        for number in 1...20 { publish(server, "hist:a", "\(number)") }
        let offsets = (2...20).map { #"{"push":{"channel":"hist:a","pub":{"data":\#($0),"offset":\#($0)}}}"# }
        #expect(Array(one.heard().dropFirst()) == offsets)
        #expect(Array(other.heard().dropFirst()) == offsets)
        #expect(third.heard().isEmpty)
    }

    @Test func `a batch reaches subscribers in the order of its commands`() throws {
        let server = try server()
        let (client, _) = server.connect("1", channels: ["plain:a", "plain:b"])
        _ = client.heard()
        let commands = ["a", "b", "a"].enumerated().map {
            #"{"publish":{"channel":"plain:\#($0.element)","data":\#($0.offset)}}"#
        }
        _ = server.call("batch", #"{"parallel":true,"commands":[\#(commands.joined(separator: ","))]}"#)
        #expect(
            client.heard()
                == ["a", "b", "a"].enumerated().map {
                    #"{"push":{"channel":"plain:\#($0.element)","pub":{"data":\#($0.offset)}}}"#
                })
    }

    @Test func `a repeat, a late version and what is not for the history do not come twice`() throws {
        let server = try server()
        let (client, _) = server.connect("1", channels: ["hist:a"])
        _ = client.heard()
        let body = #"{"channel":"hist:a","data":1,"idempotency_key":"k","version":5}"#
        for _ in 1...2 { _ = server.call("publish", body) }
        _ = server.call("publish", #"{"channel":"hist:a","data":2,"version":5}"#)
        _ = server.call("publish", #"{"channel":"hist:a","data":3,"skip_history":true}"#)
        let heard = client.heard()
        #expect(heard.count == 2)
        #expect(heard.last == #"{"push":{"channel":"hist:a","pub":{"data":3}}}"#)
    }

    @Test func `bytes that are no JSON end the connections in the channel and no others`() throws {
        let server = try server()
        let (one, _) = server.connect("1", channels: ["bin:a"])
        let (other, _) = server.connect("2", channels: ["plain:a"])
        for client in [one, other] { _ = client.heard() }
        _ = server.call("publish", #"{"channel":"bin:a"}"#)
        #expect(one.heard() == [#"{"push":{"channel":"bin:a","pub":{}}}"#])
        _ = server.call("publish", #"{"channel":"bin:a","b64data":"/w=="}"#)
        #expect(one.heard() == ["close 3506 inappropriate protocol"])
        #expect(other.heard().isEmpty)
    }

    @Test func `an answer with bytes that are no JSON ends the connection, too`() throws {
        let server = try server()
        let (client, _) = server.connect("1")
        _ = server.call("publish", #"{"channel":"hist:a","b64data":"/w=="}"#)
        #expect(
            client.say(#"{"id":5,"history":{"channel":"hist:a","limit":1}}"#) == ["close 3506 inappropriate protocol"])
    }

    // MARK: - Places in streams

    /// A server that looks after subscriptions so seldom that it has forgotten their streams before.
    private func forgetfulServer(interval: String = "1000h") throws -> InProcessServer {
        try server(client: #"\#(seldomPings),"presence_update_interval":"\#(interval)""#)
    }

    private func lost(_ channel: String) -> String {
        #"{"push":{"channel":"\#(channel)","unsubscribe":{"code":2500,"reason":"insufficient state"}}}"#
    }

    @Test func `looking after a watched subscription is a use of its stream, which lives on by it`() throws {
        let server = try server()
        let (client, _) = server.connect("1")
        client.say(#"{"id":2,"subscribe":{"channel":"hist:a","positioned":true}}"#)
        server.clock.advance(by: .seconds(2700))
        #expect(client.heard().isEmpty)
        publish(server, "hist:a", "1")
        let heard = client.heard()
        #expect(heard.count == 1)
        #expect(heard.first?.contains(#""pub":{"data":1,"#) == true)
    }

    @Test(arguments: [("hist:a", #","positioned":true"#), ("watched:a", "")])
    func `a watched subscription ends with the first publication of another stream`(
        _ channel: String, _ wish: String
    ) throws {
        let server = try forgetfulServer()
        let (client, _) = server.connect("1")
        let subscribe = #"{"id":2,"subscribe":{"channel":"\#(channel)"\#(wish)}}"#
        let before = client.say(subscribe)
        server.clock.advance(by: .seconds(101))
        #expect(client.heard().isEmpty)
        publish(server, channel, "1")
        #expect(client.heard() == [lost(channel)])
        publish(server, channel, "2")
        #expect(client.heard().isEmpty)
        let after = client.say(subscribe)
        #expect(after.count == 1 && after != before)
        publish(server, channel, "3")
        #expect(client.heard().count == 1)
    }

    @Test func `a subscription that is not watched goes over to another stream`() throws {
        let server = try forgetfulServer()
        let (client, _) = server.connect("1", channels: ["hist:a"])
        _ = client.heard()
        server.clock.advance(by: .seconds(101))
        publish(server, "hist:a", "1")
        #expect(client.heard().first?.contains(#""pub":{"data":1,"#) == true)
    }

    @Test func `a watched subscription ends when it is looked after and its stream is another one`() throws {
        let server = try forgetfulServer(interval: "400s")
        let (client, _) = server.connect("1", channels: ["watched:a"])
        _ = client.heard()
        server.clock.advance(by: .seconds(150))
        #expect(client.heard().isEmpty)
        server.clock.advance(by: .seconds(250))
        #expect(client.heard() == [lost("watched:a")])
    }

    @Test func `a connection ends when the server put it into a channel whose stream is another one`() throws {
        let server = try forgetfulServer()
        let (client, _) = server.connect("1")
        let override = #""override":{"force_positioning":{"value":true}}"#
        _ = server.call("subscribe", #"{"user":"1","channel":"hist:a",\#(override)}"#)
        #expect(client.heard().last?.contains(#""positioned":true"#) == true)
        server.clock.advance(by: .seconds(101))
        #expect(client.heard().isEmpty)
        publish(server, "hist:a", "1")
        #expect(client.heard() == ["close 3010 insufficient state"])
    }

    // MARK: -

    @Test func `coming and going is told to those who want to know`() throws {
        let server = try server()
        let (one, first) = server.connect("1")
        let join = #"{"push":{"channel":"loud:a","join":{"info":{"user":"1","client":"\#(first)"}}}}"#
        #expect(one.say(#"{"id":2,"subscribe":{"channel":"loud:a"}}"#) == [#"{"id":2,"subscribe":{}}"#, join])
        let (other, second) = server.connect("2", channels: ["loud:a"])
        let info = #"{"info":{"user":"2","client":"\#(second)"}}"#
        #expect(one.heard() == [#"{"push":{"channel":"loud:a","join":\#(info)}}"#])
        other.leave()
        #expect(one.heard() == [#"{"push":{"channel":"loud:a","leave":\#(info)}}"#])
    }

    @Test func `a message of several lines is several commands, up to one that cannot be read`() throws {
        let server = try server()
        let (client, _) = server.connect("1")
        let stats = #"{"id":7,"presence_stats":{"channel":"plain:a"}}"#
        let answer = #"{"id":7,"presence_stats":{"num_clients":0,"num_users":0}}"#
        #expect(client.say("\(stats)\n\(stats) and more\n") == [answer, answer])
        #expect(client.say("\(stats)\n\n\(stats)") == [answer, "close 3501 bad request"])
    }

    @Test func `a command is taken by names in any case, the last of repeated ones`() throws {
        let server = try server()
        let (client, _) = server.connect("1")
        #expect(
            client.say(#"{"ID":1,"id":8,"Subscribe":{"CHANNEL":"plain:a"}}"#) == [#"{"id":8,"subscribe":{}}"#])
    }
}
