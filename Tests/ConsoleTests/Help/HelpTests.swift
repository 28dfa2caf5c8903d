import CentrifugoProtocol
import Testing

@testable import Console

@Suite struct HelpTests {
    @Test(arguments: CommandTable.standard.signatures.map(\.name))
    func `the help of a command fits 80 columns`(name: String) throws {
        let signature = try #require(CommandTable.standard.signatures.first { $0.name == name })
        for line in HelpPage(signature, method: Method.named(name)).lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test(arguments: HelpTopic.all.map(\.name)) func `a topic fits 84 columns and is not empty`(name: String) throws {
        let topic = try #require(HelpTopic.all.first { $0.name == name })
        #expect(!topic.lines.isEmpty)
        for line in topic.lines { #expect(line.count <= 84, "\(line)") }
    }

    @Test(arguments: CommandTable.standard.signatures.map(\.name))
    func `every example parses and makes a request`(name: String) throws {
        let signature = try #require(CommandTable.standard.signatures.first { $0.name == name })
        for example in signature.examples {
            guard case .line(let line, _) = Tokenizer.line(in: Array(example.utf8)) else { continue }
            let invocation = try #require(try CommandTable.standard.parser.parse(line), "\(example)")
            _ = try invocation.requestBody()
        }
    }

    @Test func `words are unique and refer to words that exist`() {
        let names = CommandTable.standard.signatures.map(\.name)
        #expect(Set(names).count == names.count)
        for signature in CommandTable.standard.signatures {
            for word in signature.seeAlso { #expect(names.contains(word), "\(signature.name) → \(word)") }
        }
    }

    @Test func `the overview names every word`() {
        let words = Set(HelpOverview.lines(CommandTable.standard.signatures).flatMap { $0.split(separator: " ") })
        for signature in CommandTable.standard.signatures { #expect(words.contains(Substring(signature.name))) }
    }

    @Test func `the words of the console keep the rules of the schema`() {
        for signature in CommandTable.standard.signatures {
            let summary = signature.summary
            #expect(summary.hasSuffix(".") && summary.count <= 72 && !summary.dropLast().contains("."), "\(summary)")
            #expect(signature.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
            // A line of its own comes last, behind the fields that have names.
            let fields = signature.takesLine ? signature.fields.dropLast() : signature.fields[...]
            #expect(fields.drop { $0.isPositional }.allSatisfy { !$0.isPositional }, "\(signature.name)")
            for field in signature.fields + signature.leafPaths.map(\.field) {
                #expect(!field.summary.isEmpty, "\(signature.name) \(field.name)")
            }
        }
    }

    @Test func `choices of words and options are several, unique and explained`() {
        let fields = CommandTable.standard.signatures.flatMap(\.fields) + Option.all.map(\.field)
        for field in fields {
            guard case .choice(let choices) = field.kind else { continue }
            #expect(choices.count >= 2 && Set(choices.map(\.name)).count == choices.count, "\(field.name)")
            #expect(choices.allSatisfy { !$0.summary.isEmpty }, "\(field.name)")
        }
    }
}
