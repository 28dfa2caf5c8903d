import LosslessJSON
import Testing

@Suite(.serialized) struct JSONFormatterTests {
    @Test(arguments: [
        (" [ 1.0 , 1e400 ,\t18446744073709551615, -0 ] ", "[1.0,1e400,18446744073709551615,-0]"),
        ("{ \"b\" : 1 , \"a\" : \" x  y \" , \"b\" : 2 }", "{\"b\":1,\"a\":\" x  y \",\"b\":2}"),
        (#"["\u00e9\/", "é"]"#, #"["\u00e9\/","é"]"#),
        ("  \"a\"\n", "\"a\""),
        ("\n{ }", "{}"),
    ])
    func `compact drops white space between tokens and nothing else`(text: String, expected: String) {
        let result = Formatting(text, .compact)
        #expect(result.text == expected)
        #expect(result.failure == nil)
    }

    @Test func `pretty puts one element or member on a line`() {
        let text = #"{"a":[1,{"b":[]}, {} ],"c":{"d":"x:y,z"},"e":[[[]]]}"#
        let expected = """
            {
              "a": [
                1,
                {
                  "b": []
                },
                {}
              ],
              "c": {
                "d": "x:y,z"
              },
              "e": [
                [
                  []
                ]
              ]
            }
            """
        #expect(Formatting(text, .pretty(indent: 2)).text == expected)
    }

    @Test(arguments: [(0, "[\n1\n]"), (4, "[\n    1\n]"), (-1, "[\n1\n]")])
    func `the indent is the number of spaces a level`(indent: Int, expected: String) {
        #expect(Formatting("[1]", .pretty(indent: indent)).text == expected)
    }

    @Test(arguments: ["1", "\"a\"", "[]", "{ }", "null"])
    func `a lone scalar or empty container is one line`(text: String) {
        #expect(Formatting(text, .pretty(indent: 2)).text == Formatting(text, .compact).text)
        #expect(!Formatting(text, .pretty(indent: 2)).text.contains("\n"))
    }

    @Test(arguments: [
        ("\u{7F}", #"\u007f"#),
        ("\u{80}\u{9B}\u{9F}\u{A0}", "\\u0080\\u009b\\u009f\u{A0}"),
        ("\u{AD}\u{AE}", "\\u00ad\u{AE}"),
        (
            "\u{200B}\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}\u{61C}",
            #"\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u061c"#
        ),
        ("\u{2028}\u{2029}\u{FEFF}\u{2060}", #"\u2028\u2029\ufeff\u2060"#),
        ("\u{E0001}\u{E0041}\u{E007F}\u{E0080}", "\\udb40\\udc01\\udb40\\udc41\\udb40\\udc7f\u{E0080}"),
        ("\u{1D173}", #"\ud834\udd73"#),
        ("<é漢😀>&", "<é漢😀>&"),
        (#"\u202e\n\\"#, #"\u202e\n\\"#),
    ])
    func `terminal escaping replaces what could move, reorder or hide text`(content: String, expected: String) {
        expectEscaping(.terminal, content, expected)
    }

    @Test func `terminal escaping knows every control, format and separator character`() {
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isUnfit =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: true
                default: (0xE0000...0xE007F).contains(value)
                }
            guard isUnfit || value & 0x3F == 0 else { continue }
            let result = Formatting("\"\(scalar)\"", .compact, .terminal).text
            #expect(result.hasPrefix(#""\u"#) == isUnfit, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [
        ("<>&", #"\u003c\u003e\u0026"#),
        ("a long text <b>with</b> tags & more", #"a long text \u003cb\u003ewith\u003c/b\u003e tags \u0026 more"#),
        ("\u{2027}\u{2028}\u{2029}\u{202A}", "\u{2027}\\u2028\\u2029\u{202A}"),
        ("\u{7F}='=:$", "\u{7F}='=:$"),
        (#"\u003c\/"#, #"\u003c\/"#),
    ])
    func `html escaping replaces what Go's encoder replaces`(content: String, expected: String) {
        expectEscaping(.html, content, expected)
    }

    @Test(arguments: 0..<20)
    func `escaping finds its characters at any place in a long string`(place: Int) {
        let before = String(repeating: "x", count: place)
        let after = String(repeating: "y", count: 20 - place)
        expectEscaping(.html, before + "<" + after + ">", before + #"\u003c"# + after + #"\u003e"#)
        expectEscaping(.terminal, before + "\u{7F}" + after, before + #"\u007f"# + after)
    }

    @Test(
        arguments: [
            ([0xFF], 1), ([0xE2, 0x82], 2), ([0xF0, 0x9F, 0x92], 3), ([0xED, 0xA0, 0x80], 3), ([0xC0, 0xAF], 2),
        ] as [([UInt8], Int)])
    func `each accepted byte that is no UTF-8 becomes one replacement character`(bytes: [UInt8], count: Int) {
        let text = Array(#"["a"#.utf8) + bytes + Array(#"é"]"#.utf8)
        let expected = #"["a"# + String(repeating: "\u{FFFD}", count: count) + #"é"]"#
        let formatter = JSONFormatter(style: .compact, escaping: .html, options: .init(acceptsInvalidUTF8: true))
        for chunkSize in 1...text.count {
            #expect(Formatting(text, chunkSize: chunkSize, with: formatter).text == expected)
        }
    }

    @Test(
        arguments: [
            ("[1,x]", "[1,", 3, .expectedValue),
            ("[ \"ab\u{1}\"]", "[\"ab", 5, .controlCharacter(1)),
            ("{\"a\" : tru}", "{\"a\":tru", 10, .invalidLiteral),
            ("[1] [", "[1]", 4, .trailingContent),
        ] as [(String, String, Int, JSONError.Reason)])
    func `what was valid before an error has been written`(
        text: String, written: String, offset: Int, reason: JSONError.Reason
    ) {
        for chunkSize in [1, 2, 3, text.utf8.count] {
            let result = Formatting(
                Array(text.utf8), chunkSize: chunkSize, with: JSONFormatter(style: .compact))
            #expect(result.text == written)
            #expect(result.failure == JSONError(offset: offset, reason: reason))
        }
    }

    @Test func `an error is thrown again by later calls, which write nothing`() {
        var formatter = JSONFormatter(style: .compact)
        var output: [UInt8] = []
        let error = JSONError(offset: 1, reason: .expectedValue)
        #expect(throws: error) { try formatter.format(Array("[x".utf8), into: &output) }
        #expect(throws: error) { try formatter.format(Array("1]".utf8), into: &output) }
        #expect(throws: error) { try formatter.finish(into: &output) }
        #expect(output == Array("[".utf8))
    }

    @Test func `output is appended`() throws {
        var formatter = JSONFormatter(style: .compact)
        var output = Array("> ".utf8)
        try formatter.format(Array("[1 ".utf8), into: &output)
        #expect(output == Array("> [1".utf8))
        try formatter.format(Array(",2]".utf8).span, into: &output)
        try formatter.finish(into: &output)
        #expect(output == Array("> [1,2]".utf8))
    }

    @Test(arguments: [
        ("", ""), (" \n", ""), ("1", "1\n"), ("1 2\n3", "1\n2\n3\n"), ("{}[ ]\"a\"true", "{}\n[]\n\"a\"\ntrue\n"),
        ("{\"a\": 1}\r\n{\"a\": 2}\r\n", "{\"a\":1}\n{\"a\":2}\n"),
    ])
    func `a series of values becomes one line each`(text: String, expected: String) {
        let bytes = Array(text.utf8)
        for chunkSize in 1...max(1, bytes.count) {
            let result = Formatting(bytes, chunkSize: chunkSize, with: JSONFormatter(valuesIn: .compact))
            #expect(result.text == expected)
            #expect(result.failure == nil)
        }
    }

    @Test func `a series must not end inside a value`() {
        let result = Formatting(Array("1 [2".utf8), chunkSize: 9, with: JSONFormatter(valuesIn: .compact))
        #expect(result.text == "1\n[2")
        #expect(result.failure == JSONError(offset: 4, reason: .unexpectedEnd))
    }

    private func expectEscaping(_ escaping: JSONFormatter.Escaping, _ content: String, _ expected: String) {
        let bytes = Array("{\"\(content)\":\"\(content)\"}".utf8)
        let formatter = JSONFormatter(style: .compact, escaping: escaping)
        for chunkSize in [1, 2, 3, 5, bytes.count] {
            let result = Formatting(bytes, chunkSize: chunkSize, with: formatter)
            #expect(result.text == "{\"\(expected)\":\"\(expected)\"}", "in chunks of \(chunkSize)")
        }
    }
}
