import LosslessJSON
import Testing

@Suite(.serialized) struct JSONValidatorTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "10", "-1", "1.0", "0.50", "1e5", "1E+5", "1e-05", "-0.0e0", "1e400",
        "123456789012345678901234567890", #""""#, #""a""#, #""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#,
        #""\ud800""#, #""\uDC00\uD800""#, "\"\u{7F}é漢😀\"", "[]", "{}", "[ ]", "{ }", "[[],{}]",
        #"{"a":1,"a":2}"#, #"{"":0}"#, " \t\r\n[ 1 , 2 ]\n",
    ])
    func `what RFC 8259 allows is accepted`(text: String) {
        #expect(failure(of: text) == nil)
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd),
            ("  ", 2, .unexpectedEnd),
            ("[", 1, .unexpectedEnd),
            (#"{"a":"#, 5, .unexpectedEnd),
            (#""ab"#, 3, .unexpectedEnd),
            (#""\"#, 2, .unexpectedEnd),
            (#""\u12"#, 5, .unexpectedEnd),
            ("-", 1, .unexpectedEnd),
            ("1.", 2, .unexpectedEnd),
            ("1e", 2, .unexpectedEnd),
            ("1e+", 3, .unexpectedEnd),
            ("tru", 3, .unexpectedEnd),
            ("[1,]", 3, .expectedValue),
            ("[,1]", 1, .expectedValue),
            (#"{"a":}"#, 5, .expectedValue),
            ("+1", 0, .expectedValue),
            (".5", 0, .expectedValue),
            ("NaN", 0, .expectedValue),
            ("'a'", 0, .expectedValue),
            ("]", 0, .expectedValue),
            ("\u{0B}1", 0, .expectedValue),
            ("{1:2}", 1, .expectedKey),
            (#"{"a":1,}"#, 7, .expectedKey),
            ("{,}", 1, .expectedKey),
            (#"{"a" 1}"#, 5, .expectedColon),
            (#"{"a"}"#, 4, .expectedColon),
            (#"{"a":1 "b":2}"#, 7, .expectedCommaOrBrace),
            (#"{"a":1]"#, 6, .expectedCommaOrBrace),
            ("[1 2]", 3, .expectedCommaOrBracket),
            ("[1}", 2, .expectedCommaOrBracket),
            ("[1a]", 2, .expectedCommaOrBracket),
            ("nul]", 3, .invalidLiteral),
            ("[True]", 1, .expectedValue),
            ("trUe", 2, .invalidLiteral),
            ("01", 1, .invalidNumber),
            ("-01", 2, .invalidNumber),
            ("-a", 1, .invalidNumber),
            ("1.e1", 2, .invalidNumber),
            ("1e+-1", 3, .invalidNumber),
            ("[1.,2]", 3, .invalidNumber),
            (#""\x""#, 2, .invalidEscape),
            (#""\u12g4""#, 5, .invalidEscape),
            (#""\u"#, 3, .unexpectedEnd),
            ("\"a\nb\"", 2, .controlCharacter(0x0A)),
            ("\"\u{0}\"", 1, .controlCharacter(0)),
            ("1 2", 2, .trailingContent),
            ("{}}", 2, .trailingContent),
            ("[]x", 2, .trailingContent),
            ("\u{FEFF}1", 0, .byteOrderMark),
            (" \u{FEFF}1", 1, .expectedValue),
        ] as [(String, Int, JSONError.Reason)])
    func `the first wrong byte is named`(text: String, offset: Int, reason: JSONError.Reason) {
        #expect(failure(of: text) == JSONError(offset: offset, reason: reason))
    }

    @Test(
        arguments: [
            [0xFF], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82, 0x28],
            [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF0, 0x9F, 0x92, 0x20],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are rejected unless the options accept them`(bytes: [UInt8]) {
        let text = Array(#"["ab"#.utf8) + bytes + Array(#""]"#.utf8)
        #expect(failure(of: text) == JSONError(offset: 4, reason: .invalidUTF8))
        #expect(failure(of: text, .init(acceptsInvalidUTF8: true)) == nil)
        #expect(failure(of: bytes, .init(acceptsInvalidUTF8: true)) != nil, "outside strings they stay wrong")
    }

    @Test func `a character cut off by the end of the input is an unexpected end`() {
        #expect(failure(of: [0x22, 0xE2, 0x82]) == JSONError(offset: 3, reason: .unexpectedEnd))
    }

    @Test(arguments: 0..<24)
    func `a stop is found at any place in a long string`(place: Int) {
        var text = Array(("\"" + String(repeating: "x", count: 24) + "\"").utf8)
        text[1 + place] = 0x1F
        #expect(failure(of: text) == JSONError(offset: 1 + place, reason: .controlCharacter(0x1F)))
        text[1 + place] = 0x80
        #expect(failure(of: text) == JSONError(offset: 1 + place, reason: .invalidUTF8))
        text[1 + place] = 0x22
        #expect(failure(of: text)?.offset == 2 + place)
    }

    @Test func `white space of any length is skipped`() {
        for length in 0..<40 {
            let space = String(repeating: " ", count: length) + "\n" + String(repeating: " ", count: length) + "\t"
            #expect(failure(of: space + "[" + space + "1" + space + "," + space + "2" + space + "]" + space) == nil)
        }
    }

    private func failure(of text: String) -> JSONError? {
        failure(of: Array(text.utf8))
    }

    private func failure(of bytes: [UInt8], _ options: JSONOptions = .init()) -> JSONError? {
        do throws(JSONError) {
            try JSONValidator.validate(bytes, options: options)
            return nil
        } catch {
            return error
        }
    }
}
