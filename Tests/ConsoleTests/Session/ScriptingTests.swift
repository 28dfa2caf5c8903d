import CentrifugoTransport
import Foundation
import Synchronization
import Testing

@testable import Console

/// What of scripting needs the clock, or a sink of its own, to be seen.
@Suite struct ScriptingTests {
    private let network = NetworkThread()

    private func play(
        _ lines: String..., change: (inout SessionSettings) -> Void = { _ in }
    ) async throws -> (statuses: [Console.ExitStatus], text: String) {
        var settings = SessionSettings(server: .practice, format: .json)
        settings.seed = 1
        change(&settings)
        let sink = MemorySink()
        let session = Session(settings, network: network, output: sink, errors: sink)
        var statuses: [Console.ExitStatus] = []
        for text in lines {
            guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { continue }
            statuses.append(try await session.run(line))
        }
        await session.close()
        return (statuses, sink.text)
    }

    @Test func `expect tries again until it holds`() async throws {
        let start = ContinuousClock.now
        // The clock stands: however busy the machine is, there is time for another try.
        let played = try await play("expect .result.offset = 3 within=20s every=1ms publish hist:a 1") {
            $0.now = { start }
        }
        #expect(played.statuses == [.ok])
        // Only the last try is seen.
        #expect(played.text.split(separator: "\n").count == 1)
    }

    @Test func `expect gives up when the time is over, and says after how many tries`() async throws {
        let start = ContinuousClock.now
        let looks = Mutex(0)
        let played = try await play("expect .result.offset > 0 within=1s every=1ms history hist:a") {
            // A clock that goes on by 100 ms whenever somebody looks at it.
            $0.now = {
                start + .milliseconds(100)
                    * looks.withLock {
                        $0 += 1; return $0
                    }
            }
        }
        #expect(played.statuses == [.expectation])
        #expect(played.text.contains("✗ expected .result.offset > 0, but it is 0\n  After "))
    }

    @Test func `repeat keeps to its rate by the clock of its start`() async throws {
        let start = ContinuousClock.now
        #expect(try await play("repeat 5 rate=100/s publish hist:a {{count}}").statuses == [.ok])
        #expect(.now - start >= .milliseconds(40))
    }

    @Test func `a line that is cancelled while it waits ends as interrupted`() async throws {
        let waiting = Task { try await play("repeat 2 every=1h info") }
        waiting.cancel()
        #expect(try await waiting.value.statuses == [.interrupted])
    }

    @Test func `what the shell writes is a result, and its failure the line's`() async throws {
        let played = try await play("info | cat > /dev/null; echo shell", "info | exit 5", "publish hist:a | exit 5")
        #expect(played.statuses == [.ok, .fault, .input])
        #expect(played.text.hasPrefix("shell\n"))
        #expect(played.text.contains("exit 5 ended with status 5"))
    }

    @Test func `a long result goes through the shell whole`() async throws {
        let long = String(repeating: "0123456789", count: 30_000)
        let played = try await play(
            #"publish hist:a "\#(long)""#, "history hist:a limit=1 | .result.publications[].data | wc -c")
        #expect(played.statuses == [.ok, .ok])
        #expect(played.text.hasSuffix("\n300003\n"))
    }

    @Test(arguments: [1, 2, 7, 40])
    func `lines on several connections answer in their order, and others wait for them`(jobs: Int) async throws {
        var settings = SessionSettings(server: .practice, format: .json)
        settings.seed = 1
        let (output, errors) = (MemorySink(), MemorySink())
        let session = Session(settings, network: network, output: output, errors: errors)
        let calls = (1...20).map { $0 % 3 == 0 ? "publish nope:x \($0)" : "publish hist:\($0) \($0)" }
        let lines = calls + ["publish hist:a"] + calls + ["set x=hist:1", "history $x | .result.offset", "info x"]
        let status = try await JobRunner(session: session, jobs: jobs, name: "line")
            .run(TextSource(Array(lines.joined(separator: "\n").utf8)))
        await session.close()
        #expect(status == .server)
        let answers = output.text.split(separator: "\n")
        #expect(answers.count == 41)
        let expected = (1...20).map { $0 % 3 == 0 ? "error" : "result" }
        #expect(
            answers.prefix(40).map { $0.dropFirst(2).prefix { $0 != "\"" } }.map(String.init) == expected + expected)
        #expect(answers.last == "2")
        #expect(errors.text.contains("line 21: publish needs data"))
        #expect(errors.text.contains("line 44: info takes no value"))
    }

    @Test func `lines of files go as deep as anybody could mean`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("publish hist:a 1\nsource loop.txt\n".utf8).write(to: folder.appending(path: "loop.txt"))
        let played = try await play("source loop.txt") { $0.folder = folder.path() }
        #expect(played.statuses == [.input])
        #expect(played.text.contains("loop.txt:1: lines and files run each other too deep"))
        #expect(played.text.contains("\"offset\":16,") && !played.text.contains("\"offset\":17,"))
    }
}
