import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Synchronization
import Testing

@Suite struct SeriesTests {
    private static func publish(_ number: Int) -> Command {
        Command("publish", params: JSONText(unchecked: Array(#"{"channel":"a","data":\#(number)}"#.utf8)))
    }

    /// Publishes up to three numbers from 0, whatever the replies, and returns these with the error that ended it.
    private static func run(_ client: Client) async -> (replies: [String], error: APIError?) {
        let replies = Mutex<[String]>([])
        let made = Mutex(0)
        let error = await failure { () async throws(APIError) in
            try await client.call(
                publish(0),
                following: {
                    publish(
                        made.withLock {
                            $0 += 1
                            return $0
                        })
                },
                while: { reply in
                    replies.withLock {
                        $0.append(reply.json.jsonText.description)
                        return $0.count < 3
                    }
                })
        }
        return (replies.withLock { $0 }, error)
    }

    @Test func `replies come one after the other, errors of Centrifugo among them`() async throws {
        let (client, transport) = try make(
            .ok(#"{"result":{"offset":1}}"#), .ok(#"{"error":{"code":102,"message":"unknown channel"}}"#),
            .ok(#"{"result":{}}"#))
        let (replies, error) = await Self.run(client)
        #expect(error == nil)
        #expect(
            replies == [
                #"{"result":{"offset":1}}"#, #"{"error":{"code":102,"message":"unknown channel"}}"#, #"{"result":{}}"#,
            ])
        #expect(transport.requests.map(\.bodyText) == (0..<3).map { #"{"channel":"a","data":\#($0)}"# })
    }

    @Test func `a reply that cannot be used ends it with what is wrong`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#), .ok("[]"), .ok(#"{"result":{}}"#))
        let (replies, error) = await Self.run(client)
        #expect(replies.count == 1)
        #expect(error == .malformedReply(path: "", expected: .object))
        #expect(transport.requests.count == 2)
    }

    @Test func `a request that fails ends it`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#))
        let (replies, error) = await Self.run(client)
        #expect(replies.count == 1)
        #expect(error == APIError(TransportError.closed(.waiting)))
        #expect(transport.requests.count == 2)
    }

    @Test func `a reply longer than the limit is refused`() async throws {
        let (client, _) = try make(.ok(#"{"result":{}}"#)) { $0.maxReplyBytes = 10 }
        let (replies, error) = await Self.run(client)
        #expect(replies.isEmpty)
        #expect(error == APIError(TransportError.replyTooLarge(limit: 10)))
    }

    @Test func `a reply in pieces is one of the series`() async throws {
        let pieces = Mutex<[[UInt8]]>([])
        let client = Client(try ClientConfiguration("http://localhost:8000")) { _, _ in
            pieces.withLock { $0 = [Array(#"{"result""#.utf8), Array(":{}}".utf8)] }
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json"],
                body: HTTPBody(next: { pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() } }))
        }
        let (replies, error) = await Self.run(client)
        #expect(error == nil)
        #expect(replies == Array(repeating: #"{"result":{}}"#, count: 3))
    }
}
