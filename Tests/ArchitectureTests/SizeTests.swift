import Testing

/// A page per idea: docs/contributing.md, "Sizes".
@Suite struct SizeTests {
    @Test func `no file is longer than 400 lines without a reason in its head`() {
        for file in SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests") {
            let limit = file.path.hasPrefix("Tests") ? 600 : 400
            guard file.lines.count > limit else { continue }
            let head = file.lines.prefix(20).joined(separator: " ")
            #expect(head.contains("Long because"), "\(file) has \(file.lines.count) lines")
        }
    }

    @Test func `no file is named for being useful`() {
        for file in SourceTree.files(in: "Sources") + SourceTree.files(in: "Tests") {
            for word in ["Util", "Helper", "Common", "Manager"] {
                #expect(!file.path.split(separator: "/").dropFirst(2).joined().contains(word), "\(file)")
            }
        }
    }

    @Test func `main says nothing`() throws {
        let main = try #require(SourceTree.files(in: "Sources/centsh").first)
        #expect(main.lines.count <= 15)
        #expect(!main.text.contains("if "))
    }

    @Test func `the shim for C stays small`() {
        for file in SourceTree.files(in: "Sources/CEditline") { #expect(file.lines.count <= 81, "\(file)") }
    }

    @Test func `nothing crashes on purpose and nothing is left for later`() {
        for file in SourceTree.files(in: "Sources") {
            for word in ["fatalError(", "try!", "as!", "TODO", "FIXME", "Task.detached", "Task.sleep"] {
                #expect(!file.text.contains(word), "\(file) has \(word)")
            }
        }
    }
}
