import PracticeServer
import Testing

/// `info` tells how things were when the node last looked.
struct NodeStatusTests {
    private let open = #"{"name":"hist","allow_subscribe_for_client":true}"#

    private func metric(_ server: InProcessServer, _ name: String) -> Int? {
        server.call("info", "{}").split(separator: #""centrifugo.node.\#(name)":"#).last
            .flatMap { Int($0.prefix(while: \.isNumber)) }
    }

    @Test func `a new node has looked at nothing yet`() throws {
        let server = try makeServer(namespaces: open)
        _ = server.connect("42", channels: ["hist:a"])
        let answer = server.call("info", "{}")
        #expect(answer.contains(#""num_clients":0,"num_users":0,"num_channels":0,"metrics":{"interval":60,"#))
        #expect(answer.hasSuffix(#""num_subs":0}]}}"#))
    }

    @Test func `every three seconds it looks again`() throws {
        let server = try makeServer(namespaces: open)
        let (client, _) = server.connect("42", channels: ["hist:a", "hist:b"])
        server.clock.advance(by: .milliseconds(4500))
        let counts = #""num_clients":1,"num_users":1,"num_channels":2,"uptime":3,"#
        #expect(server.call("info", "{}").contains(counts))
        client.leave()
        server.clock.advance(by: .milliseconds(1400))
        #expect(server.call("info", "{}").contains(counts))
        server.clock.advance(by: .milliseconds(100))
        #expect(server.call("info", "{}").contains(#""num_channels":0,"uptime":6,"#))
    }

    @Test func `a look that was due before a change does not see it`() throws {
        let server = try makeServer()
        server.clock.advance(by: .seconds(3))
        _ = server.connect("42")
        #expect(server.call("info", "{}").contains(#""num_clients":0"#))
    }

    @Test func `metrics are those of the last whole minute`() throws {
        let server = try makeServer()
        for _ in 1...3 { _ = server.call("publish", #"{"channel":"plain:a","data":1}"#) }
        #expect(metric(server, "messages_sent_count.type.publication") == 0)
        #expect(metric(server, "num_nodes") == 0)
        server.clock.advance(by: .seconds(60))
        #expect(metric(server, "messages_sent_count.type.publication") == 3)
        #expect(metric(server, "num_nodes") == 1)
        server.clock.advance(by: .seconds(60))
        #expect(metric(server, "messages_sent_count.type.publication") == 0)
    }

    @Test func `what happened in a minute long past is not told`() throws {
        let server = try makeServer()
        _ = server.call("publish", #"{"channel":"plain:a","data":1}"#)
        server.clock.advance(by: .seconds(121))
        #expect(metric(server, "messages_sent_count.type.publication") == 0)
    }

    @Test func `the node has the name of the configuration and an id of its own`() throws {
        let json = #"{"http_api":{"key":"k"},"node":{"name":"n\"1"}}"#
        let server = InProcessServer(try PracticeConfiguration.parse(Array(json.utf8)))
        let answer = server.call("info", "{}")
        #expect(answer.contains(#""name":"n\"1","version":"6.9.1 OSS","#))
        let uid = try #require(answer.split(separator: #""uid":""#).last?.prefix(36))
        #expect(uid.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(Array(uid)[14] == "4")
        #expect("89ab".contains(Array(uid)[19]))
    }
}
