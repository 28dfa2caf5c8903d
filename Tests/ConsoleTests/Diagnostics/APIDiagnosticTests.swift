import CentrifugoTransport
import LosslessJSON
import Testing

@testable import CentrifugoAPI
@testable import Console

@Suite struct APIDiagnosticTests {
    private func failure(
        _ status: Int, _ contentType: String? = nil, location: String? = nil, _ body: String = "",
        format: WireFormat = .methods
    ) -> HTTPFailure {
        HTTPFailure(
            Answer(status: status, contentType: contentType, location: location, body: Array(body.utf8)), format: format
        )
    }

    private func facts(
        _ method: String? = "publish", key: SettingOrigin? = .environment("CENTSH_API_KEY"), isLegacy: Bool = false
    ) throws -> CallFacts {
        CallFacts(
            server: try ServerAddress("http://localhost:8000/api"), from: .option("--url"), keyFrom: key,
            methodName: method, channel: "nope:x", isLegacy: isLegacy)
    }

    private func lines(_ failure: HTTPFailure, _ facts: CallFacts) -> [String] {
        Diagnostic(.http(failure), facts).rendered(in: Display())
    }

    @Test func `a key that was refused`() throws {
        let refused = failure(401)
        #expect(
            lines(refused, try facts()) == [
                "✗ HTTP 401 unauthorized", "  The server does not accept the API key from CENTSH_API_KEY.",
                "  It must equal http_api.key (api_key before v6); a server without any key answers the same.",
                "  Blanks or a line break at its end count. "
                    + "The start of the server's log names the file that it reads.",
            ])
        #expect(
            lines(refused, try facts(key: nil)) == [
                "✗ HTTP 401 unauthorized", "  No API key was sent, and the server wants its http_api.key.",
                "  --api-key-file FILE or CENTSH_API_KEY gives it.",
            ])
        #expect(Diagnostic(.http(refused), try facts()).status == .unauthorised)
    }

    @Test func `a proxy that forbids`() throws {
        let forbidden = failure(403, "text/html", "<html>\u{1B}no")
        #expect(
            lines(forbidden, try facts()) == [
                "✗ HTTP 403 forbidden", "  Centrifugo's API never answers this: a proxy in front of it did.",
                #"  It said: <html>\u001bno"#,
            ])
        #expect(lines(failure(403), try facts()).count == 2)
        #expect(Diagnostic(.http(forbidden), try facts()).status == .unauthorised)
    }

    @Test func `a path that is not there depends on what was called`() throws {
        let missing = failure(404, "text/plain; charset=utf-8", "404 page not found\n")
        let elsewhere = "the API is not under /api: see http_api.handler_prefix and http_server.internal_port."
        #expect(
            lines(missing, try facts()) == [
                "✗ HTTP 404 not found", "  The server is too old for publish (before v5 use --legacy), or \(elsewhere)",
                "  The address comes from --url.",
            ])
        #expect(
            lines(missing, try facts("connections")) == [
                "✗ HTTP 404 not found",
                "  connections is a method of the PRO edition, which this server is not; or \(elsewhere)",
            ])
        #expect(
            lines(missing, try facts("nonsense")) == [
                "✗ HTTP 404 not found", "  The server knows no method nonsense, or \(elsewhere)",
                "  The address comes from --url.",
            ])
        #expect(
            lines(missing, try facts(isLegacy: true)) == [
                "✗ HTTP 404 not found", "  There is no API at http://localhost:8000/api.",
                "  The address comes from --url.",
            ])
        #expect(
            lines(failure(404, "text/html", "<html>"), try facts()) == [
                "✗ HTTP 404 not found", "  http://localhost:8000/api is a web site, not the API.",
                "  The address comes from --url.",
            ])
    }

    @Test func `a body that was refused`() throws {
        let refused = failure(400, "text/plain", "Bad Request\n")
        let meaning =
            "  The server could not read the request body: broken JSON, a value of the wrong type or out of range."
        #expect(lines(refused, try facts()) == ["✗ HTTP 400 bad request", meaning, "  Nothing of it was run."])
        #expect(
            lines(failure(400, "text/plain", "Bad Request\n", format: .lines), try facts(isLegacy: true)) == [
                "✗ HTTP 400 bad request", meaning, "  The lines before the broken one may have run.",
            ])
        #expect(lines(failure(400, "text/html", "<html>"), try facts()) == ["✗ HTTP 400 bad request", meaning])
    }

    @Test(arguments: [
        "Client sent an HTTP request to an HTTPS server.\n",
        "<html><title>400 The plain HTTP request was sent to HTTPS port</title>",
    ])
    func `plain HTTP to a port that speaks TLS`(body: String) throws {
        #expect(
            lines(failure(400, "text/plain", body), try facts()) == [
                "✗ HTTP 400 bad request",
                "  The port speaks TLS: the address begins with https://. The address comes from --url.",
            ])
    }

    @Test func `other statuses`() throws {
        #expect(
            lines(failure(405), try facts()) == [
                "✗ HTTP 405 method not allowed",
                "  The API takes POST, and POST was sent: a proxy changed it, or this is no path of the API.",
                "  The address comes from --url.",
            ])
        #expect(
            lines(failure(413, "text/html", "<html>"), try facts()) == [
                "✗ HTTP 413 body too large",
                "  A proxy in front of the server takes no body of this size; Centrifugo has no limit.",
                "  Raise it there (client_max_body_size in nginx), or send less at once.",
            ])
        #expect(
            lines(failure(307, location: "http://localhost:8000/a\u{1B}"), try facts()) == [
                "✗ HTTP 307 redirect", #"  The server says to go to http://localhost:8000/a\u001b."#,
                "  Redirects are not followed, because the key is for one server only; if you trust it use --url.",
            ])
        #expect(lines(failure(301), try facts())[1] == "  It does not say where to.")
        #expect(
            lines(failure(502, "text/html", "<html>"), try facts()) == [
                "✗ HTTP 502 bad gateway",
                "  A proxy in front of the server got no answer from it, or the server is stopping.",
                "  publish may or may not have run.",
            ])
        #expect(
            lines(failure(429, "text/plain", "slow down"), try facts()) == [
                "✗ HTTP 429 too many requests", "  It said: slow down", "  The address comes from --url.",
            ])
        #expect(lines(failure(299), try facts())[0] == "✗ HTTP 299")
    }

    @Test func `a server that failed`() throws {
        let broken = failure(500, "text/plain", "Internal Server Error\n")
        #expect(
            lines(broken, try facts()) == [
                "✗ HTTP 500 internal server error", "  The server failed; its log at level error says why.",
                "  publish may or may not have run.",
            ])
        #expect(
            lines(broken, try facts("history")) == [
                "✗ HTTP 500 internal server error",
                "  The server could not write the result: data that is not JSON is one reason. Its log says more.",
                "  history changes nothing, so it can simply be sent again.",
            ])
        #expect(Diagnostic(.http(broken), try facts()).status == .connection)
    }

    @Test func `an answer that is not the API's`() throws {
        #expect(
            Diagnostic(.notAPI(failure(200, "text/html; charset=utf-8", "<!DOCTYPE html>")), try facts())
                .rendered(in: Display()) == [
                    "✗ the answer is a web page",
                    "  http://localhost:8000/api is the web interface, a proxy or another site, not the API.",
                    "  The address comes from --url.",
                ])
        #expect(
            Diagnostic(.notAPI(failure(200, "text/plain", "hello")), try facts()).rendered(in: Display()) == [
                "✗ the answer is not JSON (text/plain)", "  It said: hello", "  The address comes from --url.",
            ])
        #expect(
            Diagnostic(.notAPI(failure(200)), try facts()).rendered(in: Display()) == [
                "✗ the answer is not JSON (no content type)", "  The address comes from --url.",
            ])
    }

    @Test(arguments: [
        (APIError.Expectation.json(offset: 7), "is broken JSON at byte 7"), (.object, "is no object"),
        (.array, "is no array"), (.string, "is no text"), (.flag, "is neither true nor false"),
        (.unsignedInteger, "is no whole number from 0 on"), (.integer, "is no whole number"), (.number, "is no number"),
        (.member("data"), "has no member data"), (.resultOrError, "has neither result nor error"),
        (.replies(1), "does not hold 1 reply"), (.replies(2), "does not hold 2 replies"),
    ])
    func `a reply that is not as it should be`(expected: APIError.Expectation, words: String) throws {
        let error = APIError.malformedReply(path: "result.offset", expected: expected)
        #expect(
            Diagnostic(error, try facts()).rendered(in: Display()) == [
                "✗ the answer to publish is not as it should be: result.offset \(words)",
                "  The command has probably run.", "  output raw shows the answer as it came.",
            ])
        #expect(
            Diagnostic(.malformedReply(path: "", expected: expected), try facts(nil)).message
                == "the answer to the batch is not as it should be: the reply \(words)")
    }

    @Test func `the rest of the errors of the client`() throws {
        #expect(
            Diagnostic(.server(code: 102, message: "unknown channel"), try facts()).rendered(in: Display())[1]
                == #"  The server has no namespace "nope" (the part before the first ":")."#)
        #expect(
            Diagnostic(.cancelled(mayHaveReachedServer: false), try facts()).rendered(in: Display()) == [
                "✗ cancelled", "  Nothing was sent, so nothing was done.",
            ])
        #expect(
            Diagnostic(.encoding(EncodingFailure(Unfit())), try facts()).rendered(in: Display()) == [
                "✗ the value cannot be written as JSON: Unfit()", "  Nothing was sent.",
            ])
    }

    private struct Unfit: Error {}

    @Test func `for programs a failure is a line of JSON with what is known`() throws {
        func line(_ error: APIError) -> String { ErrorLine.json(error, message: "m \"\n").description }
        #expect(
            line(.transport(.timedOut(.waiting, after: .milliseconds(1500))))
                == #"{"error":{"kind":"transport","message":"m \"\n","timeout":1.5}}"#)
        #expect(
            line(.transport(.refused(addresses: [], port: 1))) == #"{"error":{"kind":"transport","message":"m \"\n"}}"#)
        #expect(
            line(.cancelled(mayHaveReachedServer: true)) == #"{"error":{"kind":"transport","message":"m \"\n"}}"#)
        #expect(line(.http(failure(502))) == #"{"error":{"kind":"http","message":"m \"\n","status":502}}"#)
        #expect(line(.notAPI(failure(200))) == #"{"error":{"kind":"reply","message":"m \"\n","status":200}}"#)
        #expect(
            line(.malformedReply(path: "", expected: .object)) == #"{"error":{"kind":"reply","message":"m \"\n"}}"#)
        #expect(
            line(.server(code: 102, message: "unknown channel"))
                == #"{"error":{"code":102,"message":"unknown channel"}}"#)
        #expect(
            ErrorLine.unsent(message: "an earlier part got no answer").description
                == #"{"error":{"kind":"unsent","message":"an earlier part got no answer"}}"#)
    }
}
