import Foundation
import Testing

extension ProcessTests {
    /// What becomes of a batch that goes in parts, when the server fails in between.
    @Suite struct SendTests {
        private static let five = (1...5).flatMap { ["-c", "add publish a \($0)"] }
        private static let replies = #"{"replies":[{"publish":{}},{"error":{"code":102,"message":"unknown channel"}}]}"#

        private func send(_ answers: [ScriptedServer.Answer], _ words: [String]) throws -> (
            ended: (status: Int32, output: String, errors: String), requests: [String]
        ) {
            let server = try ScriptedServer(answers)
            let arguments = ["--url", "http://127.0.0.1:\(server.port)"] + Self.five + words
            let ended = try ConsoleProcess(arguments.map { Array($0.utf8CString) }).finish()
            return (ended, server.requests)
        }

        @Test func `a part whose answer is lost ends the send, and each command is one of four things`() throws {
            let (ended, requests) = try send(
                [.body(Self.replies), .nothing], ["--keep-going", "-c", "send chunk=2", "-c", "pending"])
            #expect(ended.status == 4)
            #expect(requests.count == 2)
            let lines = ended.output.split(separator: "\n")
            #expect(lines.count == 9)
            #expect(lines[0] == #"{"result":{}}"#)
            #expect(lines[1] == #"{"error":{"code":102,"message":"unknown channel"}}"#)
            #expect(lines[2...3].allSatisfy { $0.hasPrefix(#"{"error":{"kind":"transport","#) })
            #expect(lines[4].hasPrefix(#"{"error":{"kind":"unsent","#))
            #expect(lines[5] == #"{"publish":{"channel":"a","data":2}}"#)
            #expect(lines[8] == #"{"publish":{"channel":"a","data":5}}"#)
            #expect(ended.errors.contains("2 commands unknown"))
            #expect(ended.errors.contains("1 succeeded, 1 failed, 2 unknown, 1 not sent; 4 stay in the batch"))
        }

        @Test(arguments: [
            ScriptedServer.Answer.body("oops", status: 500), .body("too large", status: 413), .body("<html>"),
            .body(#"{"replies":[{"publish":{}}]}"#), .body(#"{"replies":[{"publish":{}},"#),
        ])
        func `an answer that is none leaves nothing succeeded`(answer: ScriptedServer.Answer) throws {
            let (ended, requests) = try send([answer], ["--keep-going", "-c", "send chunk=2", "-c", "pending"])
            #expect(ended.status == 4)
            #expect(requests.count == 1)
            #expect(
                ended.output.split(separator: "\n").suffix(5).map { $0.suffix(3) } == [
                    "1}}", "2}}", "3}}", "4}}", "5}}",
                ])
        }

        @Test func `a disk that refuses the notes of a send stops it, with the rest kept`() throws {
            let state = FileManager.default.temporaryDirectory.appending(path: "centsh-test-\(UUID())")
            defer { try? FileManager.default.removeItem(at: state) }
            let file = state.appending(path: "centsh/buffer-work.jsonl")
            let replace = { @Sendable in
                try? FileManager.default.removeItem(at: file)
                try? FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            }
            let server = try ScriptedServer([.after(replace, Self.replies)])
            let arguments =
                ["--url", "http://127.0.0.1:\(server.port)", "--keep-going", "-c", "buffer work"] + Self.five
                + ["-c", "send chunk=2", "-c", "pending"]
            let ended = try ConsoleProcess(arguments.map { Array($0.utf8CString) }, state: state).finish()
            #expect(ended.status == 1)
            #expect(server.requests.count == 1)
            let lines = ended.output.split(separator: "\n")
            #expect(lines.count == 9)
            #expect(lines[2...4].allSatisfy { $0.hasPrefix(#"{"error":{"kind":"unsent","#) })
            #expect(lines[5...].map { $0.suffix(3) } == ["2}}", "3}}", "4}}", "5}}"])
            #expect(ended.errors.contains("✗ the send was stopped: \(file.path()): it is a folder"))
            #expect(ended.errors.contains("1 succeeded, 1 failed, 3 not sent; 4 stay in the batch"))
        }

        @Test func `keys that make a repeat safe are sent`() throws {
            let (ended, requests) = try send(
                [.nothing], ["--keep-going", "-c", "send once=true chunk=10", "-c", "pending"])
            #expect(ended.status == 4)
            #expect(
                requests[0].split(separator: #""idempotency_key":"centsh-"#, omittingEmptySubsequences: false).count
                    == 6)
            #expect(ended.output.split(separator: "\n").suffix(5).allSatisfy { requests[0].contains($0) })
            #expect(ended.errors.contains("Each has its idempotency_key: sending again is safe."))
        }
    }
}
