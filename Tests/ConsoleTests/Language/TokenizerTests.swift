import Testing

@testable import Console

/// Cuts a line and returns its words as text.
func words(_ text: String) -> [String] {
    guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { return ["?"] }
    return line.tokens.map { line.text($0.span) }
}

@Suite struct TokenizerTests {
    @Test(arguments: [
        ("publish news hello", ["publish", "news", "hello"]),
        ("  publish\tnews \r", ["publish", "news"]),
        ("", []), ("   ", []), ("# a comment", []), ("  # {\"not\": open", []),
        (#"publish news {"text": "a b", "n": [1, 2]}"#, ["publish", "news", #"{"text": "a b", "n": [1, 2]}"#]),
        (#"publish news {"text":"} \" {"}"#, ["publish", "news", #"{"text":"} \" {"}"#]),
        ("publish news 'two words'", ["publish", "news", "'two words'"]),
        (#"publish news "two \" words""#, ["publish", "news", #""two \" words""#]),
        ("say it's fine", ["say", "it's", "fine"]),
        ("a data={\"x\": 1} b", ["a", "data={\"x\": 1}", "b"]),
        ("a x='1 2' y=\"3 4\"", ["a", "x='1 2'", "y=\"3 4\""]),
        ("a pattern=[ab c]*x d", ["a", "pattern=[ab c]*x", "d"]),
        ("a b#c,d $x:y#1,2", ["a", "b#c,d", "$x:y#1,2"]),
        ("a 频道 é", ["a", "频道", "é"]),
        ("a x=1={2 3} b", ["a", "x=1={2 3}", "b"]),
    ])
    func `blanks separate words outside quotes and brackets`(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        arguments: [
            ("a {\"x\": 1", "{", 2), ("a [1, {", "[", 2), ("a \"x y", "\"", 2), ("a 'x", "'", 2),
            ("a d={\"x\":\"}", "{", 4),
            ("a \"x\\", "\"", 2),
        ] as [(String, Unicode.Scalar, Int)])
    func `an open quote or bracket is named with its place`(text: String, opening: Unicode.Scalar, offset: Int) {
        guard case .open(let found, _) = Tokenizer.line(in: Array(text.utf8)) else {
            Issue.record("not open: \(text)")
            return
        }
        #expect(found == Opening(byte: UInt8(ascii: opening), offset: offset))
    }

    @Test func `a line feed inside brackets belongs to the line, outside it ends it`() {
        let text = Array("publish news {\n  \"n\": 1\n}\ninfo\n".utf8)
        guard case .line(let first, let next) = Tokenizer.line(in: text),
            case .line(let second, let end) = Tokenizer.line(in: text, from: next)
        else {
            Issue.record("no two lines")
            return
        }
        #expect(first.tokens.map { first.text($0.span) } == ["publish", "news", "{\n  \"n\": 1\n}"])
        #expect(second.tokens.map { second.text($0.span) } == ["info"])
        #expect(end == text.count)
    }

    @Test func `something right behind a closing quote is refused and the next line still read`() {
        let text = Array("a \"b\"c d\ninfo".utf8)
        guard case .joined(let offset, let next) = Tokenizer.line(in: text) else {
            Issue.record("not refused")
            return
        }
        #expect(offset == 5)
        #expect(next == 9)
    }

    @Test func `a name is what stands before the first equals sign if it can be one`() {
        func name(_ text: String) -> String? {
            guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)), let token = line.tokens.first else {
                return nil
            }
            return token.name.map { line.text($0) }
        }
        #expect(name("limit=5") == "limit")
        #expect(name("since.offset=5") == "since.offset")
        #expect(name("a:b=5") == nil)
        #expect(name("\"limit=5\"") == nil)
        #expect(name("'limit=5'") == nil)
        #expect(name("=5") == nil)
    }

    @Test func `arguments of the process are words as they are`() {
        let line = Line(arguments: ["publish", "two words", "'x'", "limit=a b", ""])
        #expect(line.tokens.map { line.text($0.content) } == ["publish", "two words", "'x'", "a b", ""])
        #expect(line.tokens[3].name.map { line.text($0) } == "limit")
        #expect(line.tokens.allSatisfy { $0.form == .argument })
    }
}
