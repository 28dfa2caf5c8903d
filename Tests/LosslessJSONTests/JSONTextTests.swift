import LosslessJSON
import Testing

@Suite(.serialized) struct JSONTextTests {
    @Test(arguments: [(" \n[ 1 ]\t", "[ 1 ]"), ("1", "1"), ("\r\n\"a b\" ", "\"a b\""), ("[]", "[]"), ("1 ", "1")])
    func `white space around the value is dropped, inside it is kept`(text: String, expected: String) throws {
        #expect(try JSONText(text).description == expected)
    }

    @Test(arguments: ["", " ", "[1", "1 2"])
    func `what is not one value is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONText(text) }
    }

    @Test func `compacting keeps keys, numbers and escapes`() throws {
        let text = try JSONText(#"{ "b" : [ 1.0 , 1e400 ] , "a" : "\u00e9 x" }"#)
        #expect(text.compacted().description == #"{"b":[1.0,1e400],"a":"\u00e9 x"}"#)
    }

    @Test func `values are made from Swift's`() {
        #expect(JSONText(string: "a\"\\\n\u{1}é/").description == #""a\"\\\n\u0001é/""#)
        #expect(JSONText(integer: UInt64.max).description == "18446744073709551615")
        #expect(JSONText(integer: Int8.min).description == "-128")
        #expect(JSONText(true).description == "true")
        #expect(JSONText(false).description == "false")
        #expect(JSONText.null.description == "null")
    }

    @Test func `texts are equal when their bytes are`() throws {
        #expect(try JSONText("[1]") == JSONText(" [1] "))
        #expect(try JSONText("[1]") != JSONText("[ 1]"))
        #expect(try JSONText("1.0") != JSONText("1"))
    }

    @Test func `the value is parsed from the text`() throws {
        #expect(try JSONText(#" {"a": 1.50} "#).value["a"]?.numberText == "1.50")
    }

    @Test func `a text accepted with other options stays usable`() throws {
        let deep = Array((String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)).utf8)
        let text = try JSONText(bytes: deep, options: .init(maxDepth: 20_000))
        #expect(text.compacted().bytes == deep)
        #expect(text.value.count == 1)
        let broken = try JSONText(bytes: [0x22, 0xFF, 0x22], options: .init(acceptsInvalidUTF8: true))
        #expect(broken.description == "\"\u{FFFD}\"")
        #expect(broken.value.string == "\u{FFFD}")
        #expect(broken.compacted().description == "\"\u{FFFD}\"")
    }
}
