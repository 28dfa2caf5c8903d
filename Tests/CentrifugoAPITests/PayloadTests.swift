import CentrifugoAPI
import LosslessJSON
import Testing

@Suite struct PayloadTests {
    private struct Tick: Encodable {
        var n: Int
        var note: String?
    }

    private struct Refusal: Error, Equatable { var why: String }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\u{3FF}?>", "z78/Pg=="),
    ])
    func `bytes are padded base64 of the standard alphabet`(text: String, base64: String) {
        #expect(Payload.bytes(Array(text.utf8)) == .base64(base64))
    }

    @Test func `a value is written as its Codable says`() throws {
        #expect(try Payload.encoding(Tick(n: 1)) == .json(JSONText(#"{"n":1}"#)))
        #expect(try Payload.encoding(["a": [1, nil]]) == .json(JSONText(#"{"a":[1,null]}"#)))
        #expect(try Payload.encoding("hi") == .json(JSONText(string: "hi")))
    }

    @Test func `JSON goes past the encoder`() throws {
        let text = try JSONText(#"{ "b":1e400,"a":1.0 }"#)
        let payload = try Payload.encoding(text) { _ in throw Refusal(why: "asked") }
        #expect(payload == .json(text))
        #expect(
            try Command.rpc(method: "x", params: text).params
                == JSONText(#"{"method":"x","params":{ "b":1e400,"a":1.0 }}"#))
    }

    @Test func `the encoder of the configuration writes what typed calls send`() async throws {
        let (client, transport) = try make(.ok(#"{"result":{}}"#), .ok(#"{"result":{}}"#)) {
            $0.encoder = { value in JSONText(string: "encoded \(type(of: value))") }
        }
        try await client.publish(channel: "a", data: Tick(n: 1))
        try await client.mapPublish(channel: "a", key: "k", data: 5)
        #expect(
            transport.requests.map(\.bodyText) == [
                #"{"channel":"a","data":"encoded Tick"}"#, #"{"channel":"a","key":"k","data":"encoded Int"}"#,
            ])
    }

    @Test func `what an encoder throws is told, and nothing is sent`() async throws {
        let (client, transport) = try make { $0.encoder = { _ in throw Refusal(why: "too secret") } }
        let error = await failure { () async throws(APIError) in try await client.publish(channel: "a", data: 1) }
        guard case .encoding(let inner) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(inner.underlying as? Refusal == Refusal(why: "too secret"))
        #expect(error?.mayHaveReachedServer == false)
        #expect(transport.requests.isEmpty)
    }

    @Test func `a value that has no JSON is an encoding error`() {
        #expect {
            try Command.publish(channel: "a", data: Double.nan)
        } throws: { error in
            if case APIError.encoding = error { true } else { false }
        }
    }
}
