import CentrifugoAPI
import CentrifugoTransport
import Foundation
import LosslessJSON
import Testing

/// The example of the README compiles, runs, and is the one that stands here.
@Suite struct ReadmeExampleTests {
    @Test func `the example for the library does what it says`() async throws {
        let outcomes = try await example { request, _ in
            let answers = [
                "/api/publish": #"{"result":{"offset":1,"epoch":"xyz"}}"#,
                "/api/history":
                    #"{"result":{"publications":[{"data":{"text":"hi"},"offset":1}],"epoch":"xyz","offset":1}}"#,
                "/api/batch": #"{"replies":[{"publish":{}},{"presence_stats":{"num_clients":0,"num_users":0}}]}"#,
            ]
            let body = Array((answers[request.target] ?? "").utf8)
            return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: HTTPBody(body))
        }
        #expect(outcomes == 2)
    }

    @Test func `every line of the example stands in this file`() throws {
        let here = URL(filePath: #filePath)
        let readme = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "README.md")
        let source = try String(contentsOf: here, encoding: .utf8)
        let parts = try String(contentsOf: readme, encoding: .utf8).split(separator: "```swift\n", maxSplits: 1)
        let example = try #require(parts.last).split(separator: "\n```").first
        let lines = try #require(example).split(separator: "\n").filter {
            !$0.hasPrefix("//") && !$0.hasPrefix("import")
        }
        #expect(lines.count >= 6)
        for line in lines.dropFirst() { #expect(source.contains(line), "\(line)") }
    }

    private func example(
        _ send: @escaping @Sendable (HTTPRequest, Duration) async throws(TransportError) -> HTTPResponse
    ) async throws -> Int {
        let client = Client(try ClientConfiguration("http://localhost:8000/api", apiKey: "secret"), send: send)
        let published = try await client.publish(channel: "news", data: ["text": "hi"])
        let history = try await client.history(channel: "news", limit: 10)

        var batch = Batch()
        batch.add(try .publish(channel: "a", data: 1))
        batch.add(.presenceStats(channel: "b"))
        var outcomes: [Reply.Outcome] = []
        func print(_ outcome: Reply.Outcome) { outcomes.append(outcome) }
        for reply in try await client.send(batch) { print(reply.outcome) }
        #expect(published.offset == 1)
        #expect(history.publications.count == 1)
        return outcomes.count
    }
}
