import CentrifugoAPI
import CentrifugoTransport
import Foundation
import PracticeServer
import Synchronization
import Testing

@testable import Console

/// Answers the session's questions as a test wants.
private final class Answers: Interaction {
    private let asked = Mutex<[String]>([])
    let yes: Bool
    let key: String?
    let text: [UInt8]?

    init(yes: Bool = false, key: String? = nil, text: String? = nil) {
        self.yes = yes
        self.key = key
        self.text = text.map { Array($0.utf8) }
    }

    var questions: [String] { asked.withLock { $0 } }

    func confirm(_ facts: String, _ question: String) async -> Bool {
        asked.withLock { $0.append(facts + " " + question) }
        return yes
    }

    func secret(_ prompt: String) async -> SecretAnswer {
        asked.withLock { $0.append(prompt) }
        return key.map { .entered($0) } ?? .cancelled
    }

    func lend(_ body: @escaping @Sendable () -> Int32) async -> Int32? { body() }
    func edit(_ text: [UInt8]) async -> [UInt8]? { self.text }
}

@Suite struct SessionTests {
    private let network = NetworkThread()

    /// Runs lines in one session and returns the statuses, and all that was written.
    private func play(
        _ lines: [String], _ answers: Answers? = nil, kept: KeptBatch? = nil,
        _ change: (inout SessionSettings) -> Void = { _ in }
    ) async throws -> (statuses: [Console.ExitStatus], text: String) {
        var settings = SessionSettings(server: .practice, format: .human)
        settings.seed = 1
        change(&settings)
        let sink = MemorySink()
        let session = Session(
            settings, network: network, output: sink, errors: sink, interaction: answers, kept: kept)
        var statuses: [Console.ExitStatus] = []
        for text in lines {
            guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { continue }
            statuses.append(try await session.run(line))
        }
        await session.close()
        return (statuses, sink.text)
    }

    @Test func `what destroys asks where somebody types, and a no sends nothing`() async throws {
        let no = Answers()
        let played = try await play(["publish hist:a 1", "history_remove hist:a", "history hist:a limit=1"], no)
        #expect(no.questions.count == 1)
        #expect(played.statuses == [.ok, .fault, .ok])
        #expect(played.text.contains("1 publication"))
        let yes = Answers(yes: true)
        #expect(try await play(["history_remove hist:a"], yes).statuses == [.ok])
        #expect(yes.questions.first?.contains("history_remove on practice") == true)
    }

    @Test(arguments: [
        "disconnect", "disconnect user=", #"disconnect {"user":""}"#, "call disconnect {}",
        #"batch {"commands":[{"info":{}},{"history_remove":{"channel":"hist:a"}}]}"#,
        "call history_remove {\"channel\":\"hist:a\"}",
    ])
    func `disconnect without user asks, and call asks like the method it calls`(line: String) async throws {
        let answers = Answers()
        _ = try await play([line], answers)
        #expect(answers.questions.count == 1)
    }

    @Test func `nothing asks in a script, or with a yes from the start`() async throws {
        #expect(try await play(["disconnect", "history_remove hist:a"]).statuses == [.ok, .ok])
        let answers = Answers()
        #expect(try await play(["disconnect"], answers) { $0.answersYes = true }.statuses == [.ok])
        #expect(answers.questions.isEmpty)
    }

    @Test func `with no-input a question is a refusal`() async throws {
        let answers = Answers(yes: true)
        let played = try await play(["disconnect"], answers) { $0.neverAsks = true }
        #expect(played.statuses == [.fault])
        #expect(answers.questions.isEmpty)
        #expect(played.text.contains("--no-input"))
    }

    @Test func `a batch with a command that asks, asks once`() async throws {
        let answers = Answers(yes: true)
        _ = try await play(["add disconnect", "add history_remove hist:a", "send"], answers)
        #expect(answers.questions.count == 1)
    }

