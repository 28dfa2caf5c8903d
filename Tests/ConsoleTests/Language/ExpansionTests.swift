import LosslessJSON
import Testing

@testable import Console

@Suite struct ExpansionTests {
    /// Returns the request body of a line with variables, and 7 for every template.
    private func body(_ text: String) throws -> String? {
        guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { return nil }
        let parser = CommandTable.standard.parser
        let statement = try parser.statement(line)
        let variables = try [
            "ch": #""news""#, "n": "1.0", "o": #"{"a":[1,{"b":"x\"y"}]}"#, "t": #""5""#, "at": #""@file""#,
            "q": #""it's \"q\" {""#, "l": "[1,2]", "e": #""""#,
        ].mapValues { try JSONText($0) }
        let expansion = Expansion(variables: variables) { $0 == "count" ? JSONText(integer: 7) : nil }
        return try parser.parseCommand(expansion.expand(statement.command, words: 0..<statement.ownWords))?
            .requestBody()
            .description
    }

    @Test(
        arguments: [
            ("publish $ch $n", #"{"channel":"news","data":1.0}"#),
            ("publish channel=$ch data=$o", #"{"channel":"news","data":{"a":[1,{"b":"x\"y"}]}}"#),
            // A text stays one, also where it looks like a number.
            ("publish $ch $t", #"{"channel":"news","data":"5"}"#),
            ("publish room:$ch:${n}x $q", #"{"channel":"room:news:1.0x","data":"it's \"q\" {"}"#),
            (
                #"publish a {"n":$n,"o":$o,"t":"$ch-$n $q","u":$ch}"#,
                #"{"channel":"a","data":{"n":1.0,"o":{"a":[1,{"b":"x\"y"}]},"t":"news-1.0 it's \"q\" {","u":"news"}}"#
            ),
            (#"publish a "$ch: $o""#, #"{"channel":"a","data":"news: {\"a\":[1,{\"b\":\"x\\\"y\"}]}"}"#),
            ("publish a $o.a[1].b", #"{"channel":"a","data":"x\"y"}"#),
            ("publish a ${o.a[0]}", #"{"channel":"a","data":1}"#),
            ("publish a $o.a[]", #"{"channel":"a","data":[1,{"b":"x\"y"}]}"#),
            // A text has no parts.
            ("publish $ch.x 1", #"{"channel":"news.x","data":1}"#),
            // What is put in opens no quote and reads no file.
            ("publish a $at", #"{"channel":"a","data":"@file"}"#),
            ("publish a $at$n", #"{"channel":"a","data":"@file1.0"}"#),
            ("publish a $e", #"{"channel":"a","data":""}"#), ("publish a $e$e", #"{"channel":"a","data":""}"#),
            // Unset, or in single quotes, it is what was typed.
            ("publish $x:y $secret", #"{"channel":"$x:y","data":"$secret"}"#),
            ("publish a '$n ${x}'", #"{"channel":"a","data":"$n ${x}"}"#),
            ("publish a $5", #"{"channel":"a","data":"$5"}"#),
            ("broadcast $l $n", nil), ("broadcast [$ch,\"b\"] $n", #"{"channels":["news","b"],"data":1.0}"#),
            (#"publish {"channel":"$ch","data":$n}"#, #"{"channel":"news","data":1.0}"#),
            ("publish a {{count}}", #"{"channel":"a","data":7}"#), ("publish r:{{ count }}:x {{count}}", nil),
            (
                "publish r:{{count}}:x {\"n\":{{count}},\"t\":\"{{count}}.\"}",
                #"{"channel":"r:7:x","data":{"n":7,"t":"7."}}"#
            ),
            ("history $ch limit=$n", nil),
        ] as [(String, String?)])
    func `variables and templates stand for their values`(text: String, expected: String?) throws {
        guard let expected else {
            #expect(throws: LanguageError.self) { try body(text) }
            return
        }
        #expect(try body(text) == expected)
    }

    @Test(arguments: [
        ("publish a ${x}", LanguageError.unsetVariable("x", span: 10..<14)),
        ("publish a $_.result", .unsetVariable("_", span: 10..<19)),
        ("publish a $o.b", .noSuchPart("o", path: ".b", span: 10..<14)),
        ("publish a {{cuont}}", .unknownTemplate("cuont", span: 10..<19)),
    ])
    func `what stands for nothing is an error in its place`(text: String, error: LanguageError) {
        #expect(throws: error) { try body(text) }
    }

    @Test func `templates give what they are named for`() throws {
        let values = TemplateValues(count: 3)
        #expect(values.value(of: "count")?.description == "3")
        let uuid = try #require(values.value(of: "uuid")?.value.string)
        #expect(uuid.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(uuid.dropFirst(14).first == "4" && "89ab".contains(uuid.dropFirst(19).first ?? "x"))
        for _ in 0..<100 {
            let number = try #require(values.value(of: "random -2 3")?.value.int64)
            #expect((-2...3).contains(number))
        }
        #expect(try #require(values.value(of: "now")?.value.int64) > 1_700_000_000_000)
        for name in ["random", "random 3 1", "random a b", "uuid 1"] { #expect(values.value(of: name) == nil) }
    }
}
