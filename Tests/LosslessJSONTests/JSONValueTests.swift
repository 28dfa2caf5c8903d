import LosslessJSON
import Testing

@Suite(.serialized) struct JSONValueTests {
    @Test func `each kind is told and has its accessors alone`() throws {
        let array = try JSONValue.parse(#" [null, true, false, 1.50, "a", [], {}] "#)
        #expect(array.elements.map(\.kind) == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(array.elements.map(\.isNull) == [true, false, false, false, false, false, false])
        #expect(array.elements.map(\.bool) == [nil, true, false, nil, nil, nil, nil])
        #expect(array.elements.map(\.numberText) == [nil, nil, nil, "1.50", nil, nil, nil])
        #expect(array.elements.map(\.string) == [nil, nil, nil, nil, "a", nil, nil])
        #expect(array.elements.map(\.count) == [0, 0, 0, 0, 0, 0, 0])
        #expect(array.kind == .array)
        #expect(array.count == 7)
    }

    @Test(
        arguments: [
            ("0", 0, 0), ("-0", 0, 0), ("42", 42, 42), ("-1", -1, nil),
            ("9223372036854775807", .max, 9_223_372_036_854_775_807),
            ("9223372036854775808", nil, 9_223_372_036_854_775_808),
            ("-9223372036854775808", .min, nil), ("-9223372036854775809", nil, nil),
            ("18446744073709551615", nil, .max), ("18446744073709551616", nil, nil),
            ("99999999999999999999999", nil, nil), ("1.0", nil, nil), ("1e2", nil, nil), ("\"1\"", nil, nil),
        ] as [(String, Int64?, UInt64?)])
    func `integers are those written as such and in range`(text: String, signed: Int64?, unsigned: UInt64?) throws {
        let value = try JSONValue.parse(text)
        #expect(value.int64 == signed)
        #expect(value.uint64 == unsigned)
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain é 漢 😀""#, "plain é 漢 😀"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u00E9\u0000""#, "éé\u{0}"),
        (#""\uD83D\uDE00!""#, "😀!"),
        (#""\ud800""#, "\u{FFFD}"), (#""\udc00a""#, "\u{FFFD}a"),
        (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ud800A""#, "\u{FFFD}A"),
        (#""\ud800\n""#, "\u{FFFD}\n"),
        (#""x\ny\\nz""#, "x\ny\\nz"),
    ])
    func `strings are decoded`(text: String, expected: String) throws {
        let decoded = try #require(try JSONValue.parse(text).string)
        #expect(Array(decoded.utf8) == Array(expected.utf8))
    }

    @Test func `each byte that is no UTF-8 decodes to one replacement character`() throws {
        let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0xE2, 0x82, 0xC3, 0xA9, 0x5C, 0x6E, 0x80, 0x22]
        let value = try JSONValue.parse(bytes, options: .init(acceptsInvalidUTF8: true))
        #expect(value.string == "a\u{FFFD}\u{FFFD}\u{FFFD}é\n\u{FFFD}")
        #expect(Array(value.bytes) == bytes)
        #expect(throws: JSONError(offset: 2, reason: .invalidUTF8)) { try JSONValue.parse(bytes) }
    }

    @Test func `spans and text are those of the source`() throws {
        let text = #"  {"a" : [ 1.0 , {"b" : "\u0041"} ] , "é": -0 }  "#
        let value = try JSONValue.parse(text)
        #expect(value.span == 2..<(text.utf8.count - 2))
        #expect(value["a"]?.text == #"[ 1.0 , {"b" : "\u0041"} ]"#)
        #expect(value["a"]?[0]?.description == "1.0")
        #expect(value["a"]?[1]?["b"]?.text == #""\u0041""#)
        #expect(value["é"]?.jsonText.bytes == Array("-0".utf8))
        let member = try #require(value.members.first { $0.name == "é" })
        #expect(Array(text.utf8)[member.nameSpan] == Array("\"é\"".utf8)[...])
        #expect(member.value.bytes.startIndex == member.value.span.lowerBound)
    }

    @Test func `members keep their order and their duplicates`() throws {
        let value = try JSONValue.parse(#"{"b":1,"a":[2,3],"b":{"c":4},"":5}"#)
        #expect(value.members.map(\.name) == ["b", "a", "b", ""])
        #expect(value.members.map(\.value.text) == ["1", "[2,3]", #"{"c":4}"#, "5"])
        #expect(value.count == 4)
        #expect(value["b"]?.text == #"{"c":4}"#)
        #expect(value[""]?.int64 == 5)
        #expect(value["c"] == nil)
    }

    @Test(arguments: [
        (#"{"a\nb":1}"#, "a\nb"), (#"{"\u0061":1}"#, "a"), (#"{"\\n":1}"#, #"\n"#), (#"{"é":1}"#, "é"),
        (#"{"\uD83D\uDE00":1}"#, "😀"),
    ])
    func `keys match by their decoded characters`(text: String, key: String) throws {
        #expect(try JSONValue.parse(text)[key]?.int64 == 1)
        #expect(try JSONValue.parse(text)[key + "x"] == nil)
    }

    @Test func `a key's escape is not taken for its spelling`() throws {
        let value = try JSONValue.parse(#"{"\n":1}"#)
        #expect(value[#"\n"#] == nil)
        #expect(value["\n"]?.int64 == 1)
    }

    @Test func `canonically equivalent keys differ, as their code points do`() throws {
        #expect(try JSONValue.parse("{\"e\u{301}\":1}")["\u{E9}"] == nil)
    }

    @Test func `elements are found by index, others not`() throws {
        let value = try JSONValue.parse(#"[[1,2],{"a":3},4]"#)
        #expect((0..<3).map { value[$0]?.text } == ["[1,2]", #"{"a":3}"#, "4"])
        #expect(value[3] == nil)
        #expect(value[-1] == nil)
    }

    @Test(arguments: ["1", "null", "\"ab\"", #"{"a":1}"#])
    func `what is no array has no elements`(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(value[0] == nil)
        #expect(Array(value.elements).isEmpty)
    }

    @Test(arguments: ["1", "null", "\"a\"", #"["a",1]"#])
    func `what is no object has no members`(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(value["a"] == nil)
        #expect(Array(value.members).isEmpty)
    }

    @Test(arguments: [
        ("[1] rest", 0, "[1]", 3), ("12abc", 0, "12", 2), ("1.5", 0, "1.5", 3), ("x= {\"a\":1}y", 2, "{\"a\":1}", 10),
        ("truefalse", 0, "true", 4), ("truefalse", 4, "false", 9), ("\"a\"\"b\"", 3, "\"b\"", 6), ("1\n2\n", 1, "2", 3),
        ("nullx", 0, "null", 4),
    ])
    func `a prefix ends with its value`(text: String, start: Int, value: String, end: Int) throws {
        let result = try JSONValue.parsePrefix(Array(text.utf8), from: start)
        #expect(result.value.text == value)
        #expect(result.end == end)
        #expect(result.value.span.upperBound == end)
    }

    @Test(
        arguments: [
            ("ab [1,}", 2, 6, .expectedValue), ("ab", 2, 2, .unexpectedEnd), ("[1", 0, 2, .unexpectedEnd),
            ("a 01", 1, 3, .invalidNumber), ("a\u{FEFF}1", 1, 1, .byteOrderMark), ("1-", 1, 2, .unexpectedEnd),
        ] as [(String, Int, Int, JSONError.Reason)])
    func `a prefix's error counts from the start of the bytes`(
        text: String, start: Int, offset: Int, reason: JSONError.Reason
    ) {
        #expect(throws: JSONError(offset: offset, reason: reason)) {
            _ = try JSONValue.parsePrefix(Array(text.utf8), from: start)
        }
    }

    @Test(arguments: [
        "1", "[]", #"{"a":[1,2.50]}"#, #"{ "a" : [ 1 ] }"#, #"["a b"]"#, #"["ü"]"#, "[1,\n2]", #"["\u2028<"]"#,
        #"[1,2,3,4,5,6,7,8,9,10 ]"#,
    ])
    func `a value is appended compactly, whatever it looks like`(text: String) throws {
        for escaping in [JSONFormatter.Escaping.asIs, .terminal, .html] {
            var output = Array("x".utf8)
            try JSONValue.parse(text).appendCompact(to: &output, escaping: escaping)
            let formatted = try JSONFormatter.format(Array(text.utf8), style: .compact, escaping: escaping)
            #expect(output == Array("x".utf8) + formatted)
        }
    }

    @Test(arguments: [#"{"a":1}"#, #"{"ab":1}"#, #"{"\u0061":1}"#, #"{"ü":1}"#, #"{"u\u0308":1}"#, #"{"":1}"#])
    func `a member is named as its name says`(text: String) throws {
        let object = try JSONValue.parse(text)
        let member = try #require(Array(object.members).first)
        for name in ["", "a", "ab", "abc", "b", "ü", "u\u{308}", #"\u0061"#] {
            #expect(member.isNamed(name) == (Array(member.name.utf8) == Array(name.utf8)))
        }
    }
}