    @Test func `a key is asked for where the server is another, and the practice server is one server`() async throws {
        let answers = Answers(key: "k2")
        _ = try await play(
            ["connect http://127.0.0.1:1", "connect http://127.0.0.1:1/other", "connect practice"], answers)
        #expect(answers.questions.count == 1)
        #expect(answers.questions.first?.contains("http://127.0.0.1:1/api") == true)
    }

    @Test func `a batch goes to another server only if somebody says so`() async throws {
        let lines = ["add publish plain:a 1", "connect http://127.0.0.1:1", "send"]
        let script = try await play(lines)
        #expect(script.statuses == [.ok, .ok, .fault])
        #expect(script.text.contains("composed for practice"))
        let forced = try await play(lines) { $0.answersYes = true }
        #expect(forced.statuses == [.ok, .ok, .connection])
        let answers = Answers(key: "")
        #expect(try await play(lines, answers).statuses == [.ok, .ok, .fault])
        #expect(answers.questions.contains { $0.contains("Send it to http://127.0.0.1:1/api?") })
    }

    @Test func `a batch whose answer cannot come stays as it is`() async throws {
        let played = try await play(
            ["connect http://127.0.0.1:1", "add publish a 1", "add info", "send", "pending"])
        #expect(played.statuses == [.ok, .ok, .ok, .connection, .ok])
        #expect(played.text.contains("2 commands"))
        #expect(!played.text.contains("unknown"))
    }

    @Test func `a question about a key that is broken off leaves the server as it was`() async throws {
        let played = try await play(["connect http://127.0.0.1:1", "publish plain:a 1"], Answers())
        #expect(played.statuses == [.input, .ok])
    }

    @Test func `a broadcast that fails within a batch stays in it, in part or as a whole`() async throws {
        let whole = try await play([#"add broadcast ["nope:a"] 1"#, "send", "pending"])
        #expect(whole.statuses == [.ok, .server, .ok])
        #expect(whole.text.contains("102 unknown channel (1 of 1)"))
        // A broadcast alone that failed in part is no batch of which all failed.
        let alone = try await play([#"add broadcast ["plain:a","nope:a"] 1"#, "send"])
        #expect(alone.statuses.last == .partial)
        let part = try await play([#"add broadcast ["plain:a","nope:a"] 1"#, "add info", "send", "pending"])
        #expect(part.statuses == [.ok, .ok, .partial, .ok])
        #expect(part.text.contains("102 unknown channel (1 of 2)"))
        #expect(part.text.contains("1 command · "))
    }

    @Test func `a command that the schema does not know can be edited past it`() async throws {
        let answers = Answers(yes: false, text: "call publish {\"channel\":\"plain:a\",\"data\":\"${x}\"}\n")
        let played = try await play(["add call publish {\"x\":1}", "edit 1", "send"], answers)
        #expect(played.statuses == [.ok, .ok, .ok])
    }

    @Test func `edit takes what the editor leaves`() async throws {
        let answers = Answers(text: "publish plain:b 2\n")
        let played = try await play(["add publish plain:a 1", "edit 1", "pending"], answers)
        #expect(played.statuses == [.ok, .ok, .ok])
        #expect(played.text.contains("plain:b"))
        let broken = try await play(
            ["add publish plain:a 1", "edit 1", "pending"], Answers(text: "publish plain:b {\n"))
        #expect(broken.statuses == [.ok, .input, .ok])
        #expect(broken.text.contains("plain:a"))
    }

    @Test func `a kept batch is saved at every change`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-\(UUID())").path()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let kept = try #require(BatchStore.open(in: folder))
        func saved() -> [String] {
            BatchFile.read(PrivateFile.read(folder + "/batch-1.jsonl") ?? []).batch.items.map(\.method)
        }
        _ = try await play(["add publish plain:a 1", "add info", "add channels", "drop 2"], kept: kept)
        #expect(saved() == ["publish", "channels"])
    }
}
