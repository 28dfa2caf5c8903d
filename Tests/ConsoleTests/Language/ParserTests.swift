import CentrifugoProtocol
import LosslessJSON
import Testing

@testable import Console

/// Parses a line with the words of the console, where no variable is set.
func parse(_ text: String) throws -> Invocation? {
    guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { return nil }
    return try parse(line)
}

private func parse(_ line: Line) throws -> Invocation? {
    let parser = CommandTable.standard.parser
    let statement = try parser.statement(line)
    let command = try Expansion(variables: [:]).expand(statement.command, words: 0..<statement.ownWords)
    return try parser.parseCommand(command)
}

/// Parses a line and returns the request body that it makes.
func body(_ text: String) throws -> String? {
    try parse(text)?.requestBody().description
}

/// Parses arguments of the process and returns the request body that they make.
func body(arguments: [String]) throws -> String? {
    try parse(Line(arguments: arguments))?.requestBody().description
}

@Suite struct ParserTests {
    @Test(arguments: [
        (#"publish news {"text": "hi"}"#, #"{"channel":"news","data":{"text":"hi"}}"#),
        (
            #"publish news {"text": "hi"} tags.lang=en skip_history=true"#,
            #"{"channel":"news","data":{"text":"hi"},"tags":{"lang":"en"},"skip_history":true}"#
        ),
        (#"publish channel=news data={"text":"hi"}"#, #"{"channel":"news","data":{"text":"hi"}}"#),
        (#"publish {"channel":"news","data":{"text":"hi"}}"#, #"{"channel":"news","data":{"text":"hi"}}"#),
        ("publish tags.channel=x news 1", #"{"tags":{"channel":"x"},"channel":"news","data":1}"#),
        ("publish news hello", #"{"channel":"news","data":"hello"}"#),
        (#"broadcast ["a","b"] {"x":1}"#, #"{"channels":["a","b"],"data":{"x":1}}"#),
        ("broadcast channels=a channels=b data=1", #"{"channels":["a","b"],"data":1}"#),
        ("broadcast a 1", #"{"channels":["a"],"data":1}"#),
        (
            "history news limit=10 since.offset=5 since.epoch=xyz",
            #"{"channel":"news","limit":10,"since":{"offset":5,"epoch":"xyz"}}"#
        ),
        (#"history news since={"offset":5}"#, #"{"channel":"news","since":{"offset":5}}"#),
        ("subscribe 42 news client=c1", #"{"user":"42","channel":"news","client":"c1"}"#),
        ("subscribe channel=news 42", #"{"channel":"news","user":"42"}"#),
        ("publish $x:y#1,2 a=b", #"{"channel":"$x:y#1,2","data":"a=b"}"#),
        ("publish 'skip_history=true' 1", #"{"channel":"skip_history=true","data":1}"#),
        ("publish news '{\"a\":1}'", #"{"channel":"news","data":{"a":1}}"#),
        ("publish news \"a\\n\"", #"{"channel":"news","data":"a\n"}"#),
        ("publish news 'two words'", #"{"channel":"news","data":"two words"}"#),
        ("publish news null", #"{"channel":"news","data":null}"#),
        ("publish news -5", #"{"channel":"news","data":-5}"#),
        ("publish news 1e400", #"{"channel":"news","data":1e400}"#),
        ("publish news 1.0", #"{"channel":"news","data":1.0}"#),
        ("publish news 01", #"{"channel":"news","data":"01"}"#),
        ("publish news 18446744073709551616", #"{"channel":"news","data":18446744073709551616}"#),
        ("publish 42 x", #"{"channel":"42","data":"x"}"#),
        (
            "publish news x version=18446744073709551615",
            #"{"channel":"news","data":"x","version":18446744073709551615}"#
        ),
        ("publish news b64data=AAE=", #"{"channel":"news","b64data":"AAE="}"#),
        ("channels pattern=[ab]*", #"{"pattern":"[ab]*"}"#),
        ("channels '[ab]*'", #"{"pattern":"[ab]*"}"#),
        ("disconnect", "{}"), ("info", "{}"),
        ("disconnect 42 whitelist=a whitelist=b", #"{"user":"42","whitelist":["a","b"]}"#),
        (
            "disconnect 42 disconnect.code=4500 disconnect.reason='go away'",
            #"{"user":"42","disconnect":{"code":4500,"reason":"go away"}}"#
        ),
        (
            "subscribe 42 news override.presence.value=false",
            #"{"user":"42","channel":"news","override":{"presence":{"value":false}}}"#
        ),
        ("disconnect user=", #"{"user":""}"#),
        ("rpc m", #"{"method":"m"}"#),
        ("publish news it's", #"{"channel":"news","data":"it's"}"#),
        (#"history {"channel":"a","limit":null}"#, #"{"channel":"a","limit":null}"#),
        ("publish news ${x", #"{"channel":"news","data":"${x"}"#),
        ("publish news '${x}'", #"{"channel":"news","data":"${x}"}"#),
        (#"call publish {"chanel":1}"#, #"{"method":"publish","body":{"chanel":1}}"#),
    ])
    func `a line becomes the request body it stands for`(text: String, expected: String) throws {
        #expect(try body(text) == expected)
    }

    @Test(arguments: [
        (["publish", "news", #"{"a": 1}"#], #"{"channel":"news","data":{"a":1}}"#),
        (["publish", #"{"channel":"a","data":1}"#], #"{"channel":"a","data":1}"#),
        (["publish", "two words", "more words"], #"{"channel":"two words","data":"more words"}"#),
        (["publish", "a", "-5"], #"{"channel":"a","data":-5}"#),
        (["publish", "a", "x", "tags.l=a b"], #"{"channel":"a","data":"x","tags":{"l":"a b"}}"#),
        (["publish", "a", "'x'"], #"{"channel":"a","data":"'x'"}"#),
        (["publish", "a", "\"x\""], #"{"channel":"a","data":"x"}"#),
        (["channels", "[ab]*"], #"{"pattern":"[ab]*"}"#),
        (["publish", "a", "|"], #"{"channel":"a","data":"|"}"#),
        (["publish", "a", "${x}"], #"{"channel":"a","data":"${x}"}"#),
        (["publish", "a", "#x"], ##"{"channel":"a","data":"#x"}"##),
    ])
    func `arguments of the process follow the same rules without quoting`(arguments: [String], expected: String) throws
    {
        #expect(try body(arguments: arguments) == expected)
    }

    @Test(
        arguments: [
            ("publsh a 1", LanguageError.unknownCommand("publsh", span: 0..<6, suggestion: "publish")),
            ("zzz", .unknownCommand("zzz", span: 0..<3, suggestion: nil)),
            ("history news limt=5", .unknownField("limt", command: "history", span: 13..<17, suggestion: "limit")),
            (
                "publish a 1 skip_histroy=true",
                .unknownField("skip_histroy", command: "publish", span: 12..<24, suggestion: "skip_history")
            ),
            (
                "history a since.ofset=1",
                .unknownField("since.ofset", command: "history", span: 10..<21, suggestion: "since.offset")
            ),
            ("history a foo=1", .unknownField("foo", command: "history", span: 10..<13, suggestion: nil)),
            (
                #"publish {"chanel":"a","data":1}"#,
                .unknownField("chanel", command: "publish", span: 9..<17, suggestion: "channel")
            ),
            (
                #"history {"channel":"a","since":{"x":1}}"#,
                .unknownField("since.x", command: "since", span: 32..<35, suggestion: nil)
            ),
            ("publish a", .missing(field: "data", command: "publish", at: 9)),
            ("publish", .missing(field: "channel", command: "publish", at: 7)),
            (#"publish {"data":1}"#, .missing(field: "channel", command: "publish", at: 18)),
            (#"publish {"channel":null,"data":1}"#, .missing(field: "channel", command: "publish", at: 33)),
            ("publish a 1 2", .tooMany(command: "publish", takes: 2, span: 12..<13)),
            ("history a limit=1 limit=2", .givenTwice(field: "limit", span: 18..<25)),
            (#"publish {"channel":"a","channel":"b","data":1}"#, .givenTwice(field: "channel", span: 23..<32)),
            (
                "history a limit=ten",
                .wrongKind(field: "limit", expected: "a whole number", given: "\"ten\"", span: 16..<19)
            ),
            (
                "history a limit=1.0",
                .wrongKind(field: "limit", expected: "a whole number", given: "1.0", span: 16..<19)
            ),
            (
                "publish a 1 skip_history=yes",
                .wrongKind(field: "skip_history", expected: "true or false", given: "\"yes\"", span: 25..<28)
            ),
            (
                "publish a b64data=@@",
                .wrongKind(
                    field: "b64data", expected: "base64 in the standard alphabet, with padding", given: "\"@@\"",
                    span: 18..<20)
            ),
            (
                #"publish {"channel":5,"data":1}"#,
                .wrongKind(field: "channel", expected: "a text", given: "5", span: 19..<20)
            ),
            ("presence [1]", .wrongKind(field: "channel", expected: "a text", given: "[1]", span: 9..<12)),
            (
                "history a limit=3000000000",
                .outOfRange(field: "limit", minimum: -1, maximum: 2_147_483_647, given: "3000000000", span: 16..<26)
            ),
            (
                "history a limit=-2",
                .outOfRange(field: "limit", minimum: -1, maximum: 2_147_483_647, given: "-2", span: 16..<18)
            ),
            (
                "publish a 1 version=-1",
                .outOfRange(field: "version", minimum: 0, maximum: .max, given: "-1", span: 20..<22)
            ),
            (
                "publish a 1 version=18446744073709551616",
                .outOfRange(field: "version", minimum: 0, maximum: .max, given: "18446744073709551616", span: 20..<40)
            ),
            (
                "map_publish a k 1 key_mode=if_newer",
                .notAChoice(
                    field: "key_mode", choices: ["if_new", "if_exists"], given: "if_newer", span: 27..<35,
                    suggestion: "if_new")
            ),
            ("publish a ${x}", .unsetVariable("x", span: 10..<14)),
            (#"publish a {"n":$x}"#, .unsetVariable("x", span: 15..<17)),
            (#"publish a {"n":1, $x.y:2}"#, .unsetVariable("x", span: 18..<20)),
            (#"publish '{"channel":$x}'"#, .invalidJSON(.expectedValue, at: 20)),
            (#"publish a {"n":$}"#, .invalidJSON(.expectedValue, at: 15)),
            (#"publish a {"x":"${y}"}"#, .unsetVariable("y", span: 16..<20)),
            ("info |", .nothingBehind("|", span: 5..<6)),
            ("info >> > f", .nothingBehind(">>", span: 5..<7)),
            ("info > f g", .secondCommand(at: 9)),
            ("import f chan", .notAnAssignment("chan", isMapping: true, span: 9..<13)), ("x =", .noCommand(at: 2)),
            ("| cat", .noCommand(at: 2)),
            ("info > f | cat", .secondCommand(at: 9)), ("info > f > g", .secondCommand(at: 9)),
            ("info | .a..b", .notAPath(".a..b", span: 7..<12)),
            ("set 5", .notAnAssignment("5", isMapping: false, span: 4..<5)),
            ("set _=5", .notAnAssignment("_=5", isMapping: false, span: 4..<7)),
            ("hist", .unknownCommand("hist", span: 0..<4, suggestion: "history")),
            ("add command=publish", .unknownCommand("command=publish", span: 4..<19, suggestion: nil)),
            ("add send", .notAMethod("send", span: 4..<8)),
            ("add batch []", .notAMethod("batch", span: 4..<9)),
            ("add", .missing(field: "command", command: "add", at: 3)),
            (
                "drop x",
                .wrongKind(
                    field: "items", expected: "a number such as 2, or a range such as 5-7", given: "\"x\"", span: 5..<6)
            ),
        ] as [(String, LanguageError)])
    func `what is wrong is said with its place and what was probably meant`(text: String, error: LanguageError) {
        #expect(throws: error) { try body(text) }
    }

    @Test(arguments: [
        (#"publish a {"x":}"#, 15), ("publish a {x:1}", 11), ("publish a [1,]", 13), ("presence [ab]", 10),
        ("publish a \"\\q\"", 12),
    ])
    func `broken JSON is an error at the wrong byte`(text: String, offset: Int) {
        let error = #expect(throws: LanguageError.self) { try body(text) }
        #expect(error?.span.lowerBound == offset, "\(String(describing: error))")
    }

    @Test func `a command of the batch is understood like one typed alone`() throws {
        let added = try #require(try parse("add history hist:a limit=5")?.nested)
        #expect(added.signature.name == "history")
        #expect(try added.requestBody().description == #"{"channel":"hist:a","limit":5}"#)
        let outer = try #require(try parse("add publish hist:a command=x")?.nested)
        #expect(try outer.requestBody().description == #"{"channel":"hist:a","data":"command=x"}"#)
        let edited = try #require(try parse("edit 2 publish a 1"))
        #expect(edited.integer("item") == 2)
        #expect(edited.nested?.signature.name == "publish")
    }

    @Test func `several numbers can be dropped at once`() throws {
        let drop = try #require(try parse("drop 2 5-7"))
        #expect(drop.ranges("items").map(\.numbers) == [2...2, 5...7])
    }

    @Test(arguments: ["drop 0", "drop 7-5", "drop 0-2", "drop 2-", "drop -2", "drop 1-2-3", "drop x", "drop 1.5"])
    func `what is no number of a command is refused`(text: String) {
        guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { return }
        #expect(throws: LanguageError.self) { try CommandTable.standard.parser.parse(line) }
    }

    @Test func `text that is no UTF-8 is refused at its first wrong byte`() {
        let line = Array("publish a b".utf8) + [0xFF, 0x63]
        guard case .line(let words, _) = Tokenizer.line(in: line) else {
            Issue.record("no line")
            return
        }
        #expect(throws: LanguageError.notUTF8(at: 11)) { try CommandTable.standard.parser.parse(words) }
    }

    @Test(arguments: [
        ("history hist:a limit=5", true), ("history hist:a\npublish hist:a {\n  \"n\": 1\n}", true),
        ("# a comment", true), ("publish a @no-such-file", true), ("histroy hist:a", false), ("history", false),
        ("history a limit=ten", false), ("publish a {\"n\":", false), ("publish a 'x'y", false),
        ("info\nnope", false),
    ])
    func `an entry is understood if all its lines are`(entry: String, isUnderstood: Bool) {
        #expect(CommandTable.standard.parser.understands(entry) == isUnderstood)
    }
}
