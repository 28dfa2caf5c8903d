import CentrifugoAPI
import LosslessJSON
import SeededRandom
import Testing

@testable import Console

/// A line as it was typed; `nil` if it cannot be cut into words.
private func line(_ text: String) -> Line? {
    guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { return nil }
    return line
}

/// The call that the parser reads in a line, if it is that and nothing else.
private func parsedCall(_ line: Line) -> Command? {
    let parser = CommandTable.standard.parser
    guard let statement = try? parser.statement(line), statement.capture == nil, statement.outlets.isEmpty,
        !statement.mayHoldReferences, let invocation = try? parser.parseCommand(statement.command),
        !invocation.hasExternalValues, case .call = CommandTable.standard.action(of: invocation.signature)
    else { return nil }
    return try? Command(invocation.nested ?? invocation)
}

/// The call that is read in a line by the shape of another.
private func call(_ text: String, like known: String) throws -> Command? {
    let known = try #require(line(known))
    let understood = try #require(try CommandTable.standard.parser.parseCommand(known))
    return LineShape(known, understood)?.call(in: Array("# before\n\(text)\n".utf8), from: 9)?.call
}

@Suite struct LineShapeTests {
    @Test(arguments: [
        (#"publish news {"n":1}"#, #"publish olds { "n": 2.0 }"#, #"{"channel":"olds","data":{"n":2.0}}"#),
        (#"add publish news {"n":1}"#, #"add publish olds {"n":2}"#, #"{"channel":"olds","data":{"n":2}}"#),
        ("publish news 1", "publish olds hello", #"{"channel":"olds","data":"hello"}"#),
        ("publish news 1", "publish ü 2", #"{"channel":"ü","data":2}"#),
        ("history news limit=5", "history olds limit=7", #"{"channel":"olds","limit":7}"#),
        ("history news", "history olds", #"{"channel":"olds"}"#),
        (
            "publish news 1 skip_history=true", "publish olds 2 skip_history=false",
            #"{"channel":"olds","data":2,"skip_history":false}"#
        ),
    ])
    func `a line in the shape of an earlier one is read by it`(known: String, other: String, body: String) throws {
        #expect(try call(other, like: known)?.params.description == body)
    }

    @Test(arguments: [
        ("publish news 1", "publish news"), ("publish news 1", "publish news 1 2"),
        ("publish news 1", "publish  news 1"),
        ("publish news 1", "add publish news 1"), ("publish news 1", "history news 1"),
        ("publish news 1", #"publish news "1""#), ("publish news 1", "publish news {}"),
        ("publish news 1", "publish news @file"), ("publish news 1", "publish news -"),
        ("publish news 1", "publish $ch 1"), ("publish news 1", "publish news {{count}}"),
        ("publish news 1", "publish news |"), ("publish news 1", "publish > file"), ("publish news 1", "publish = 1"),
        ("publish news 1", "publish news data=1"), ("publish news {}", "publish news {1}"),
        ("publish news 1", #"publish "a" 1"#), ("publish news 1", "publish news 'a'"),
        ("publish news 1", #"publish a"b 1"#), ("publish news {}", "publish news {}x"),
        ("publish news {}", #"publish news {"a":"$b"}"#), ("publish news {}", #"publish news {"a":"{{now}}"}"#),
        ("history news limit=5", "history news limit=x"),
        ("history news limit=5", "history news reverse=5"), ("history news limit=5", "history news limit=99999999999"),
    ])
    func `a line that is unlike, or wrong, is left to the parser`(known: String, other: String) throws {
        #expect(try call(other, like: known) == nil)
    }

    @Test(arguments: [
        #"publish {"channel":"a","data":1}"#, "info", "broadcast [a,b] 1", "history news since.offset=1 since.epoch=x",
        "publish $ch 1", "publish news @file", "repeat 2 publish news 1", #"publish "a" 1"#, "publish 'a' 1",
    ])
    func `a line whose words may mean another thing elsewhere has no shape`(text: String) throws {
        let known = try #require(line(text))
        if let understood = try? CommandTable.standard.parser.parseCommand(known) {
            #expect(LineShape(known, understood) == nil)
        }
    }

    @Test func `what is no UTF-8 is left to the parser`() throws {
        let known = try #require(line("publish news 1"))
        let understood = try #require(try CommandTable.standard.parser.parseCommand(known))
        let shape = try #require(LineShape(known, understood))
        #expect(shape.call(in: Array("publish ".utf8) + [0xFF] + Array(" 1\n".utf8), from: 0) == nil)
    }

    @Test func `JSON may span rows, and the line ends behind it`() throws {
        let known = try #require(line("publish news {}"))
        let understood = try #require(try CommandTable.standard.parser.parseCommand(known))
        let shape = try #require(LineShape(known, understood))
        let input = "publish olds {\n  \"n\": 1\n} \t\r\npublish"
        let found = try #require(shape.call(in: Array(input.utf8), from: 0))
        #expect(found.call.params.description == #"{"channel":"olds","data":{"n":1}}"#)
        #expect(found.end == input.utf8.count - 7)
    }

    @Test(arguments: ["publish olds {}", "publish olds {", "publish olds", "publish ", "pub", ""])
    func `a line that the input breaks off is left to the parser`(text: String) throws {
        let known = try #require(line("publish news {}"))
        let understood = try #require(try CommandTable.standard.parser.parseCommand(known))
        let shape = try #require(LineShape(known, understood))
        #expect(shape.call(in: Array(text.utf8), from: 0) == nil)
    }

    @Test func `a shape that is known is not learned again`() throws {
        var shapes = LineShapes()
        for text in ["publish news {}"] + Array(repeating: "history news limit=1", count: 10) {
            let known = try #require(line(text))
            let understood = try #require(try CommandTable.standard.parser.parseCommand(known))
            shapes.learn(known, understood, .keeps { _, _ in [] })
        }
        for text in ["publish a {}\n", "history a limit=2\n"] {
            #expect(shapes.read(Array(text.utf8), from: 0) != nil)
        }
    }

    @Test func `whatever a shape reads is what the parser reads`() throws {
        let words = [
            "add", "publish", "history", "presence", "news", "a:b", "1", "-1", "true", "null", "{}", #"{"a": [1, 2]}"#,
            "[1]", #""text""#, "'it'", "limit=5", "reverse=true", "skip_history=true", "data=1", "channel=x",
            "tags.a=1",
            "$x", "{{now}}", "|", ">", "=", "-", "@f", "{", "ü", #""\u00e9""#, ".path", "a=b", "#c",
        ]
        var random = Random(seed: fuzzSeed(41))
        func text() -> String {
            let head = [["publish"], ["add", "publish"], ["history"], ["presence"], []][random.number(below: 5)]
            let rest = (0..<random.number(below: 4)).map { _ in words[random.number(below: words.count)] }
            return (head + rest).joined(separator: " ")
        }
        let lines = (0..<fuzzRounds(400)).compactMap { _ in line(text()) }
        var read = 0
        for known in lines {
            guard parsedCall(known) != nil, let understood = try CommandTable.standard.parser.parseCommand(known),
                let shape = LineShape(known, understood)
            else { continue }
            for other in lines {
                guard let (call, end) = shape.call(in: other.source + Array("\nnext\n".utf8), from: 0) else { continue }
                read += 1
                #expect(end == other.source.count + 1)
                #expect(
                    call == parsedCall(other),
                    "\(other.text(other.source.indices)) by \(known.text(known.source.indices))")
            }
        }
        #expect(read > 100)
    }
}
