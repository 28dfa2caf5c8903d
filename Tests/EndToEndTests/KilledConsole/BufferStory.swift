import Foundation
import SeededRandom

/// What happens to one kept buffer: consoles compose in it and send from it, and are killed, one after the other.
struct BufferStory {
    private static let lookFolder = "look"

    private let folder: URL
    private let server: FaultyServer
    private let killing = Killing()
    private var random: Random
    private var ledger = Ledger()
    private var nextID = 1
    /// How many consoles were killed before they had run their script.
    private(set) var interruptedCount = 0

    /// Makes an empty buffer and a server that fails as the seed has it.
    init(seed: UInt64) throws {
        random = Random(seed: seed)
        folder = FileManager.default.temporaryDirectory.appending(path: "centsh-story-\(UUID().uuidString)")
        server = try FaultyServer(Random(seed: random.next()), killing)
        try FileManager.default.createDirectory(at: state.appending(path: "centsh"), withIntermediateDirectories: true)
    }

    private var state: URL { folder.appending(path: "state") }
    /// No answer is late, however busy the machine is.
    private var options: [String] {
        ["--url", "http://127.0.0.1:\(server.port)", "--keep-going", "--timeout", "60"]
    }
    private var file: URL { state.appending(path: "centsh/buffer-\(BufferScript.buffer).jsonl") }

    /// Has a console run a script, kills it, and holds what is left against what was done.
    ///
    /// - Throws: `Contradiction`, which names the moment.
    mutating func kill() throws {
        let script = BufferScript(from: nextID, &random)
        nextID = script.ids.upperBound
        let moment = Moment(&random)
        do {
            let run = try KilledRun(script, options, in: state, at: moment, by: killing)
            if !run.isFinished { interruptedCount += 1 }
            if random.number(below: 8) == 0 { try tear() }
            try ledger.note(
                composed: script.composed(answerCount: run.answerCount), partSize: script.partSize,
                isFinished: run.isFinished, requests: server.takeRequests(), shown: look())
        } catch {
            throw Contradiction("killed at \(moment): \(error)")
        }
    }

    /// Has a last console send all that is left, now that the server is well.
    ///
    /// - Throws: `Contradiction` if not all that was ever composed has succeeded then.
    mutating func end() throws {
        server.recover()
        let shown = try ShownBuffer(after: ["send"], options, in: state)
        try ledger.note(
            composed: nextID..<nextID, partSize: 0, isFinished: true, requests: server.takeRequests(), shown: shown)
        guard shown.commands.isEmpty else { throw Contradiction("the last send left something") }
    }

    func cleanUp() {
        server.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Shows the buffer in a copy, so that the next console finds it as the killed one left it.
    private func look() throws -> ShownBuffer {
        let copy = folder.appending(path: Self.lookFolder)
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(at: state, to: copy)
        return try ShownBuffer(options, in: copy)
    }

    /// Leaves the beginning of a line at the end of the file, as a console does that dies while it writes one.
    private func tear() throws {
        guard let handle = FileHandle(forWritingAtPath: file.path()) else { return }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"method":"publish","body":{"channel":"ne"#.utf8))
    }
}
