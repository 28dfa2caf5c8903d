import CentrifugoProtocol
import LineEditor
import LosslessJSON
import Testing

@testable import Console

@Suite struct CompletionTests {
    private let engine = CompletionEngine(Sample.values)

    @Test(arguments: [
        ("plain:a\nreset", #""plain:a\nreset""#), ("two words", #""two words""#), ("\"q", #""\"q""#), ("{x", #""{x""#),
        ("#x", ##""#x""##), ("a#1,2", "a#1,2"), ("it's", "it's"), ("\u{202E}x", #""\u202ex""#), ("-", #""-""#),
    ])
    func `a name that would be read as something else is offered in quotes`(name: String, offered: String) throws {
        var knowledge = Knowledge()
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("channel", string: name)
        writer.endObject()
        let method = try #require(Method.named("presence"))
        knowledge.seen.note(method, request: writer.text.value, result: JSONText.null.value)
        let found = engine.completions("presence ", cursor: 9, knowing: knowledge).candidates.map(\.text)
        #expect(found.first == offered)
    }

    @Test func `of many channels a few are proposed, with the start that all of them share`() {
        var knowledge = Knowledge()
        knowledge.seen.list((0..<5_000).map { ("room:\(10_000 + $0)", nil) } + [("room:2", nil)], isWhole: true)
        let found = engine.completions("history r", cursor: 9, knowing: knowledge).candidates.filter {
            $0.text.hasPrefix("room:")
        }
        #expect(found.count == 200)
        #expect(found.first?.text == "room:10000")
        #expect(found.last?.text == "room:2")
        #expect(found.last?.description == "and 4801 more before it")
        let few = engine.completions("history room:1001", cursor: 17, knowing: knowledge).candidates
        #expect(few.map(\.text) == (0..<10).map { "room:1001\($0)" })
    }

    @Test func `names in another composition are other names`() {
        var knowledge = Knowledge()
        knowledge.seen.list([("caf\u{E9}", 1), ("cafe\u{301}", 2)], isWhole: true)
        let found = engine.completions("history cafe", cursor: 12, knowing: knowledge).candidates
        #expect(found.map { Array($0.text.utf8) } == [Array("cafe\u{301}".utf8)])
    }

    @Test func `every word and every field has a description`() {
        for signature in CommandTable.standard.signatures {
            let found = engine.completions(
                signature.name + " ", cursor: signature.name.utf8.count + 1, knowing: .init())
            #expect(
                found.candidates.allSatisfy { !$0.description.isEmpty }, "\(signature.name)"
            )
        }
    }
}
