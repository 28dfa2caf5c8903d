import CentrifugoProtocol
import LineEditor
import LosslessJSON
import Testing

@testable import Console

@Suite struct CompletionTests {
    private let engine = CompletionEngine(
        CommandTable.standard.signatures, topics: [Candidate("namespaces", description: "a topic")],
        files: { path in ["payload.json", "other"].filter { $0.hasPrefix(path) }.map { Candidate($0) } })

    private var knowledge: CompletionEngine.Knowledge {
        var knowledge = CompletionEngine.Knowledge()
        knowledge.pendingCount = 3
        func note(_ name: String, _ request: String, _ result: String) {
            guard let method = Method.named(name), let request = try? JSONValue.parse(request),
                let result = try? JSONValue.parse(result)
            else { return }
            knowledge.seen.note(method, request: request, result: result)
        }
        note("channels", "{}", #"{"channels":{"hist:news":{"num_clients":12},"hist:room":{"num_clients":1}}}"#)
        note("publish", #"{"channel":"plain:x"}"#, "{}")
        note("presence", #"{"channel":"hist:news"}"#, #"{"presence":{"c-1":{"user":"alice","client":"c-1"}}}"#)
        return knowledge
    }

    private func complete(_ text: String, at cursor: Int? = nil) -> [String] {
        engine.completions(text, cursor: cursor ?? text.utf8.count, knowing: knowledge).candidates.map(\.text)
    }

    @Test(arguments: [
        ("publ", ["publish"]), ("pres", ["presence", "presence_stats"]), ("xyz", []),
        ("history hist:", ["hist:news", "hist:room"]), ("publish pl", ["plain:x"]),
        ("history hist:news li", ["limit="]), ("history hist:news since.", ["since.offset=", "since.epoch="]),
        ("history hist:news limit=5 li", []),
        ("publish a 1 skip_history=", ["true", "false"]), ("map_publish a k 1 key_mode=if_e", ["if_exists"]),
        ("subscribe al", ["alice", "all_users="]), ("disconnect alice client=", ["c-1"]),
        ("publish a data=@pay", ["@payload.json"]), ("publish a @o", ["@other"]),
        ("add hist", ["history", "history_remove"]), ("add history hist:n", ["hist:news"]),
        ("add se", ["send_push_notification"]), ("edit 2 publ", ["publish"]),
        ("drop ", ["1", "2", "3", "items="]), ("output p", ["pretty"]), ("help name", ["namespaces"]),
        ("call history_", ["history_remove"]), ("publish a {\"x", []), ("publish 'a", []),
        ("broadcast hist:r", ["hist:room"]),
    ])
    func `Tab offers what can stand at the cursor`(text: String, expected: [String]) {
        #expect(complete(text) == expected)
    }

    @Test(arguments: [
        ("plain:a\nreset", #""plain:a\nreset""#), ("two words", #""two words""#), ("\"q", #""\"q""#), ("{x", #""{x""#),
        ("#x", ##""#x""##), ("a#1,2", "a#1,2"), ("it's", "it's"), ("\u{202E}x", #""\u202ex""#), ("-", #""-""#),
    ])
    func `a name that would be read as something else is offered in quotes`(name: String, offered: String) throws {
        var knowledge = CompletionEngine.Knowledge()
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("channel", string: name)
        writer.endObject()
        let method = try #require(Method.named("presence"))
        knowledge.seen.note(method, request: writer.text.value, result: JSONText.null.value)
        let found = engine.completions("presence ", cursor: 9, knowing: knowledge).candidates.map(\.text)
        #expect(found.first == offered)
    }

    @Test func `only the word at the cursor is replaced`() {
        let found = engine.completions("publ hist:news", cursor: 4, knowing: knowledge)
        #expect(found.replacing == 0..<4)
        #expect(found.candidates.map(\.text) == ["publish"])
    }

    @Test func `channels are described by their clients`() {
        let found = engine.completions("history hist:", cursor: 13, knowing: knowledge)
        #expect(found.candidates.map(\.description) == ["12 clients", "1 client"])
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
