import LosslessJSON
import Testing

@testable import Console

@Suite struct BatchViewTests {
    private func item(_ method: String, _ body: String, last: PendingBatch.LastOutcome? = nil) throws
        -> PendingBatch.Item
    {
        var item = PendingBatch.Item(method: method, body: try JSONText(body))
        item.last = last
        return item
    }

    private func pending(_ items: [PendingBatch.Item], width: Int? = 80) -> [String] {
        BatchView.pending(items).rendered(in: Display(width: width))
    }

    @Test func `pending commands are numbered, with their bytes as a request`() throws {
        let items = [
            try item("publish", #"{"channel":"hist:a","data":{"n":1}}"#),
            try item("publish", #"{"channel":"nope:x","data":{"n":2}}"#),
            try item("history", #"{"channel":"hist:a","limit":5}"#),
        ]
        #expect(
            pending(items) == [
                "  #  command  channel  rest     bytes",
                #"  1  publish  hist:a   {"n":1}     47"#,
                #"  2  publish  nope:x   {"n":2}     47"#,
                "  3  history  hist:a   limit=5     42",
                "3 commands · 153 bytes",
            ])
        let commands = items.map { "{\"\($0.method)\":\($0.body)}" }.joined(separator: ",")
        #expect("{\"commands\":[\(commands)]}".utf8.count == 153)
    }

    @Test func `what came of a command before has a column where any has it`() throws {
        let items = [
            try item(
                "publish", #"{"channel":"nope:x","data":1}"#, last: .failed(code: 102, message: "unknown channel")),
            try item("publish", #"{"channel":"a:b","data":1}"#, last: .unknown), try item("info", "{}"),
        ]
        #expect(
            pending(items) == [
                "  #  command  channel  rest  bytes  last time",
                "  1  publish  nope:x   1        41  102 unknown channel",
                "  2  publish  a:b      1        38  ? unknown",
                "  3  info                       11",
                "3 commands · 107 bytes",
            ])
    }

    @Test func `one command is shown in full`() throws {
        let item = try item(
            "publish", #"{"channel":"nope:x","data":{"n":1.0}}"#, last: .failed(code: 102, message: "unknown channel"))
        #expect(
            BatchView.one(2, item).rendered(in: Display(width: 80)) == [
                "2  publish", "{", #"  "channel": "nope:x","#, #"  "data": {"#, #"    "n": 1.0"#, "  }", "}",
                "49 bytes · last time: 102 unknown channel",
            ])
    }

    @Test func `nothing pending is a line`() {
        #expect(pending([]) == ["0 commands"])
    }

    @Test(arguments: [
        ("subscribe", #"{"user":"42","channel":"x","data":"a"}"#, "x", "42 data=a"),
        ("subscribe", #"{"channel":"x","user":""}"#, "x", #""""#),
        ("publish", #"{"channel":"x","data":"42"}"#, "x", #""42""#),
        ("publish", #"{"channel":"x","data":"two words"}"#, "x", #""two words""#),
        ("publish", #"{"channel":"x","data":"{"}"#, "x", #""{""#),
        ("publish", #"{"channel":"a b","data":1.0,"skip_history":true}"#, #""a b""#, "1.0 skip_history=true"),
        ("publish", #"{"data":1,"tags":{"lang":"en","n":"1"},"channel":"x"}"#, "x", "1 tags.lang=en tags.n=1"),
        ("publish", #"{"channel":"x","b64data":"AA=="}"#, "x", "b64data=AA=="),
        ("publish", #"{"channel":"x","data":1,"tags":{}}"#, "x", "1 tags={}"),
        ("publish", #"{"channel":"x","data":1,"strange":[1, 2]}"#, "x", "1 strange=[1,2]"),
        ("history", #"{"channel":"x","since":{"offset":5,"epoch":"a b"}}"#, "x", #"since.offset=5 since.epoch="a b""#),
        ("broadcast", #"{"channels":["a", "b"],"data":null}"#, #"["a","b"]"#, "null"),
        ("map_publish", #"{"channel":"b:1","key":"k","data":[]}"#, "b:1", "k []"),
        ("map_publish", #"{"channel":"b:1","data":[]}"#, "b:1", "data=[]"),
        ("disconnect", #"{"user":"7","disconnect":{"code":4500}}"#, "", "7 disconnect.code=4500"),
        ("nonsense", #"{"channel":"x", "a":1}"#, "", #"{"channel":"x","a":1}"#), ("publish", "[1, 2]", "", "[1,2]"),
    ])
    func `a command is shown as it would be typed`(method: String, body: String, channel: String, rest: String) throws {
        let row = pending([try item(method, body)], width: nil)[1]
        let size = "{\"\(method)\":\(body)}".utf8.count
        let parts = ["1", method, channel, rest, "\(size)"].filter { !$0.isEmpty }
        #expect(row.split(separator: "  ").map { String($0.drop { $0 == " " }) } == parts)
    }

    @Test func `a narrow display cuts the rest`() throws {
        let long = try item("publish", #"{"channel":"hist:a","data":"\#(String(repeating: "x", count: 100))"}"#)
        #expect(pending([long], width: 40)[1] == "  1  publish  hist:a   xxxxxxxxx…    142")
    }

    private func sent(_ items: [BatchView.SentItem], _ display: Display = Display(width: 80)) -> [String] {
        BatchView.sent(items).rendered(in: display)
    }

    private func sample() throws -> [BatchView.SentItem] {
        [
            .init(
                name: "publish", body: try JSONValue.parse(#"{"channel":"hist:a","data":{"n":1}}"#),
                outcome: .succeeded(try JSONValue.parse(#"{"offset":1,"epoch":"e"}"#))),
            .init(
                name: "publish", body: try JSONValue.parse(#"{"channel":"nope:x","data":{"n":2}}"#),
                outcome: .failed(code: 102, message: "unknown channel")),
            .init(
                name: "history", body: try JSONValue.parse(#"{"channel":"hist:a","limit":5}"#),
                outcome: .succeeded(
                    try JSONValue.parse(#"{"publications":[{"offset":1,"data":1}],"offset":1,"epoch":"e"}"#))),
        ]
    }

    @Test func `each command that was sent has a line, and what failed stays`() throws {
        #expect(
            sent(try sample()) == [
                "  1  ✓ publish  hist:a  offset 1",
                "  2  ✗ publish  nope:x  102 unknown channel",
                "  3  ✓ history  hist:a  1 publication, top offset 1",
                "2 succeeded, 1 failed and stays in the batch                         explain 102",
            ])
    }

    @Test func `without UTF-8 the marks are words`() throws {
        #expect(
            sent(Array(try sample().prefix(2)), Display(isUTF8: false)) == [
                "  1  ok publish    hist:a  offset 1",
                "  2  FAIL publish  nope:x  102 unknown channel",
                "1 succeeded, 1 failed and stays in the batch   explain 102",
            ])
    }

    @Test func `several failures stay, none needs no word`() throws {
        let items = try sample()
        #expect(sent([items[1], items[1]]).last?.hasPrefix("2 failed and stay in the batch ") == true)
        #expect(sent([items[0], items[2]]).last == "2 succeeded")
    }

    @Test func `what was lost or not sent is neither succeeded nor failed`() throws {
        let items = try sample()
        let lost = BatchView.SentItem(name: "publish", body: items[0].body, outcome: .unknown)
        let unsent = BatchView.SentItem(name: "info", body: nil, outcome: .unsent)
        #expect(
            sent([items[0], lost, unsent]) == [
                "  1  ✓ publish  hist:a  offset 1", "  2  ? publish  hist:a  unknown",
                "  3  - info             not sent",
                "1 succeeded",
            ])
    }

    @Test func `a lost answer leaves all commands unknown`() {
        #expect(
            BatchView.unknown(500, reason: "the connection broke before the answer came").rendered(in: Display()) == [
                "? 500 commands unknown: the connection broke before the answer came, they may or may not have run",
                #"  They stay in the batch, marked "? unknown"."#,
            ])
        #expect(
            BatchView.unknown(
                1, reason: "no answer within 10 s", advice: "An idempotency_key makes sending again safe."
            )
            .rendered(in: Display(hasColor: true)) == [
                "\u{1B}[33m?\u{1B}[0m 1 command unknown: no answer within 10 s, it may or may not have run",
                #"  It stays in the batch, marked "? unknown". An idempotency_key makes sending again safe."#,
            ])
    }

    @Test func `replies to a batch are shown beside their commands`() throws {
        let body =
            #"{"commands":[{"publish":{"channel":"hist:a","data":1}},{"info":{}},{"publish":{"channel":"no:a"}}]}"#
        let result = """
            {"replies":[{"publish":{"offset":5,"epoch":"e"}},{"info":{"nodes":[{}]}},
            {"error":{"code":102,"message":"unknown channel"}}]}
            """
        #expect(
            try shown("batch", body, result) == [
                "  1  ✓ publish  hist:a  offset 5", "  2  ✓ info             1 node",
                "  3  ✗ publish  no:a    102 unknown channel", "2 succeeded, 1 failed   explain 102",
            ])
        #expect(try shown("batch", #"{"commands":[]}"#, "{}") == ["0 succeeded"])
        #expect(try shown("batch", #"{"commands":[{}]}"#, result).first == "{")
        #expect(try shown("batch", #"{"commands":[{"info":{}}]}"#, #"{"replies":[{}]}"#).first == "{")
    }

    @Test(arguments: [
        ("presence", #"{"presence":{"c":{}}}"#, "1 client"), ("channels", #"{"channels":{}}"#, "0 channels"),
        ("presence_stats", #"{"num_clients":3,"num_users":2}"#, "3 clients, 2 users"), ("publish", "{}", ""),
        ("broadcast", #"{"responses":[{"result":{}},{"error":{"code":1}}]}"#, "1 succeeded, 1 failed"),
        (
            "map_publish", #"{"suppressed":true,"suppress_reason":"version"}"#,
            "suppressed: version (the version is not above the one kept)"
        ),
        ("map_read_state", "{}", "0 entries"), ("map_stats", #"{"num_keys":4}"#, "4 keys"),
        ("rpc", #"{"data":{"a": 1.0}}"#, #"{"a":1.0}"#), ("rpc", "{}", ""), ("history_remove", "{}", ""),
        ("nonsense", #"{"a": 1}"#, #"{"a":1}"#), ("history", #"{"x":1}"#, #"{"x":1}"#), ("info", "[]", "[]"),
    ])
    func `a result is told in a few words`(method: String, result: String, words: String) throws {
        let exchange = Exchange(method, body: nil, result: try JSONValue.parse(result))
        #expect(BriefView.words(exchange).plainText(in: Display()) == words)
    }
}
