internal import CentrifugoAPI
internal import LosslessJSON

/// An import under way: what is read next, and what became of what was sent.
struct ImportRun {
    /// Commands that go in one request.
    struct Part {
        var commands: [Command] = []
        /// The records that the commands are made of.
        var records: [RecordReader.Record] = []
        /// Records that made no command, with the reason.
        var refused: [(record: RecordReader.Record, reason: String)] = []
        /// Where the record behind the part starts, and how many are before it.
        var end = 0
        var count = 0
    }

    /// How the commands go.
    struct Options {
        /// The commands of a request.
        let partSize: Int
        let isParallel: Bool
        let showsReplies: Bool
        /// Whether each gets a key by which the server knows it again.
        let givesKeys: Bool

        init(_ invocation: Invocation) {
            partSize = invocation.integer("chunk") ?? 1000
            isParallel = invocation.flag("parallel")
            showsReplies = invocation.flag("replies")
            givesKeys = invocation.flag("once")
        }
    }

    private var reader: RecordReader
    private let mapping: ImportMapping
    private(set) var progress: ImportProgress
    let rejected: RejectedRecords
    private let source: Int32
    private let noteFile: Int32
    let file: String
    let options: Options
    /// How many records were sent by this run.
    private(set) var sentNow = 0
    private var codes: [Int: (count: Int, message: String)] = [:]

    /// A part ends with so many bytes, however few commands it has.
    private static let largestPart = 4 << 20

    init(
        reader: RecordReader, mapping: ImportMapping, progress: ImportProgress, rejected: RejectedRecords,
        source: Int32, noteFile: Int32, file: String, options: Options
    ) {
        self.source = source
        self.reader = reader
        self.mapping = mapping
        self.progress = progress
        self.rejected = rejected
        self.noteFile = noteFile
        self.file = file
        self.options = options
    }

    /// Reads the header, and passes over what was sent before.
    mutating func begin() async {
        await reader.begin()
        if progress.records > 0 { await reader.skip(to: progress.offset, behind: progress.records) }
    }

    /// The commands that go next; nil at the end.
    mutating func nextPart() async -> Part? {
        var part = Part()
        var size = 0
        while part.commands.count < options.partSize, size < Self.largestPart, let record = await reader.next() {
            part.end = record.end
            part.count = record.number
            do throws(ImportMapping.Refusal) {
                let command = try command(of: record)
                part.commands.append(command)
                part.records.append(record)
                size += command.params.bytes.count
            } catch {
                part.refused.append((record, error.reason))
                size += record.bytes.count
            }
        }
        return part.count == 0 ? nil : part
    }

    private func command(of record: RecordReader.Record) throws(ImportMapping.Refusal) -> Command {
        let value = try record.json(reader.form)
        let key =
            options.givesKeys ? "centsh-import-\(Fingerprint.of(progress.identity.utf8))-\(file)-\(record.number)" : nil
        let body = try mapping.body(of: value, isText: reader.form != .lines, key: key)
        return Command(mapping.method, params: body)
    }

    /// Notes what was answered to a part, and where the next one starts.
    mutating func settle(_ part: Part, _ replies: [Reply]) {
        for (record, reason) in part.refused { rejected.write(record.number, record.bytes, because: reason) }
        progress.rejected += part.refused.count
        for (index, reply) in replies.enumerated() {
            guard ReplyJudge.status(of: reply) != .ok,
                case .failed(let code, let message) = ReplyJudge.failure(in: reply)
            else {
                progress.succeeded += 1
                continue
            }
            progress.failed += 1
            codes[code, default: (0, message)].count += 1
            let record = part.records[index]
            rejected.write(record.number, record.bytes, because: "\(code) \(message)")
        }
        sentNow += part.commands.count
        progress.records = part.count
        progress.offset = part.end
        progress.fingerprint = Fingerprint.of(source, before: part.end)
        if noteFile >= 0 { progress.write(to: noteFile) }
    }

    // MARK: What is told at the end

    func summary(lost: Int) -> StyledLine {
        var parts: [StyledLine] = [.count(progress.records, "record"), "\(progress.succeeded) succeeded"]
        if progress.failed > 0 { parts.append("\(progress.failed) failed") }
        if progress.rejected > 0 { parts.append("\(progress.rejected) rejected") }
        if lost > 0 { parts.append("\(lost) unknown") }
        if progress.failed + progress.rejected > 0 { parts.append("see \(StyledLine(untrusted: file + ".rejected"))") }
        return parts.joined()
    }

    /// The codes that the server refused records with.
    var codeLines: [StyledLine] {
        codes.sorted { $0.key < $1.key }.map { code, found in
            "\(code) \(StyledLine(untrusted: found.message)): \(found.count)"
        }
    }

    func summaryJSON(lost: Int) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("import")
        writer.beginObject()
        for (name, number) in progress.counts + [("unknown", lost)] {
            writer.key(name)
            writer.integer(number)
        }
        writer.endObject()
        writer.endObject()
        return writer.text
    }
}
