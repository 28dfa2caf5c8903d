import CentrifugoTransport
import Console
import Foundation
import PracticeServer
import Synchronization

/// Plays typed lines to a session in this process, against a practice server made from a fixed seed.
final class TranscriptPlayer {
    private let session: Session
    private let network = NetworkThread()
    private let screen = MemorySink()
    private let isHuman: Bool
    private let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-\(UUID())").path()

    init(isHuman: Bool, server: Server = .practice) {
        self.isHuman = isHuman
        var settings = SessionSettings(server: server, format: isHuman ? .human : .json)
        settings.practice = { .playground(seed: 1) }
        settings.seed = 1
        settings.folder = folder
        settings.stateFolder = folder
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let start = ContinuousClock.now
        settings.now = { start }
        settings.display = { Display(width: 100) }
        settings.errorDisplay = { Display(width: 100) }
        session = Session(settings, network: network, output: screen, errors: screen)
    }

    /// Whether a block can go on in this session.
    func fits(_ words: [String]) -> Bool { words.contains("json") != isHuman }

    /// Returns the same lines with what comes of them.
    func play(_ transcript: Transcript) async -> Transcript {
        var played = transcript
        for index in transcript.exchanges.indices {
            let exchange = transcript.exchanges[index]
            let facts = await session.promptFacts
            if exchange.prompt != "> " {
                played.exchanges[index].prompt =
                    facts.server
                    + (facts.buffer.map { " [\($0) \(facts.pending)]" }
                        ?? (facts.pending > 0 ? " [\(facts.pending)]" : ""))
                    + "> "
            }
            let status = await run(exchange.input.joined(separator: "\n"))
            played.exchanges[index].output = screen.takeLines() + (status == .ok ? [] : ["= \(status.rawValue)"])
        }
        return played
    }

    func close() async {
        await session.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func run(_ text: String) async -> ExitStatus {
        var reader = ScriptReader(TextSource(Array(text.utf8)))
        guard let entry = await reader.next() else { return .ok }
        return (try? await session.run(entry)) ?? .fault
    }
}

/// Keeps what is written.
final class MemorySink: Sink {
    private let bytes = Mutex<[UInt8]>([])

    func write(_ more: [UInt8]) async throws(SinkClosed) {
        bytes.withLock { $0 += more }
    }

    /// The whole text, which is forgotten.
    func take() -> String {
        bytes.withLock { bytes in
            defer { bytes = [] }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The lines of the text, which is forgotten.
    func takeLines() -> [String] {
        var lines = take().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
