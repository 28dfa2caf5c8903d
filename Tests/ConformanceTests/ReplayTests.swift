import LoopbackPeer
import LosslessJSON
import Testing

/// The runner fails where a server does anything else than was recorded.
struct ReplayTests {
    /// A server that says what it was told to say.
    final class ScriptedEndpoint: Endpoint {
        let port = 8123
        let now: Int64 = 1000
        var responses: [WireResponse] = []
        var arrivals: [Arrival] = []
        private(set) var requests: [WireRequest] = []
        private(set) var passed = 0

        func exchange(_ request: WireRequest, isInternal: Bool) throws -> WireResponse {
            requests.append(request)
            return responses.isEmpty ? WireResponse(status: 0, headers: [], body: []) : responses.removeFirst()
        }

        func open(_ connection: String, _ request: WireRequest) throws -> WireResponse {
            try exchange(request, isInternal: false)
        }
        func send(_ message: Message<[UInt8]>, on connection: String) {}
        func arrival(on connection: String) -> Arrival? { arrivals.isEmpty ? nil : arrivals.removeFirst() }
        func leftOver() -> (connection: String, Arrival)? { arrivals.first.map { ("a", $0) } }
        func leave(_ connection: String) {}
        func pass(milliseconds: Int) { passed += milliseconds }
    }

    private static let json = [("Content-Type", "application/json")]

    /// Replays steps in JSON and returns what the runner says.
    private func replay(_ steps: String, against endpoint: ScriptedEndpoint) throws -> String? {
        let file = #"{"config":"k","scenarios":[{"name":"n","steps":[\#(steps)]}]}"#
        let scenario = try #require(try Scenario.read(JSONValue.parse(file)).first)
        var replay = Replay(endpoint)
        do {
            try replay.run(scenario.steps)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func step(_ response: String, request: String = "") -> String {
        #"{"at":"http","request":{"method":"POST","target":"/","headers":{}\#(request)},"response":{\#(response)}}"#
    }

    private func answering(_ answers: (Int, [(String, String)], String)...) -> ScriptedEndpoint {
        let endpoint = ScriptedEndpoint()
        endpoint.responses = answers.map { status, headers, body in
            WireResponse(
                status: status, headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8))
        }
        return endpoint
    }

    private let ok = #""status":200,"headers":{"Content-Type":"application/json"},"body":"{\"a\":1}""#

    @Test func `the recorded answer passes, whatever else its headers say`() throws {
        let headers = Self.json + [("Date", "now"), ("Content-Length", "7")]
        #expect(try replay(step(ok), against: answering((200, headers, #"{"a":1}"#))) == nil)
    }

    @Test(arguments: [
        (201, json, #"{"a":1}"#, #"step 1: status 201, expected 200; body "{\"a\":1}""#),
        (200, json, #"{"a":2}"#, #"step 1: body at byte 5: expected "1}", found "2}""#),
        (200, json, #"{"a":1} "#, #"step 1: body at byte 7: expected the end, found " ""#),
        (200, json, #"{"a":1"#, #"step 1: body at byte 6: expected "}", found the end"#),
        (200, [], #"{"a":1}"#, "step 1: header Content-Type is absent, expected application/json"),
        (
            200, [("content-type", "text/plain")], #"{"a":1}"#,
            "step 1: header Content-Type is text/plain, expected application/json"
        ),
        (200, json + [("Allow", "POST")], #"{"a":1}"#, "step 1: header Allow is POST, expected none"),
    ])
    func `one difference in status, header or body fails`(
        _ status: Int, _ headers: [(String, String)], _ body: String, _ message: String
    ) throws {
        #expect(try replay(step(ok), against: answering((status, headers, body))) == message)
    }

    @Test func `a value seen before must come again, in answers and in requests`() throws {
        let response = #""status":200,"headers":{},"body_template":"<epoch:1>","body":"shown""#
        let again = step(response, request: #","body_template":"<epoch:1> <now+1>""#)
        let same = answering((200, [], "aaaaaaaa"), (200, [], "aaaaaaaa"))
        #expect(try replay(step(response) + "," + again, against: same) == nil)
        #expect(same.requests.last?.body == Array("aaaaaaaa 1001".utf8))
        let other = answering((200, [], "aaaaaaaa"), (200, [], "bbbbbbbb"))
        let message = #"step 2: body at byte 0: expected "aaaaaaaa", found "bbbbbbbb""#
        #expect(try replay(step(response) + "," + again, against: other) == message)
    }

    @Test func `the port in a location is anybody's`() throws {
        let response = #""status":307,"headers":{"Location":"http://h:<port>/"},"body":"""#
        #expect(try replay(step(response), against: answering((307, [("Location", "http://h:8123/")], ""))) == nil)
        #expect(try replay(step(response), against: answering((307, [("Location", "http://h:1/")], ""))) != nil)
    }

    @Test func `texts are put together of parts`() throws {
        let parts = #"["<",{"repeat":"ab","count":2},{"each":"<i>","from":8,"count":3,"join":","},">"]"#
        let endpoint = answering((200, [], "x"))
        let request = #","body_parts":\#(parts)"#
        _ = try replay(step(#""status":200,"headers":{},"body_base64":"eA==""#, request: request), against: endpoint)
        #expect(endpoint.requests.first?.body == Array("<abab8,9,10>".utf8))
    }

    @Test func `an answer whose body does not count is compared all the same`() throws {
        let response = #""status":200,"headers":{},"ignore_body":true,"body":"x""#
        #expect(try replay(step(response), against: answering((200, [], "y"))) == nil)
        #expect(try replay(step(response), against: answering((500, [], "x"))) != nil)
    }

    @Test(arguments: [
        (#"{"at":"server","conn":"a","frame":"x"}"#, Arrival.line(Array("x".utf8)), Arrival.line(Array("y".utf8))),
        (#"{"at":"server","conn":"a","frame_base64":"eA=="}"#, .binary([0x78]), .line([0x78])),
        (#"{"at":"server","conn":"a","ws_ping":true}"#, .ping, .end),
        (
            #"{"at":"close","conn":"a","code":3000,"reason":"r"}"#, .close(code: 3000, reason: "r"),
            .close(code: 3000, reason: "")
        ),
        (#"{"at":"end","conn":"a"}"#, .end, .ping),
    ])
    func `what arrives must be what was recorded`(_ step: String, _ right: Arrival, _ wrong: Arrival) throws {
        for (arrival, passes) in [(right, true), (wrong, false), (nil, false)] as [(Arrival?, Bool)] {
            let endpoint = ScriptedEndpoint()
            endpoint.arrivals = arrival.map { [$0] } ?? []
            #expect((try replay(step, against: endpoint) == nil) == passes)
        }
    }

    @Test func `something more after the last step fails`() throws {
        let endpoint = ScriptedEndpoint()
        endpoint.arrivals = [.line(Array("{}".utf8)), .line(Array("more".utf8))]
        let message = "after the last step: unexpected on connection a: the line more"
        #expect(try replay(#"{"at":"server","conn":"a","frame":"{}"}"#, against: endpoint) == message)
    }

    @Test func `waiting lets the endpoint's time pass`() throws {
        let endpoint = ScriptedEndpoint()
        _ = try replay(#"{"at":"wait","ms":4500}"#, against: endpoint)
        #expect(endpoint.passed == 4500)
    }

    @Test func `a step that cannot be read is an error of the recording`() {
        let file = #"{"config":"k","scenarios":[{"name":"n","steps":[{"at":"sing","conn":"a"}]}]}"#
        #expect(throws: MalformedRecording.self) { try Scenario.read(JSONValue.parse(file)) }
    }
}
