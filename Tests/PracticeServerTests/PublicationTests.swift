import PracticeServer
import Testing

/// What keeps a publication from having an effect twice or too late.
struct PublicationTests {
    private func offset(_ server: InProcessServer, _ rest: String) -> Int? {
        let answer = server.call("publish", #"{"channel":"hist:a","data":1\#(rest)}"#)
        return answer.split(separator: #""offset":"#).last.flatMap { Int($0.prefix(while: \.isNumber)) }
    }

    @Test func `an idempotency key works for five minutes from its first use`() throws {
        let server = try makeServer()
        #expect(offset(server, #","idempotency_key":"k""#) == 1)
        server.clock.advance(by: .seconds(299))
        #expect(offset(server, #","idempotency_key":"k""#) == 1)
        server.clock.advance(by: .seconds(1))
        #expect(offset(server, #","idempotency_key":"k""#) == 2)
        #expect(offset(server, #","idempotency_key":"k""#) == 2)
    }

    @Test func `an idempotency key belongs to its channel`() throws {
        let server = try makeServer()
        #expect(offset(server, #","idempotency_key":"k""#) == 1)
        let other = server.call("publish", #"{"channel":"hist:b","data":1,"idempotency_key":"k"}"#)
        #expect(other.contains(#""offset":1"#))
        #expect(offset(server, "") == 2)
    }

    @Test func `a publication that came too late does not use up its key`() throws {
        let server = try makeServer()
        #expect(offset(server, #","version":5"#) == 1)
        #expect(offset(server, #","version":4,"idempotency_key":"k""#) == 1)
        #expect(offset(server, #","version":6,"idempotency_key":"k""#) == 2)
    }

    @Test func `versions compare within their epoch and are forgotten by a publication without one`() throws {
        let server = try makeServer()
        #expect(offset(server, #","version":2,"version_epoch":"x""#) == 1)
        #expect(offset(server, #","version":2,"version_epoch":"x""#) == 1)
        #expect(offset(server, #","version":2"#) == 1)
        #expect(offset(server, #","version":1,"version_epoch":"y""#) == 2)
        #expect(offset(server, "") == 3)
        #expect(offset(server, #","version":1"#) == 4)
    }

    @Test func `a payload of the wrong format is refused by each channel alone`() throws {
        let server = try makeServer(
            namespaces: #"{"name":"own","publication_data_format":"binary"},{"name":"plain"}"#,
            channel: #""publication_data_format":"json_object","#)
        let answer = server.call("broadcast", #"{"channels":["plain:a","own:a","none"],"data":[]}"#)
        let refused = #"{"error":{"code":107,"message":"bad request"}}"#
        #expect(answer == #"{"result":{"responses":[\#(refused),{"result":{}},\#(refused)]}}"#)
    }

    @Test func `names of channels are read byte by byte`() throws {
        let server = try makeServer()
        // The colon and the accent after it make one character, but still a colon.
        #expect(server.call("publish", "{\"channel\":\"nope:\u{301}a\",\"data\":1}").contains("102"))
        #expect(server.call("publish", #"{"channel":"$nope:a","data":1}"#).contains("102"))
        #expect(server.call("publish", #"{"channel":"$:a","data":1}"#) == #"{"result":{}}"#)
    }

    @Test func `the boundary of namespaces can be another one`() throws {
        let server = try makeServer(channel: #""namespace_boundary":"::","private_prefix":"!","#)
        #expect(server.call("publish", #"{"channel":"nope:a","data":1}"#) == #"{"result":{}}"#)
        #expect(server.call("publish", #"{"channel":"!nope::a","data":1}"#).contains("102"))
        #expect(server.call("publish", #"{"channel":"!hist::a","data":1}"#).contains(#""offset":1"#))
    }
}
