@testable import PracticeServer
import Testing

/// Which clients get all that they missed.
struct RecoveryTests {
    private let top = StreamPosition(offset: 5, epoch: "e")

    private func publications(_ offsets: ClosedRange<UInt64>) -> [Publication] {
        offsets.map { Publication(data: Array("1".utf8), tags: [:], offset: $0) }
    }

    @Test func `a gap, another stream or a limit that is too low leaves something missing`() {
        let since = StreamPosition(offset: 2, epoch: "e")
        #expect(Recovery.stream(from: since, found: publications(3...5), top: top).publications.count == 3)
        #expect(!Recovery.stream(from: since, found: publications(4...5), top: top).isComplete)
        #expect(!Recovery.stream(from: since, found: publications(3...4), top: top).isComplete)
        let other = StreamPosition(offset: 2, epoch: "f")
        #expect(!Recovery.stream(from: other, found: publications(3...5), top: top).isComplete)
    }

    @Test func `who does not say which stream it knows is believed`() {
        let since = StreamPosition(offset: 2, epoch: .empty)
        #expect(Recovery.stream(from: since, found: publications(3...5), top: top).isComplete)
    }

    @Test func `who is at the top has missed nothing, who is beyond it has`() {
        #expect(Recovery.stream(from: top, found: [], top: top).isComplete)
        let beyond = StreamPosition(offset: 6, epoch: "e")
        #expect(!Recovery.stream(from: beyond, found: [], top: top).isComplete)
    }

    @Test func `of a cache the latest is enough, and is not sent to who has it`() {
        let latest = publications(5...5).first
        let old = StreamPosition(offset: 1, epoch: "x")
        #expect(Recovery.cache(from: old, latest: latest, top: top).publications.map(\.offset) == [5])
        let known = Recovery.cache(from: top, latest: latest, top: top)
        #expect(known.isComplete && known.publications.isEmpty)
    }

    @Test func `an empty cache is complete for who knows its position only`() {
        #expect(Recovery.cache(from: top, latest: nil, top: top).isComplete)
        #expect(!Recovery.cache(from: StreamPosition(), latest: nil, top: top).isComplete)
        let new = StreamPosition(offset: 0, epoch: "e")
        #expect(!Recovery.cache(from: new, latest: nil, top: new).isComplete)
    }

    @Test func `of what is asked for along with connect the position counts, the last of repeated ones`() throws {
        let server = try makeServer(
            namespaces: #"{"name":"plain","allow_subscribe_for_client":true}"#,
            client: #""token":{"hmac_secret_key":"s"},\#(seldomPings)"#)
        let client = TestClient(server.engine)
        #expect(client.open())
        let token = signed(#"{"sub":"42"}"#)
        let wish = #"{"tf":{"op":"x"},"token":"bad","type":9,"positioned":true}"#
        let wishes = #"{"plain:a":{"recover":true},"plain:a":\#(wish)}"#
        let reply = client.say(#"{"id":1,"connect":{"token":"\#(token)","subs":\#(wishes)}}"#).first
        #expect(reply?.contains(#""subs":{"plain:a":{}}"#) == true)
    }
}
