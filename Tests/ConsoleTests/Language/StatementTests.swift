import Testing

@testable import Console

@Suite struct StatementTests {
    private func statement(_ text: String) throws -> Statement {
        guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { throw LanguageError.joined(at: 0) }
        return try CommandTable.standard.parser.statement(line)
    }

    private func words(_ statement: Statement) -> [String] {
        statement.command.tokens.map { statement.command.text($0.span) }
    }

    @Test(
        arguments: [
            ("info | jq -r '.a | b' \"x\"y > f", ["info"], [.shell("jq -r '.a | b' \"x\"y > f")]),
            (
                "info | .result.nodes[] | tail -1", ["info"],
                [.filter(ReplyPath(".result.nodes[]")!), .shell("tail -1")]
            ),
            ("info | .result.channels.\"a b\".x", ["info"], [.filter(ReplyPath(".result.channels.\"a b\".x")!)]),
            ("info | ./run.sh a", ["info"], [.shell("./run.sh a")]),
            ("info > 'a b'", ["info"], [.file("a b", appends: false, isLiteral: true, span: 7..<12)]),
            ("info | . >> f", ["info"], [.filter(ReplyPath(".")!), .file("f", appends: true, span: 12..<13)]),
            ("publish a '|' x\">\"", ["publish", "a", "'|'", "x\">\""], []),
            ("publish a {\"x\":\"| y\"} | cat", ["publish", "a", "{\"x\":\"| y\"}"], [.shell("cat")]),
            (
                "expect .a > 5 info > f", ["expect", ".a", ">", "5", "info"],
                [.file("f", appends: false, span: 21..<22)]
            ),
            ("repeat 2 expect .a > 5 info", ["repeat", "2", "expect", ".a", ">", "5", "info"], []),
            ("publish a b>c", ["publish", "a", "b>c"], []),
        ] as [(String, [String], [Statement.Outlet])])
    func `a line is cut where its results go elsewhere`(
        text: String, command: [String], outlets: [Statement.Outlet]
    ) throws {
        let statement = try statement(text)
        #expect(words(statement) == command)
        #expect(statement.outlets == outlets)
    }

    @Test func `NAME = COMMAND keeps the reply, and only as words of their own`() throws {
        let kept = try statement("off = history a | .result.offset")
        #expect(kept.capture == "off")
        #expect(words(kept) == ["history", "a"])
        #expect(try statement("off=history a").capture == nil)
        #expect(try statement("'off' = history a").capture == nil)
        #expect(try statement("5 = history a").capture == nil)
    }

    @Test func `the words of a line within a line are left for when it runs`() throws {
        #expect(try statement("repeat 3 rate=2/s publish a $x").ownWords == 3)
        #expect(try statement("x = expect .a = $b within=1s info $y").ownWords == 5)
        #expect(try statement("publish a $x").ownWords == 3)
        #expect(try statement("add publish a $x").ownWords == 4)
    }

    @Test func `arguments of the process are words whatever they hold`() throws {
        let line = Line(arguments: ["publish", "a", "|", ">", "x"])
        #expect(try CommandTable.standard.parser.statement(line).outlets.isEmpty)
    }
}
