import CentrifugoProtocol
import PracticeServer
import Testing

/// Which endpoint answers, and what is checked before it does.
struct RouterTests {
    private let key = [("X-API-Key", "k")]

    @Test(arguments: [
        ("//api/info?x=1&y=%20", "/api/info?x=1&y=%20"), ("/api/./info", "/api/info"),
        ("/api/x/../info/", "/api/info/"),
        ("/../..", "/"), ("//", "/"), ("http://host//api/info", "/api/info"),
    ])
    func `an unclean path is redirected before anything else is looked at`(_ target: String, _ location: String) throws
    {
        let answer = try makeServer().answer("POST", target)
        #expect(answer.code == 307)
        #expect(answer.header("Location") == location)
        #expect(answer.text.isEmpty)
    }

    @Test(arguments: Method.all)
    func `every method of the open edition has an endpoint and no other has`(_ method: Method) throws {
        let server = try makeServer()
        #expect(server.status(method.name, "{}") == (method.edition == .open ? 200 : 404))
    }

    @Test func `a browser gets the redirection to read, too`() throws {
        let answer = try makeServer().answer("GET", "//api")
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
        #expect(answer.text == "<a href=\"/api\">Temporary Redirect</a>.\n\n")
        let odd = try makeServer().answer("GET", "//a?b&\"'<>")
        #expect(odd.text.contains("\"/a?b&amp;&#34;&#39;&lt;&gt;\""))
    }

    @Test(arguments: [
        ("POST", "/api/info", "", 401), ("GET", "/api/info", "", 405), ("GET", "/api/nope", "", 404),
        ("POST", "/api/nope", "k", 404), ("POST", "/api/info", "k", 400), ("POST", "/api/info/", "k", 404),
        ("POST", "/api/%69nfo", "k", 400), ("POST", "/api%2Finfo", "k", 404), ("POST", "api/info", "k", 400),
        ("POST", "/api/%zz", "k", 400), ("POST", "", "k", 400),
    ])
    func `the path is checked before the method, then the key, then the body`(
        _ method: String, _ target: String, _ key: String, _ status: Int
    ) throws {
        #expect(try makeServer().answer(method, target, headers: [("X-API-Key", key)]).code == status)
    }

    @Test(arguments: [
        ([("X-API-Key", "k")], "", true), ([("X-API-Key", " k\t")], "", true), ([("X-API-Key", "K")], "", false),
        ([("X-API-Key", "x"), ("Authorization", "apikey k")], "", false),
        ([("X-API-Key", ""), ("Authorization", "ApiKey \t k")], "", true),
        ([("Authorization", "apikey k k")], "", false), ([("Authorization", "bearer k")], "", false),
        ([("X-API-Key", "x")], "?api_key=k", true), ([], "?api_key=%6B&api_key=x", true),
        ([], "?api_key=x&api_key=k", false),
        ([], "?api_key=a;b&api_key=k", true), ([], "?api_key=%zz", false), ([], "?api%5Fkey=k", true),
        ([], "?api_key", false),
    ])
    func `the key comes in a header or in the query`(
        _ headers: [(String, String)], _ query: String, _ isKnown: Bool
    ) throws {
        let answer = try makeServer().answer("POST", "/api/channels" + query, "{}", headers: headers)
        #expect(answer.code == (isKnown ? 200 : 401))
    }

    @Test func `an API without a key is closed, and an insecure one is open`() throws {
        func server(_ json: String) throws -> InProcessServer {
            InProcessServer(try PracticeConfiguration.parse(Array(json.utf8)))
        }
        let closed = try server("{}")
        #expect(closed.answer("POST", "/api/info", "{}", headers: [("X-API-Key", "")]).code == 401)
        #expect(closed.answer("POST", "/api/info?api_key=", "{}").code == 401)
        #expect(try server(#"{"http_api":{"insecure":true}}"#).answer("POST", "/api/info", "{}").code == 200)
        #expect(try server(#"{"http_api":{"disabled":true}}"#).answer("POST", "/api/info", "{}").code == 404)
    }

    @Test func `without a prefix the methods stand at the root and lines everywhere else`() throws {
        let server = try makeServer(api: #","handler_prefix":"/""#)
        #expect(server.answer("POST", "/channels", "{}", headers: key).text == #"{"result":{"channels":{}}}"#)
        #expect(server.answer("POST", "/x/y", #"{"method":"channels","params":{}}"#, headers: key).code == 200)
        #expect(server.answer("GET", "/x").code == 405)
    }

    @Test func `errors are statuses where the request or the configuration wants it`() throws {
        let mode = [("X-API-Key", "k"), ("X-Centrifugo-Error-Mode", "transport")]
        let body = #"{"channel":"plain:a"}"#
        let answer = try makeServer().answer("POST", "/api/history", body, headers: mode)
        #expect(answer.code == 400)
        #expect(answer.text == #"{"code":108,"message":"not available"}"#)
        #expect(answer.header("Content-Type") == "application/json")
        let always = try makeServer(api: #","error_mode":"transport""#)
        #expect(always.status("history", #"{"channel":"nope:a"}"#) == 404)
        #expect(always.lines(#"{"method":"history","params":{"channel":"nope:a"}}"#).code == 200)
    }

    @Test func `the endpoint for clients is there for clients only`() throws {
        let answer = try makeServer().answer("POST", "/connection/websocket")
        #expect(answer.code == 400)
        #expect(answer.text == "Bad Request\n")
        #expect(answer.header("Access-Control-Allow-Origin") == "")
        let off = InProcessServer(try PracticeConfiguration.parse(Array(#"{"websocket":{"disabled":true}}"#.utf8)))
        #expect(off.answer("GET", "/connection/websocket").code == 404)
        let inner = InProcessServer(PracticeConfiguration(), endpoints: .api)
        #expect(inner.answer("GET", "/connection/websocket").code == 404)
    }
}
