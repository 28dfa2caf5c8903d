import PracticeServer
import Testing

/// What happens to connections when nobody says anything.
struct AlarmTests {
    private static let open = #""allow_subscribe_for_client":true"#

    private func server(_ client: String) throws -> InProcessServer {
        try makeServer(
            namespaces: #"{"name":"hist","history_size":5,"history_ttl":"60s","history_meta_ttl":"60s",\#(Self.open)}"#,
            client: client)
    }

    @Test func `a connection that does not say connect ends`() throws {
        let server = try server(#""stale_close_delay":"3s""#)
        let client = TestClient(server.engine)
        #expect(client.open())
        server.clock.advance(by: .milliseconds(2999))
        #expect(client.heard().isEmpty)
        server.clock.advance(by: .milliseconds(1))
        #expect(client.heard() == ["close 3502 stale"])
    }

    @Test func `a connection that was refused is hung up on after a while`() throws {
        let server = try server(#""token":{"hmac_secret_key":"s"}"#)
        let client = TestClient(server.engine)
        let token = signed(#"{"sub":"42","exp":1}"#)
        #expect(client.open())
        #expect(client.say(#"{"id":1,"connect":{"token":"\#(token)"}}"#).first?.contains(#""code":109"#) == true)
        #expect(client.say(#"{"id":2,"subscribe":{"channel":"hist:a"}}"#).isEmpty)
        server.clock.advance(by: .seconds(5))
        #expect(client.heard() == ["hang up"])
    }

    @Test func `pings come within the interval, then once in each, as long as they are answered`() throws {
        let server = try server(#""ping_interval":"10s","pong_timeout":"4s""#)
        let (client, _) = server.connect("42")
        server.clock.advance(by: .seconds(10))
        #expect(client.heard() == ["{}"])
        #expect(client.say("{}").isEmpty)
        server.clock.advance(by: .seconds(10))
        #expect(client.heard() == ["{}"])
        client.say("{}")
        server.clock.advance(by: .seconds(14))
        #expect(client.heard() == ["{}", "close 3012 no pong"])
    }

    @Test func `an answer counts once`() throws {
        let server = try server(#""ping_interval":"10s","pong_timeout":"4s""#)
        let (client, _) = server.connect("42")
        server.clock.advance(by: .seconds(10))
        client.say("{}")
        #expect(client.say("{}") == ["close 3501 bad request"])
    }

    @Test func `a client may have WebSocket pings, and loses its connection without a word`() throws {
        let server = try server(#""ping_interval":"10s","pong_timeout":"4s""#)
        let client = TestClient(server.engine)
        #expect(client.open(user: "42", usesFramePings: true))
        let reply = try #require(client.say(#"{"id":1,"connect":{}}"#).first)
        #expect(!reply.contains("ping") && !reply.contains("pong"))
        for _ in 1...3 {
            server.clock.advance(by: .seconds(10))
            #expect(client.heard() == ["ping"])
            client.answerPing()
        }
        server.clock.advance(by: .seconds(14))
        #expect(client.heard() == ["ping", "hang up"])
    }

    @Test func `a token that has passed ends the connection, unless it is renewed in time`() throws {
        let server = try server(#""token":{"hmac_secret_key":"s"},\#(seldomPings)"#)
        let client = TestClient(server.engine)
        #expect(client.open())
        let token = signed(#"{"sub":"42","exp":1800000100}"#)
        let reply = client.say(#"{"id":1,"connect":{"token":"\#(token)"}}"#).first
        #expect(reply?.contains(#""expires":true,"ttl":100"#) == true)
        server.clock.advance(by: .seconds(120))
        let renewed = signed(#"{"sub":"42","exp":1800000200}"#)
        #expect(
            client.say(#"{"id":2,"refresh":{"token":"\#(renewed)"}}"#)
                == [#"{"id":2,"refresh":{"expires":true,"ttl":80}}"#])
        server.clock.advance(by: .seconds(80 + 24))
        #expect(client.heard().isEmpty)
        server.clock.advance(by: .seconds(1))
        #expect(client.heard() == ["close 3005 connection expired"])
    }

    @Test func `a subscription whose token has passed ends, and the connection goes on`() throws {
        let server = try server(#""token":{"hmac_secret_key":"s"},\#(seldomPings)"#)
        let (client, _) = server.connect("42")
        let token = signed(#"{"sub":"42","channel":"hist:a","exp":1800000010}"#)
        #expect(
            client.say(#"{"id":2,"subscribe":{"channel":"hist:a","token":"\#(token)"}}"#)
                == [#"{"id":2,"subscribe":{"expires":true,"ttl":10}}"#])
        server.clock.advance(by: .seconds(53))
        #expect(client.heard().isEmpty)
        server.clock.advance(by: .seconds(1))
        let push = #"{"push":{"channel":"hist:a","unsubscribe":{"code":2501,"reason":"subscription expired"}}}"#
        #expect(client.heard() == [push])
        #expect(client.say(#"{"id":3,"subscribe":{"channel":"hist:a"}}"#) == [#"{"id":3,"subscribe":{}}"#])
    }

    @Test func `a subscription that the server made and that has passed ends the connection`() throws {
        let server = try server(seldomPings)
        let (client, _) = server.connect("42")
        _ = server.call("subscribe", #"{"user":"42","channel":"hist:a","expire_at":1800000010}"#)
        #expect(client.heard() == [#"{"push":{"channel":"hist:a","subscribe":{}}}"#])
        server.clock.advance(by: .seconds(54))
        #expect(client.heard() == ["close 3006 subscription expired"])
    }

    @Test func `alarms ring in the order of their times, however far the clock was moved`() throws {
        let server = try server(#""ping_interval":"10s","pong_timeout":"4s","stale_close_delay":"12s""#)
        let (connected, _) = server.connect("42")
        let silent = TestClient(server.engine)
        #expect(silent.open())
        server.clock.advance(by: .seconds(86_400))
        #expect(connected.heard() == ["{}", "close 3012 no pong"])
        #expect(silent.heard() == ["close 3502 stale"])
    }

    @Test func `alarms that were put off do not pile up`() throws {
        let server = try server(#""ping_interval":"10h""#)
        let client = TestClient(server.engine)
        #expect(client.open(user: "42", usesFramePings: true))
        client.say(#"{"id":1,"connect":{}}"#)
        for _ in 1...1000 { client.answerPing() }
        #expect(server.engine.alarmCount <= 112)
        server.clock.advance(by: .seconds(36_000))
        #expect(client.heard() == ["ping"])
        client.leave()
        for _ in 1...200 {
            let next = TestClient(server.engine)
            #expect(next.open())
            next.leave()
        }
        #expect(server.engine.alarmCount <= 112)
    }

    @Test func `an interval that is nearly none leaves others their turn`() throws {
        let server = try server(#""presence_update_interval":"1ns","ping_interval":"2ns","pong_timeout":"1ns""#)
        let (client, _) = server.connect("42")
        server.clock.advance(by: .seconds(1))
        #expect(client.heard() == ["{}", "close 3012 no pong"])
    }

    @Test func `what others see of a subscription changes with the next look after it`() throws {
        let server = try makeServer(
            namespaces: #"{"name":"pres","presence":true,\#(Self.open)}"#,
            client: #""token":{"hmac_secret_key":"s"},"presence_update_interval":"20s",\#(seldomPings)"#)
        let (client, _) = server.connect("42")
        func token(_ more: String) -> String { signed(#"{"sub":"42","channel":"pres:a"\#(more)}"#) }
        client.say(#"{"id":2,"subscribe":{"channel":"pres:a","token":"\#(token(#","info":1"#))"}}"#)
        client.say(#"{"id":3,"sub_refresh":{"channel":"pres:a","token":"\#(token(#","info":2"#))"}}"#)
        #expect(server.call("presence", #"{"channel":"pres:a"}"#).contains(#""chan_info":1"#))
        server.clock.advance(by: .seconds(20))
        #expect(server.call("presence", #"{"channel":"pres:a"}"#).contains(#""chan_info":2"#))
    }
}

/// Ends that are further away than a connection lives.
struct FarEndTests {
    private static let times: [Int64] = [
        .min, -1, 1_800_000_000_000, 9_300_000_000, 10_000_000_000, 1_799_999_999_000, 1_800_000_000_000_000_000, .max,
    ]
    private static let year: Int64 = 31_536_000

    private func server() throws -> InProcessServer {
        try makeServer(
            namespaces: #"{"name":"plain","allow_subscribe_for_client":true}"#,
            client:
                #""token":{"hmac_secret_key":"s"},"ping_interval":"0s","pong_timeout":"-1s","presence_update_interval":"9000h""#
        )
    }

    @Test(arguments: times)
    func `a token is good for a year at most, however far its end is`(_ time: Int64) throws {
        let server = try server()
        let client = TestClient(server.engine)
        #expect(client.open())
        let connection = signed(#"{"sub":"42","expire_at":\#(time)}"#)
        let expires = time > 0 ? #""expires":true,"ttl":\#(Self.year)"# : ""
        let connected = client.say(#"{"id":1,"connect":{"token":"\#(connection)"}}"#).first ?? ""
        #expect(connected.contains(#""connect":{"client":""#))
        #expect(connected.contains(expires))
        let refreshed = client.say(#"{"id":2,"refresh":{"token":"\#(connection)"}}"#).first
        #expect(refreshed == #"{"id":2,"refresh":{\#(expires)}}"#)
        let subscription = signed(#"{"sub":"42","channel":"plain:a","expire_at":\#(time)}"#)
        let subscribed = client.say(#"{"id":3,"subscribe":{"channel":"plain:a","token":"\#(subscription)"}}"#).first
        #expect(subscribed == #"{"id":3,"subscribe":{\#(expires)}}"#)
        let renewed = client.say(#"{"id":4,"sub_refresh":{"channel":"plain:a","token":"\#(subscription)"}}"#).first
        #expect(renewed == #"{"id":4,"sub_refresh":{\#(expires)}}"#)
        server.clock.advance(by: .seconds(Self.year))
        #expect(client.heard().isEmpty)
        server.clock.advance(by: .seconds(100))
        #expect(client.heard() == (time > 0 ? ["close 3005 connection expired"] : []))
    }

    @Test(arguments: times)
    func `so is what the API allows`(_ time: Int64) throws {
        let server = try server()
        let (client, _) = server.connect("42")
        #expect(server.call("refresh", #"{"user":"42","expire_at":\#(time)}"#) == #"{"result":{}}"#)
        let expires = time > 0 ? #""expires":true,"ttl":\#(Self.year)"# : ""
        #expect(client.heard() == [#"{"push":{"refresh":{\#(expires)}}}"#])
        #expect(
            server.call("subscribe", #"{"user":"42","channel":"plain:a","expire_at":\#(time)}"#)
                == #"{"result":{}}"#)
        #expect(client.heard() == [#"{"push":{"channel":"plain:a","subscribe":{}}}"#])
    }

    @Test func `times that are too far away are as far away as times can be`() {
        #expect(Moment(secondsSince1970: .max) > Moment(secondsSince1970: 9_000_000_000))
        #expect(Moment(secondsSince1970: .min) < Moment(secondsSince1970: -9_000_000_000))
        #expect(Moment(secondsSince1970: .max) == Moment(secondsSince1970: 1 << 40))
    }
}
