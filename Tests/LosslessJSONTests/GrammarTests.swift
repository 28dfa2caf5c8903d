import LosslessJSON
import Testing

/// The grammar against its plainest form, on every short text over an alphabet.
@Suite(.serialized) struct GrammarTests {
    @Test(arguments: [
        (4, "", "[]{},:\"1 ", ""),
        (4, "[1", "[]{},:\"1 ", ""),
        (4, "{\"\":", "[]{},:\"1 ", ""),
        (5, "", "-+.01eE", ""),
        (5, "[", "-.01e ,", "]"),
        (4, "\"", "\\\"/nu0aFg", "\""),
        (6, "{\"\"", ":1,\"}", "}"),
        (4, "", "truefalsn", ""),
        (3, "\"\\u", "09afAFgG\"", "\""),
    ])
    func `every short text is told right`(length: Int, before: String, alphabet: String, after: String) {
        let (before, alphabet, after) = (Array(before.utf8), Array(Set(alphabet.utf8)).sorted(), Array(after.utf8))
        forEachText(upTo: length, over: alphabet) { text in
            expectToldRight(before + text + after)
        }
    }

    @Test func `every byte is told right where a value, a mark or plain text may stand`() {
        for (before, after) in [
            ("", ""), ("[", "]"), ("[1", "]"), ("{", "\":1}"), ("{\"a\"", "1}"), ("\"", "\""), ("\"\\", "\""),
            ("\"long", " enough for words\""),
        ] {
            for byte in UInt8.min...UInt8.max {
                expectToldRight(Array(before.utf8) + [byte] + Array(after.utf8))
            }
        }
    }

    @Test func `every sequence of two bytes in a string is told right`() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0x20)...0xFF { expectToldRight([0x22, first, second, 0x22]) }
        }
    }

    @Test func `the edges of every longer UTF-8 sequence are told right`() {
        let edges: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
        for first in UInt8(0xDF)...0xF5 {
            for second in edges {
                for third in edges {
                    expectToldRight([0x22, first, second, third, 0x22])
                    for fourth in edges { expectToldRight([0x22, first, second, third, fourth, 0x22]) }
                }
            }
        }
    }

    /// Checks the verdict on `text`, and that an error's offset is where the text stops being the beginning of one.
    private func expectToldRight(_ text: [UInt8]) {
        let failure = failure(of: text)
        if (failure == nil) != NaiveReader.accepts(text) {
            Issue.record("\(String(decoding: text, as: UTF8.self)) is told wrong: \(failure as Any)")
        }
        guard let failure else { return }
        let offset = failure.offset
        let start = self.failure(of: Array(text[..<offset]))
        let isBeginning = start == nil || start == JSONError(offset: offset, reason: .unexpectedEnd)
        let isWrongThere =
            offset == text.count || failure.reason == .invalidUTF8
            || self.failure(of: Array(text[...offset])) == failure
        if !isBeginning || !isWrongThere {
            Issue.record("\(String(decoding: text, as: UTF8.self)) is not wrong at \(offset)")
        }
    }

    private func failure(of text: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            try JSONValidator.validate(text)
            return nil
        } catch {
            return error
        }
    }

    /// Calls `body` with every text over `alphabet` of at most `length` bytes.
    private func forEachText(upTo length: Int, over alphabet: [UInt8], _ body: ([UInt8]) -> Void) {
        var texts: [[UInt8]] = [[]]
        for _ in 0..<length {
            texts.forEach(body)
            texts = texts.flatMap { text in alphabet.map { text + [$0] } }
        }
        texts.forEach(body)
    }
}
