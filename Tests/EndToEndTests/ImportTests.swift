import Foundation
import Testing

extension ProcessTests {
    /// What becomes of the records of a file when the server fails in between.
    @Suite struct ImportTests {
        private static let five = (1...5).map { #"{"ch":"a","n":\#($0)}"# + "\n" }.joined()
        private static let two = #"{"replies":[{"publish":{}},{"error":{"code":102,"message":"unknown channel"}}]}"#
        private static let one = #"{"replies":[{"publish":{}}]}"#

        private let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-test-\(UUID().uuidString)")
        private var file: URL { folder.appending(path: "records") }

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(Self.five.utf8).write(to: file)
        }

        private func run(_ server: ScriptedServer, _ words: String...) throws -> (
            status: Int32, output: String, errors: String
        ) {
            let arguments = ["--url", "http://127.0.0.1:\(server.port)", "import", file.path()] + words
            return try ConsoleProcess(arguments.map { Array($0.utf8CString) }).finish()
        }

        private func content(_ suffix: String) -> String? {
            try? String(contentsOf: URL(filePath: file.path() + suffix), encoding: .utf8)
        }

        @Test func `an import that lost an answer goes on there, and leaves no note when it is through`() throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try ScriptedServer([.body(Self.two), .nothing, .body(Self.two), .body(Self.one)])
            let words = ["channel=.ch", "data=.n", "chunk=2"]
            let first = try run(server, words[0], words[1], words[2])
            #expect(first.status == 4)
            #expect(
                first.output
                    == #"{"import":{"records":2,"succeeded":1,"failed":1,"rejected":0,"unknown":2}}"# + "\n")
            #expect(first.errors.contains("whether records 3 to 4 were taken is unknown"))
            #expect(
                content(".rejected") == #"{"number":2,"reason":"102 unknown channel","record":{"ch":"a","n":2}}"# + "\n"
            )
            let other = try run(server, words[0], "data=.ch")
            #expect(other.status == 1)
            #expect(other.errors.contains("restart=true begins anew"))
            let second = try run(server, words[0], words[1], words[2])
            #expect(second.status == 6)
            #expect(second.errors.contains("going on behind record 2"))
            #expect(
                second.output
                    == #"{"import":{"records":5,"succeeded":3,"failed":2,"rejected":0,"unknown":0}}"# + "\n")
            #expect(server.requests.count == 4)
            #expect(server.requests[1] == server.requests[2])
            #expect(server.requests[3] == #"{"commands":[{"publish":{"channel":"a","data":5}}]}"#)
            #expect(content(".import") == nil)
        }

        @Test func `a file that is another one now is not taken for the one that was imported in part`() throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try ScriptedServer([.body(Self.two), .nothing, .body(Self.two), .nothing])
            #expect(try run(server, "channel=.ch", "data=.n", "chunk=2").status == 4)
            try Data(Self.five.replacing("\"n\"", with: "\"m\"").utf8).write(to: file)
            let second = try run(server, "channel=.ch", "data=.n", "chunk=2")
            #expect(second.status == 1)
            #expect(second.errors.contains("is another file than the one that is imported in part"))
            #expect(server.requests.count == 2)
            #expect(try run(server, "channel=.ch", "data=.m", "chunk=2", "restart=true").status == 4)
            #expect(server.requests[2].contains(#"{"publish":{"channel":"a","data":1}}"#))
        }

        @Test func `what cannot be read is no empty file`() throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
            let ended = try run(try ScriptedServer([]), "channel=.ch", "data=.n")
            #expect(ended.status == 1)
            #expect(ended.errors.contains("cannot be read further: it is a folder"))
        }

        @Test func `keys make the records that are sent again known to the server`() throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try ScriptedServer([.nothing, .nothing])
            for _ in 1...2 { _ = try run(server, "channel=.ch", "data=.n", "once=true") }
            #expect(server.requests.count == 2)
            #expect(server.requests[0] == server.requests[1])
            #expect(server.requests[0].split(separator: #""idempotency_key":"centsh-import-"#).count == 6)
        }
    }
}
