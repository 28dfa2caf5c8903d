import CentrifugoProtocol
import Glibc
import Testing

/// What must hold for every method; a new one is covered by being declared.
@Suite struct SchemaTests {
    @Test func `the server has 21 methods, the commercial edition 19 more`() {
        #expect(Method.all.count { $0.edition == .open } == 21)
        #expect(Method.all.count { $0.edition == .pro } == 19)
        #expect(Method.open.count == 20)
    }

    @Test func `names are unique and snake_case`() {
        #expect(Set(Method.all.map(\.name)).count == Method.all.count)
        #expect(Method.all.allSatisfy { $0.name.isSnakeCase })
    }

    @Test func `legacy numbers are unique and lie outside those of the commercial edition`() {
        let numbers = Method.open.compactMap(\.legacyNumber)
        #expect(numbers.count == 20)
        #expect(Set(numbers).count == numbers.count)
        #expect(!numbers.contains { Method.proLegacyNumbers.contains($0) })
    }

    @Test(arguments: Method.all) func `a summary is one sentence of at most 72 columns`(method: Method) {
        let summary = method.signature.summary
        #expect(summary.hasSuffix("."))
        #expect(summary.count <= 72)
        #expect(summary.dropLast().allSatisfy { $0 != "." })
    }

    @Test(arguments: Method.all) func `every field has a summary and a snake_case name`(method: Method) {
        for field in method.signature.everyField {
            #expect(!field.summary.isEmpty, "\(field.name)")
            #expect(field.name.isSnakeCase, "\(field.name)")
        }
    }

    @Test(arguments: Method.all) func `positional fields come first and wire paths are unique`(method: Method) {
        let fields = method.signature.fields
        #expect(fields.drop { $0.isPositional }.allSatisfy { !$0.isPositional })
        let paths = method.signature.leafPaths.map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    @Test(arguments: Method.all) func `choices are several and unique, each with a meaning`(method: Method) {
        for field in method.signature.everyField {
            guard case .choice(let choices) = field.kind else { continue }
            #expect(choices.count >= 2)
            #expect(Set(choices.map(\.name)).count == choices.count)
            #expect(choices.allSatisfy { !$0.summary.isEmpty })
        }
    }

    @Test(arguments: Method.all) func `fields and words that a method refers to exist`(method: Method) {
        let signature = method.signature
        if let field = signature.asksWithout { #expect(signature.field(named: field) != nil) }
        for case .requiredUnless(let other) in signature.fields.map(\.requirement) {
            #expect(signature.field(named: other) != nil)
        }
        for word in signature.seeAlso where word != "add" && word != "send" { #expect(Method.named(word) != nil) }
        #expect(!signature.examples.isEmpty)
    }

    @Test func `names and types are those of the server's own schema`() throws {
        let facts = try lines(ofFile: "Facts/methods.txt")
        #expect(Method.all.flatMap(\.facts).sorted() == facts.sorted())
    }

    @Test func `a dotted path leads to a nested field`() throws {
        let history = try #require(Method.named("history")).signature
        #expect(history.field(at: "since.offset")?.name == "offset")
        #expect(history.field(at: "since.ofset") == nil)
        #expect(history.field(at: "limit.x") == nil)
        let publish = try #require(Method.named("publish")).signature
        #expect(publish.field(at: "tags.any.name")?.name == "any.name")
        #expect(publish.field(at: "tags.") == nil)
        let subscribe = try #require(Method.named("subscribe")).signature
        #expect(subscribe.field(at: "override.presence.value")?.kind.label == "flag")
    }
}

extension String {
    fileprivate var isSnakeCase: Bool {
        !isEmpty && allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") } && first != "_"
    }
}

extension Signature {
    fileprivate var everyField: [Field] { fields + leafPaths.map(\.field) }
}

extension Method {
    /// One line for each input: method, path and type as the server's schema has them.
    fileprivate var facts: [String] {
        let leaves = signature.leafPaths.map { "\(name) \($0.path) \($0.field.upstreamType)" }
        return leaves.isEmpty ? ["\(name) -"] : leaves
    }
}

extension Field {
    /// JSON stands for bytes in the open edition and for messages in the other.
    fileprivate var upstreamType: String {
        switch kind {
        case .json: ["data", "info", "params", "stream_data"].contains(name) ? "bytes" : "message"
        case .list(.json): "messages"
        case .list: "strings"
        case .pairs: "map"
        case .flag: "bool"
        case .integer(let integer): "\(integer.width)"
        case .offset: "uint64"
        default: "string"
        }
    }
}

/// Reads a text file that stands beside this one.
func lines(ofFile name: String, source: String = #filePath) throws -> [String] {
    let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)]
    let descriptor = open("\(folder)/\(name)", O_RDONLY)
    try #require(descriptor >= 0, "\(name) cannot be read")
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
}
