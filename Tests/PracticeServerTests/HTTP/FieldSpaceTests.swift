import NIOHTTP1
import Testing

@testable import PracticeServer

/// White space around values (RFC 9110 §5.5).
struct FieldSpaceTests {
    @Test(arguments: [
        ("", ""), (" ", ""), ("\t \t", ""), ("a", "a"), (" a\tb \t", "a\tb"), ("\u{A0}a\n", "\u{A0}a\n"), ("\t😀 ", "😀"),
    ])
    func `spaces and tabs at the ends do not count, and nothing else is left out`(_ text: String, _ value: String) {
        #expect(HTTPHeaders([("X", text), ("x", "second")]).value(of: "x") == value[...])
        #expect(String(Substring(text[...].utf8.withoutSpaceAround)) == value)
    }

    @Test func `a header that was not sent has no value`() {
        #expect(HTTPHeaders().value(of: "X") == nil)
    }
}
