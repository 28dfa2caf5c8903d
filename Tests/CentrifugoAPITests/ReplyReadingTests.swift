import CentrifugoAPI
import LosslessJSON
import Testing

@Suite struct ReplyReadingTests {
    private func read(_ status: Int, _ type: String?, _ body: String) throws(APIError)
        -> Reply
    {
        let answer = Answer(status: status, contentType: type, body: Array(body.utf8))
        return try ReplyReader(format: .methods).reply(to: "history", from: answer)
    }

    @Test(arguments: [
        #"{"result":{},"later":1}"#, #" {"result":{}} "#, #"{"error":null,"result":{}}"#,
        #"{"result":{"error":{"code":1}}}"#,
    ])
    func `an object with a result is a result`(body: String) throws {
        let reply = try read(200, "application/json", body)
        guard case .result(let value) = reply.outcome else { return #expect(Bool(false), "\(reply)") }
        #expect(value.kind == .object)
        #expect(reply.status == 200)
    }

    @Test func `where there are both the error counts`() throws {
        let reply = try read(
            200, "application/json", #"{"result":{},"error":{"code":100,"message":"internal server error"}}"#)
        #expect(reply.error?.code == 100)
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "text/html", nil])
    func `a good body counts whatever the content type says`(type: String?) throws {
        let reply = try read(200, type, #"{"result":{}}"#)
        #expect(reply.error == nil)
    }

    /// Transport error mode: the error object is the body and stands for a status.
    @Test(arguments: [
        (500, 100, "internal server error"), (404, 102, "unknown channel"), (404, 104, "not found"),
        (400, 107, "bad request"), (400, 108, "not available"), (416, 112, "unrecoverable position"),
        (409, 113, "conflict"),
    ])
    func `a bare error object with a status is Centrifugo's error`(
        status: Int, code: Int, message: String
    ) throws {
        let body = #"{"code":\#(code),"message":"\#(message)"}"#
        let reply = try read(status, "application/json", body)
        #expect(reply.status == status)
        #expect(reply.error?.code == code)
        #expect(reply.error?.message == message)
        #expect(reply.raw.description == body)
        #expect(reply.envelope.description == #"{"error":\#(body)}"#)
        #expect(throws: APIError.server(code: code, message: message)) { try reply.result(as: EmptyResult.self) }
    }

    /// The mode has one status for each code, and 500 for the codes that it does not know.
    @Test func `a code without a status of its own comes with 500`() throws {
        let reply = try read(500, "application/json; charset=utf-8", #"{"code":1000,"message":"no such order"}"#)
        #expect(reply.error?.code == 1000)
        #expect(reply.error?.message == "no such order")
    }

    @Test(arguments: [#"{"code":107}"#, #"{"code":107,"message":""}"#])
    func `a bare error object may have no message`(body: String) throws {
        let reply = try read(400, "application/json", body)
        #expect(reply.error?.code == 107)
        #expect(reply.error?.message == "")
    }

    /// Gateways have errors of their own, in JSON that may look much like Centrifugo's.
    @Test(arguments: [
        (400, #"{"error":{"code":107,"message":"bad request"}}"#),
        (401, #"{"error":{"code":401,"message":"no credentials"}}"#),
        (401, #"{"code":401,"message":"no credentials"}"#),
        (401, #"{"code":107,"message":"bad request"}"#),
        (403, #"{"error":{"code":403,"message":"forbidden"}}"#), (403, #"{"code":403,"message":"forbidden"}"#),
        (403, #"{"code":7,"message":"permission denied","details":[]}"#),
        (404, #"{"error":{"code":102,"message":"unknown channel"}}"#), (404, #"{"code":5,"message":"no route"}"#),
        (404, #"{"code":102,"error":"Not Found"}"#), (404, #"{"code":107,"message":"bad request"}"#),
        (409, #"{"code":104,"message":"not found"}"#),
        (500, #"{"error":{"code":100,"message":"internal server error"}}"#),
        (500, #"{"code":102,"message":"unknown channel"}"#),
        (502, #"{"error":{"code":502,"message":"bad gateway"}}"#), (502, #"{"code":502,"message":"bad gateway"}"#),
        (502, #"{"code":100,"message":"internal server error"}"#),
        (503, #"{"code":14,"message":"no healthy upstream"}"#),
    ])
    func `an error in JSON that transport error mode would not send is somebody else's`(
        status: Int, body: String
    ) throws {
        let error = #expect(throws: APIError.self) { try read(status, "application/json", body) }
        guard case .http(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.status == status)
        #expect(failure.contentType == "application/json")
        #expect(failure.excerpt == body)
    }

    @Test(
        arguments: [
            (301, nil, "", false), (307, "text/html", "<a>", false),
            (400, "text/plain; charset=utf-8", "Bad Request\n", false), (401, nil, "", false),
            (403, "text/html", "<html>", false), (404, "text/plain; charset=utf-8", "404 page not found\n", false),
            (405, nil, "", false), (413, "text/html", "too large", false),
            (500, "text/plain; charset=utf-8", "Internal Server Error\n", true), (502, "text/html", "<html>", true),
            (503, nil, "", true), (504, "text/html", "", true),
            (400, "application/json", "{}", false), (400, "application/json", #"{"code":"x"}"#, false),
            (502, "application/json", "{broken", true), (404, "text/plain", #"{"code":102,"message":"m"}"#, false),
        ] as [(Int, String?, String, Bool)])
    func `any other status is an HTTP failure with its facts`(
        status: Int, type: String?, body: String, mayHaveRun: Bool
    ) throws {
        let error = #expect(throws: APIError.self) {
            try read(status, type, body)
        }
        guard case .http(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.status == status)
        #expect(failure.contentType == type)
        #expect(failure.excerpt == body)
        #expect(failure.location == nil)
        #expect(error?.mayHaveReachedServer == mayHaveRun)
    }

    @Test func `a redirect tells where to, and is not followed`() async throws {
        let (client, transport) = try make(.init(status: 307, location: "https://other/api/info", body: ""))
        let error = await failure { () async throws(APIError) in try await client.info() }
        guard case .http(let answer) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(answer.location == "https://other/api/info")
        #expect(transport.requests.count == 1)
    }

    @Test func `the excerpt is the first 200 bytes`() throws {
        let error = #expect(throws: APIError.self) {
            try read(500, "text/plain", String(repeating: "é", count: 150))
        }
        guard case .http(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.excerpt == String(repeating: "é", count: 100))
    }

    @Test(arguments: [("text/html; charset=utf-8", "<!doctype html>"), ("text/plain", "It works!"), ("text/html", "")])
    func `success without JSON is some other service`(type: String, body: String) throws {
        let error = #expect(throws: APIError.self) { try read(200, type, body) }
        guard case .notAPI(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.status == 200)
        #expect(failure.contentType == type)
        #expect(failure.excerpt == body)
        #expect(error?.mayHaveReachedServer == true)
    }

    @Test(arguments: [
        (#"{"result":{}"#, "", APIError.Expectation.json(offset: 12)),
        ("", "", .json(offset: 0)),
        (#"{"result":{}}{"result":{}}"#, "", .json(offset: 13)),
        ("[]", "", .object), ("null", "", .object), ("{}", "", .resultOrError),
        (#"{"error":{}}"#, "error", .member("code")), (#"{"error":"no"}"#, "error", .member("code")),
    ])
    func `JSON that is no reply is told with its place`(
        body: String, path: String, expected: APIError.Expectation
    ) throws {
        #expect(throws: APIError.malformedReply(path: path, expected: expected)) {
            try read(200, "application/json", body)
        }
    }

    @Test func `a body without a content type is read as JSON`() throws {
        #expect(throws: APIError.malformedReply(path: "", expected: .json(offset: 0))) {
            try read(200, nil, "")
        }
    }
}
