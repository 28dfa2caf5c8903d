import LosslessJSON
import Testing

@Suite(.serialized) struct JSONWriterTests {
    @Test func `commas stand between members and elements only`() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.integer(-1)
        writer.bool(true)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.string("x")
        writer.endArray()
        writer.key("b")
        writer.raw(try JSONText("[ 1.0 ]"))
        writer.key("c")
        writer.raw(try JSONValue.parse("[1e5]"))
        writer.endObject()
        #expect(writer.text.description == #"{"a":[-1,true,null,{},[],"x"],"b":[ 1.0 ],"c":[1e5]}"#)
    }

    @Test func `members are written with their key`() throws {
        var writer = JSONWriter()
        try writer.object { writer in
            writer.member("s", string: "x")
            writer.member("i", integer: UInt64.max)
            writer.member("t", bool: false)
            writer.member("r", raw: try JSONText("[ 1 ]"))
            writer.member("c", compacted: try JSONText("[ 1 ]"))
            writer.member("o", object: { $0.member("k", integer: 1) })
            writer.member("l", array: { $0.integer(1) })
        }
        #expect(
            writer.text.description
                == #"{"s":"x","i":18446744073709551615,"t":false,"r":[ 1 ],"c":[1],"o":{"k":1},"l":[1]}"#)
    }

    @Test(arguments: [
        ("\"\\/\u{8}\u{C}\n\r\t", #""\"\\/\b\f\n\r\t""#), ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
        ("é漢😀\u{2028}<&>", "\"é漢😀\u{2028}<&>\""), ("", "\"\""),
    ])
    func `strings are escaped where JSON demands it`(string: String, expected: String) throws {
        var writer = JSONWriter()
        writer.string(string)
        #expect(writer.text.description == expected)
        #expect(try JSONValue.parse(writer.bytes).string == string)
    }

    @Test(arguments: [JSONFormatter.Escaping.asIs, .terminal, .html])
    func `escaping writes what the formatter makes of the same string`(escaping: JSONFormatter.Escaping) throws {
        let string = "a<b>&c\u{7F}\u{85}é\u{2028}\u{202E}\u{E0041}😀 and a longer tail <>"
        var writer = JSONWriter(escaping: escaping)
        writer.string(string)
        let plain = JSONText(string: string).bytes
        #expect(writer.bytes == (try JSONFormatter.format(plain, style: .compact, escaping: escaping)))
        #expect(try JSONValue.parse(writer.bytes).string == string)
    }

    @Test func `keys are escaped like strings`() {
        var writer = JSONWriter(escaping: .html)
        writer.object { $0.member("<\n", integer: 1) }
        #expect(writer.text.description == #"{"\u003c\n":1}"#)
    }

    @Test func `compacted applies the escaping, raw does not`() throws {
        let text = try JSONText(
            bytes: Array("[ \"<".utf8) + [0xFF, 0x22, 0x5D], options: .init(acceptsInvalidUTF8: true))
        var writer = JSONWriter(escaping: .html)
        writer.beginArray()
        writer.compacted(text)
        writer.raw(text)
        writer.endArray()
        let expected = Array("[[\"\\u003c\u{FFFD}\"],[ \"<".utf8) + [0xFF, 0x22, 0x5D, 0x5D]
        #expect(writer.bytes == expected)
    }

    @Test func `a key that was encoded before is written as it would be now`() {
        let names = ["a", "", "\"", "ü", "a\n<b>"]
        for escaping in [JSONFormatter.Escaping.asIs, .html] {
            var now = JSONWriter(escaping: escaping)
            var before = JSONWriter(escaping: escaping)
            for name in names {
                now.key(name)
                before.key(JSONKey(name, escaping: escaping))
                now.null()
                before.null()
            }
            #expect(now.bytes == before.bytes)
        }
    }

    @Test(arguments: ["", "plain", "eight by", "a \"quoted\" \\ text", "line\nfeed", "äöü 👍", "\u{7F}", "<&>"])
    func `a text given in UTF-8 is written like a string`(text: String) {
        for escaping in [JSONFormatter.Escaping.asIs, .terminal, .html] {
            var strings = JSONWriter(escaping: escaping)
            var bytes = JSONWriter(escaping: escaping)
            strings.string(text)
            let isText = bytes.string(utf8: Array(text.utf8)[...])
            #expect(isText)
            #expect(bytes.bytes == strings.bytes)
        }
        #expect(JSONText(utf8: Array(text.utf8)[...]) == JSONText(string: text))
    }

    @Test func `bytes that are no UTF-8 are not written as a text`() {
        var writer = JSONWriter()
        let isText = writer.string(utf8: [0x61, 0xFF])
        #expect(!isText)
        #expect(writer.bytes.isEmpty)
        #expect(JSONText(utf8: [0x61, 0xFF]) == nil)
    }

    @Test(arguments: [
        (#"x {"a" : [ 1.0 , "b c" ] } rest"#, 2, #"{"a":[1.0,"b c"]}"#, 26), ("[1] [2]", 0, "[1]", 3),
        ("[1] [2]", 3, "[2]", 7), (#"["ü",1]x"#, 0, #"["ü",1]"#, 8), ("12 ", 0, "12", 2),
    ])
    func `a value is compacted where it stands`(text: String, start: Int, compact: String, end: Int) throws {
        var writer = JSONWriter()
        writer.beginArray()
        let found = try writer.compacted(prefixOf: Array(text.utf8), from: start)
        writer.bool(true)
        writer.endArray()
        #expect(found == end)
        #expect(writer.text.description == "[\(compact),true]")
    }

    @Test(arguments: ["", " ", "[1", "{1}", #""a"#, "x"])
    func `what is no value is not compacted`(text: String) {
        #expect(throws: JSONError.self) {
            var writer = JSONWriter()
            _ = try writer.compacted(prefixOf: Array(text.utf8), from: 0)
        }
    }
}
