import PracticeServer
import Testing

/// What a channel keeps, for how long, and what of it is read.
struct HistoryTests {
    /// The offsets and data of a history, for reading in a test.
    private func data(_ server: InProcessServer, _ rest: String = "") -> String {
        let answer = server.call("history", #"{"channel":"hist:a","limit":-1\#(rest)}"#)
        return String(answer.prefix { $0 != "]" })
    }

    private func epoch(_ answer: String) -> Substring {
        answer.split(separator: #""epoch":""#).last?.prefix { $0 != "\"" } ?? ""
    }

    @Test func `publications go all at once when their time after the last one is over`() throws {
        let server = try makeServer(namespaces: #"{"name":"hist","history_size":5,"history_ttl":"10s"}"#)
        let first = server.call("publish", #"{"channel":"hist:a","data":1}"#)
        server.clock.advance(by: .seconds(9))
        _ = server.call("publish", #"{"channel":"hist:a","data":2}"#)
        server.clock.advance(by: .milliseconds(9_999))
        #expect(data(server).contains(#"{"data":1,"offset":1},{"data":2,"offset":2}"#))
        server.clock.advance(by: .milliseconds(1))
        let answer = server.call("history", #"{"channel":"hist:a","limit":-1}"#)
        #expect(answer == #"{"result":{"publications":[],"epoch":"\#(epoch(first))","offset":2}}"#)
    }

    @Test func `the position goes when nobody has used the channel for long enough`() throws {
        let namespace = #"{"name":"hist","history_size":5,"history_ttl":"10s","history_meta_ttl":"1m"}"#
        let server = try makeServer(namespaces: namespace)
        let first = epoch(server.call("publish", #"{"channel":"hist:a","data":1}"#))
        server.clock.advance(by: .seconds(59))
        #expect(epoch(server.call("history", #"{"channel":"hist:a"}"#)) == first)
        server.clock.advance(by: .seconds(59))
        #expect(epoch(server.call("history", #"{"channel":"hist:a"}"#)) == first)
        server.clock.advance(by: .seconds(60))
        let fresh = server.call("publish", #"{"channel":"hist:a","data":1}"#)
        #expect(fresh.contains(#""offset":1"#))
        #expect(epoch(fresh) != first)
    }

    @Test func `the position outlives its use by the time set for all channels`() throws {
        let server = try makeServer(
            namespaces: #"{"name":"hist","history_size":5,"history_ttl":"10s"}"#,
            channel: #""history_meta_ttl":"20s","#)
        let first = epoch(server.call("publish", #"{"channel":"hist:a","data":1}"#))
        server.clock.advance(by: .seconds(20))
        #expect(epoch(server.call("history", #"{"channel":"hist:a"}"#)) != first)
    }

    @Test func `what has expired does not take up memory for more than a minute`() throws {
        let namespace = #"{"name":"hist","history_size":5,"history_ttl":"10s","history_meta_ttl":"100s"}"#
        let server = try makeServer(namespaces: namespace)
        let first = epoch(server.call("publish", #"{"channel":"hist:a","data":1}"#))
        server.clock.advance(by: .seconds(55))
        _ = server.call("publish", #"{"channel":"hist:b","data":1}"#)
        #expect(server.engine.publicationCount == 2)
        server.clock.advance(by: .seconds(5))
        #expect(server.engine.publicationCount == 1)
        #expect(epoch(server.call("history", #"{"channel":"hist:a"}"#)) == first)
    }

    @Test func `the greatest offset wraps around to the oldest publication`() throws {
        let server = try makeServer()
        for n in 1...2 { _ = server.call("publish", #"{"channel":"hist:a","data":\#(n)}"#) }
        #expect(data(server, #","since":{"offset":18446744073709551615}"#).contains(#"[{"data":1,"offset":1}"#))
    }

    @Test func `a position without publications after it is no error`() throws {
        let server = try makeServer()
        for n in 1...7 { _ = server.call("publish", #"{"channel":"hist:a","data":\#(n)}"#) }
        #expect(data(server, #","since":{"offset":7}"#).hasSuffix("["))
        #expect(
            data(server, #","since":{"offset":1}"#).hasSuffix(
                #"[{"data":3,"offset":3},{"data":4,"offset":4},{"data":5,"offset":5},{"data":6,"offset":6},{"data":7,"offset":7}"#
            ))
        #expect(data(server, #","reverse":true,"since":{"offset":4}"#).hasSuffix(#"[{"data":3,"offset":3}"#))
        #expect(data(server, #","reverse":true,"since":{"offset":3}"#).hasSuffix("["))
        #expect(data(server, #","reverse":true,"since":{"offset":9}"#).hasSuffix("["))
    }

    @Test func `a position given without a limit is answered with the position alone`() throws {
        let server = try makeServer()
        _ = server.call("publish", #"{"channel":"hist:a","data":1}"#)
        let answer = server.call("history", #"{"channel":"hist:a","since":{"offset":0}}"#)
        #expect(answer.hasPrefix(#"{"result":{"publications":[],"#))
    }

    @Test func `a publication without data is listed by its offset`() throws {
        let namespace =
            #"{"name":"hist","history_size":5,"history_ttl":"10s","publication_data_format":"binary"}"#
        let server = try makeServer(namespaces: namespace)
        _ = server.call("publish", #"{"channel":"hist:a"}"#)
        #expect(data(server).hasSuffix(#"[{"offset":1}"#))
    }

    @Test func `data comes back compact and safe to put into a page`() throws {
        let server = try makeServer()
        _ = server.call("publish", "{\"channel\":\"hist:a\",\"data\": { \"a\" : [ 1.0, \"<&\u{2028}\" ] } }")
        #expect(data(server, #","x":1"#).contains(#"{"data":{"a":[1.0,"\u003c\u0026\u2028""#))
    }

    @Test func `what is not JSON loses the whole answer`() throws {
        let server = try makeServer()
        _ = server.call("publish", #"{"channel":"hist:a","b64data":"AAE="}"#)
        #expect(server.status("history", #"{"channel":"hist:a","limit":1}"#) == 500)
        #expect(server.status("history", #"{"channel":"hist:a"}"#) == 200)
        let batch =
            #"{"commands":[{"publish":{"channel":"hist:b","data":1}},{"history":{"channel":"hist:a","limit":1}}]}"#
        #expect(server.status("batch", batch) == 500)
        #expect(server.call("history", #"{"channel":"hist:b"}"#).contains(#""offset":1"#))
    }
}
