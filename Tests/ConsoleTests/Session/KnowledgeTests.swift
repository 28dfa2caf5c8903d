import CentrifugoAPI
import CentrifugoTransport
import PracticeServer
import Testing

@testable import Console

/// Says yes to everything.
private struct Agreement: Interaction {
    func confirm(_ facts: String, _ question: String) async -> Bool { true }
    func secret(_ prompt: String) async -> SecretAnswer { .cancelled }
    func lend(_ body: @escaping @Sendable () -> Int32) async -> Int32? { body() }
    func edit(_ text: [UInt8]) async -> [UInt8]? { nil }
}

@Suite struct KnowledgeTests {
    private let network = NetworkThread()
    private let knowledge = SharedKnowledge()

    private func session(_ server: Console.Server = .practice) -> Session {
        let sink = MemorySink()
        return Session(
            SessionSettings(server: server, format: .human), network: network, output: sink, errors: sink,
            interaction: Agreement(), knowledge: knowledge)
    }

    private func run(_ lines: String..., in session: Session) async throws {
        for text in lines {
            guard case .line(let line, _) = Tokenizer.line(in: Array(text.utf8)) else { continue }
            _ = try await session.run(line)
        }
    }

    @Test func `the pending batch is known command by command`() async throws {
        let session = session()
        try await run(#"add publish hist:a {"n":1} tags.lang=en"#, "add info", "add call nope {}", in: session)
        #expect(knowledge.current.pending == [#"publish hist:a {"n":1} tags.lang=en"#, "info", "nope {}"])
        try await run("edit 2 history hist:a limit=5", "drop 3", in: session)
        #expect(knowledge.current.pending == [#"publish hist:a {"n":1} tags.lang=en"#, "history hist:a limit=5"])
        try await run("send", in: session)
        #expect(knowledge.current.pending == [])
        await session.close()
    }

    @Test func `a long command is known by its start`() async throws {
        let session = session()
        try await run("add publish hist:a " + String(repeating: "x", count: 1_000), in: session)
        #expect(knowledge.current.pending.first?.count == 60)
        #expect(knowledge.current.pending.first?.hasPrefix("publish hist:a xxx") == true)
    }

    @Test func `what replies tell is known, and forgotten with the server`() async throws {
        let session = session()
        try await run("publish hist:a 1", in: session)
        #expect(knowledge.current.seen.channels["hist:a"]?.top?.offset == 1)
        try await run("connect practice", in: session)
        #expect(knowledge.current.seen.channels.entries.isEmpty)
        await session.close()
    }

    @Test func `bar sets what is shown`() async throws {
        let session = session()
        try await run("bar hints", in: session)
        #expect(knowledge.current.bar == .hints)
        try await run("bar full", in: session)
        #expect(knowledge.current.bar == .full)
    }

    @Test func `listing channels remembers them, or why they could not be listed`() async throws {
        let running = session()
        knowledge.update { $0.seen.list([("gone", 1)], isWhole: true) }
        #expect(await running.listChannels().outcome == .listed)
        #expect(knowledge.current.seen.channels.entries.isEmpty, "the practice server has no subscriber")
        await running.close()
        let address = try ServerAddress("unix:/nonexistent/socket")
        let remote = RemoteServer(address: address, from: .command("connect"), apiKey: nil, keyFrom: nil)
        let other = session(.remote(remote))
        #expect(await other.listChannels().outcome == .failed)
        let reason = try #require(knowledge.current.unlisted)
        #expect(reason.plainText(in: Display()).contains("/nonexistent/socket"))
        try await run("connect practice", in: other)
        #expect(knowledge.current.unlisted == nil)
        await other.close()
    }

    @Test func `a list names the server that it was asked of`() async throws {
        let session = session()
        let first = await session.listChannels().server
        try await run("connect practice", in: session)
        let second = await session.listChannels().server
        #expect(first != second)
        #expect(second == knowledge.directory.server)
        await session.close()
    }

    @Test func `completion and a command start one practice server between them`() async throws {
        let session = session()
        async let listed = session.listChannels()
        async let first: Void = run("publish hist:a 1", in: session)
        _ = try await (listed, first)
        try await run("history hist:a limit=1", in: session)
        #expect(knowledge.current.seen.channels["hist:a"]?.top?.offset == 1)
        await session.close()
    }
}
