import CentrifugoAPI
import CentrifugoTransport
import LosslessJSON
import Testing

@Suite struct APIErrorTests {
    private struct Refusal: Error { var number: Int }

    @Test(arguments: [
        (APIError.server(code: 100, message: "internal server error"), true),
        (.http(HTTPFailure(status: 401, mayHaveReachedServer: false)), false),
        (.http(HTTPFailure(status: 502)), true),
        (.transport(.nameNotFound(host: "nowhere.invalid")), false),
        (.transport(.timedOut(.queued, after: .seconds(1))), false),
        (.transport(.closed(.sending)), true),
        (.transport(.replyTooLarge(limit: 1)), true),
        (.notAPI(HTTPFailure(status: 200)), true),
        (.malformedReply(path: "result", expected: .object), true),
        (.encoding(EncodingFailure(Refusal(number: 1))), false),
        (.cancelled(mayHaveReachedServer: true), true),
        (.cancelled(mayHaveReachedServer: false), false),
    ])
    func `each error knows whether the server may have done something`(error: APIError, mayHave: Bool) {
        #expect(error.mayHaveReachedServer == mayHave)
    }

    @Test func `errors of an encoder are equal when they say the same`() {
        let one = APIError.encoding(EncodingFailure(Refusal(number: 1)))
        #expect(one == .encoding(EncodingFailure(Refusal(number: 1))))
        #expect(one != .encoding(EncodingFailure(Refusal(number: 2))))
    }

    @Test(arguments: [
        ScriptedTransport.Answer.bare(401), .text(500, "x"), .ok("{"), .ok(#"{"error":{"code":1,"message":"m"}}"#),
        .init(contentType: "text/html", body: "<p>"),
    ])
    func `no way of printing an error shows the key`(answer: ScriptedTransport.Answer) async throws {
        let (client, _) = try make(answer) {
            $0.apiKey = try? APIKey("hush-key")
            $0.headers = [(name: "Cookie", value: "hush-cookie")]
        }
        let error = try #require(await failure { () async throws(APIError) in try await client.info() })
        var dumped = ""
        dump(error, to: &dumped)
        for text in ["\(error)", String(reflecting: error), dumped] { #expect(!text.contains("hush")) }
    }
}
