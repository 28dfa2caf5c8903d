import LosslessJSON
import Testing

@testable import Console

/// Gives its bytes in pieces of one size.
private struct PieceSource: InputSource {
    private let source: TextSource
    private let size: Int

    init(_ text: String, size: Int) {
        source = TextSource(Array(text.utf8))
        self.size = size
    }

    func read(upTo count: Int) async -> [UInt8] { await source.read(upTo: min(count, size)) }
}

@Suite struct ImportTests {
    /// All records of a text as JSON, or `!` for one that is none.
    private func records(_ text: String, size: Int) async -> [String] {
        var reader = RecordReader(PieceSource(text, size: size))
        await reader.begin()
        var found: [String] = []
        while let record = await reader.next() {
            found.append("\(record.number) " + ((try? record.json(reader.form))?.text ?? "!"))
        }
        return found
    }

    @Test(arguments: 1...12)
    func `records are the same however the file arrives`(size: Int) async {
        let lines = "\u{FEFF}{\"a\":1}\r\n\n {\"b\":[\"x\\ny\"]} \n{bad\n{\"c\":3}"
        #expect(await records(lines, size: size) == [#"1 {"a":1}"#, #"2 {"b":["x\ny"]}"#, "3 !", #"4 {"c":3}"#])
        let csv = "id;name;x\r\n1;\"a;\"\"b\"\"\nc\";\n\n2;ü;3\n3\n4;\"x\"y;\n5;\"open;\n6;a;b"
        #expect(
            await records(csv, size: size) == [
                #"1 {"id":"1","name":"a;\"b\"\nc","x":""}"#, #"2 {"id":"2","name":"ü","x":"3"}"#, "3 !", "4 !", "5 !",
                #"6 {"id":"6","name":"a","x":"b"}"#,
            ])
        #expect(await records("", size: size).isEmpty)
    }

    @Test func `a reader goes on where another ended`() async throws {
        let text = "id,n\n" + (1...50).map { "\($0),\"x\ny\"\n" }.joined()
        var first = RecordReader(PieceSource(text, size: 7))
        await first.begin()
        var end = 0
        for _ in 1...20 { end = try #require(await first.next()).end }
        var second = RecordReader(PieceSource(text, size: 7))
        await second.begin()
        await second.skip(to: end, behind: 20)
        let next = try #require(await second.next())
        #expect(next.number == 21)
        #expect(try next.json(second.form).text == #"{"id":"21","n":"x\ny"}"#)
    }

    private func body(_ words: String, _ record: String, isText: Bool = false, key: String? = nil) throws -> String {
        let invocation = try #require(try parse("import f " + words))
        let mapping = try ImportMapping(
            invocation.text("method") ?? "publish", invocation.arguments.filter { $0.path.first == "fields" },
            in: invocation.line, methodAt: invocation.span("method"))
        do {
            return try mapping.body(of: try JSONValue.parse(record), isText: isText, key: key).description
        } catch let refusal as ImportMapping.Refusal {
            return "! " + refusal.reason
        }
    }

    @Test(arguments: [
        ("channel=.ch data=.p", #"{"ch":"a","p":{"n":1.0}}"#, #"{"channel":"a","data":{"n":1.0}}"#),
        ("", #"{"channel":"a","data":1,"x":2}"#, #"{"channel":"a","data":1}"#),
        (
            "channel=hist:x data=. tags.lang=.l", #"{"l":"en"}"#,
            #"{"channel":"hist:x","data":{"l":"en"},"tags":{"lang":"en"}}"#
        ),
        ("channel=a data=.x[].y", #"{"x":[{"y":1},{"y":2}]}"#, #"{"channel":"a","data":[1,2]}"#),
        ("channel=.ch data=.p", #"{"ch":5,"p":1}"#, "! channel must be a text, not 5"),
        ("channel=.ch data=.p", #"{"p":1}"#, "! there is no .ch"),
        ("channel=a data=1 skip_history=.s", "{}", #"{"channel":"a","data":1}"#),
        ("method=disconnect user=.u", #"{"u":"42"}"#, #"{"user":"42"}"#),
    ])
    func `a record becomes the body that the mapping says`(words: String, record: String, expected: String) throws {
        let made = try body(words, record)
        // The order of the fields is that of the mapping, and those that nobody named come last.
        #expect(made == expected)
    }

    @Test func `texts of CSV are read like words, and keys are added`() throws {
        #expect(
            try body("channel=.c data=.d", #"{"c":"5","d":"{\"n\":1}"}"#, isText: true, key: "k")
                == #"{"channel":"5","data":{"n":1},"idempotency_key":"k"}"#)
        #expect(try body("channel=a data=.d", #"{"d":"x y"}"#, isText: true) == #"{"channel":"a","data":"x y"}"#)
    }

    @Test(arguments: ["publsh", "send", "batch"])
    func `a method that cannot be called so is refused before anything is read`(method: String) {
        #expect(throws: LanguageError.self) { try body("method=\(method)", "{}") }
    }

    @Test func `the name of a file tells how it is written where it can`() async {
        var reader = RecordReader(PieceSource("garbage\n{\"a\":1}\n", size: 100), named: "x.ndjson")
        await reader.begin()
        #expect(reader.form == .lines)
        var table = RecordReader(PieceSource("{x},b\n1,2\n", size: 100), named: "x.csv")
        await table.begin()
        #expect(table.form == .csv(columns: ["{x}", "b"], separator: UInt8(ascii: ",")))
    }

    @Test func `a field that the method does not have is refused before anything is read`() throws {
        #expect(throws: LanguageError.unknownField("chanel", command: "publish", span: 9..<18, suggestion: "channel")) {
            try body("chanel=.c", "{}")
        }
    }
}
