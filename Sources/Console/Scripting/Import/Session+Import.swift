internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import Glibc
internal import LosslessJSON

/// Records of a file, sent as commands, a part at a time.
extension Session {
    func importRecords(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let name = invocation.text("file") ?? ""
        let mapping: ImportMapping
        do throws(LanguageError) {
            mapping = try ImportMapping(
                invocation.text("method") ?? ImportMapping.usualMethod,
                invocation.arguments.filter { $0.path.first == "fields" },
                in: invocation.line, methodAt: invocation.span("method"))
        } catch {
            return try await reject(error, invocation.line)
        }
        guard try await mayRun([AskedCommand(method: mapping.method, body: nil)]) else { return .fault }
        let path = settings.located(name)
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            return try await reject(
                .unreadableFile(path: name, errno: errno, span: invocation.span("file")), invocation.line)
        }
        defer { _ = Glibc.close(descriptor) }
        let notes = path + ".import"
        let identity = "\(mapping.identity) → \(server.identity)"
        let former = invocation.flag("restart") ? nil : ImportProgress(readFrom: notes)
        guard try await mayGoOn(former, as: identity, name, descriptor) else { return .fault }
        let source = FileSource(descriptor: descriptor)
        let noteFile = unsafe open(notes, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { if noteFile >= 0 { _ = Glibc.close(noteFile) } }
        var run = ImportRun(
            reader: RecordReader(source, named: name), mapping: mapping,
            progress: former ?? ImportProgress(identity: identity),
            rejected: RejectedRecords(path + ".rejected", appends: former != nil), source: descriptor,
            noteFile: noteFile, file: name,
            options: ImportRun.Options(invocation))
        var ending = try await carryOut(&run)
        if ending == .complete, let number = source.failure { ending = .unread(errno: number) }
        if ending == .complete || run.progress.records == 0 { _ = unsafe unlink(notes) }
        return try await finish(run, ending)
    }

    /// Tells where the same import goes on; another one of the file has to be begun anew.
    private func mayGoOn(
        _ former: ImportProgress?, as identity: String, _ name: String, _ descriptor: Int32
    ) async throws(SinkClosed) -> Bool {
        guard let former else { return true }
        let isSameFile = former.fingerprint == Fingerprint.of(descriptor, before: former.offset)
        if isSameFile, former.identity == identity {
            try await say(["going on behind record \(former.records)"])
            return true
        }
        guard isSameFile else {
            try await show(
                Diagnostic(
                    failure: "\(StyledLine(untrusted: name)) is another file than the one that is imported in part",
                    details: ["Behind record \(former.records) it is not as it was; restart=true begins anew."],
                    status: .fault))
            return false
        }
        try await show(
            Diagnostic(
                failure: "\(StyledLine(untrusted: name)) is imported in part already, in another way",
                details: [
                    StyledLine(untrusted: "That was: \(former.identity)"),
                    "The same import goes on behind record \(former.records); restart=true begins anew.",
                ], status: .fault))
        return false
    }

    /// How an import ended.
    private enum ImportEnding: Hashable {
        case complete
        case stopped
        /// The system refused to read further.
        case unread(errno: Int32)
        /// A part of so many records got no usable answer.
        case lost(records: Int, status: ExitStatus, mayHaveRun: Bool)
    }

    private func carryOut(_ run: inout ImportRun) async throws(SinkClosed) -> ImportEnding {
        await run.begin()
        let start = settings.now()
        var shown = start
        while let part = await run.nextPart() {
            if Task.isCancelled { return .stopped }
            guard !part.commands.isEmpty else {
                run.settle(part, [])
                continue
            }
            let replies: [Reply]
            do throws(SessionFailure) {
                replies = try await exchangeToTheEnd(
                    Batch(part.commands), run.options.isParallel, try await currentClient())
            } catch {
                if case .output(let closed) = error { throw closed }
                try await show(diagnostic(error, nil))
                return .lost(
                    records: part.commands.count, status: diagnostic(error, nil).status, mayHaveRun: error.mayHaveRun)
            }
            run.settle(part, replies)
            if run.options.showsReplies { try await write(lines(of: replies)) }
            let now = settings.now()
            if now - shown >= (settings.errorsAreTerminal ? .milliseconds(250) : .seconds(10)) {
                shown = now
                try await tellProgress(run, after: now - start)
            }
        }
        return .complete
    }

    private func tellProgress(_ run: ImportRun, after time: Duration) async throws(SinkClosed) {
        let rate = Int(Double(run.sentNow) / max(time / .seconds(1), 0.001))
        let text = "\(run.progress.records) records · \(rate)/s"
        try await errors.write(Array((settings.errorsAreTerminal ? "\r\u{1B}[K" + text : text + "\n").utf8))
    }

    private func finish(_ run: ImportRun, _ ending: ImportEnding) async throws(SinkClosed) -> ExitStatus {
        if settings.errorsAreTerminal { try await errors.write(Array("\r\u{1B}[K".utf8)) }
        let progress = run.progress
        var lost = 0
        if case .lost(let records, _, true) = ending { lost = records }
        recorder?.note(run.summaryJSON(lost: lost))
        if format.isForPeople {
            try await print(
                HumanText([.line(run.summary(lost: lost))] + run.codeLines.map { .note($0) }).rendered(
                    in: results.display()))
        } else {
            try await write(line(run.summaryJSON(lost: lost)))
        }
        if let number = run.rejected.failure {
            try await show(Diagnostic(unsaved: PrivateFile.Failure(path: run.rejected.path, errno: number)))
        }
        switch ending {
        case .complete:
            if progress.failed + progress.rejected == 0 { return .ok }
            return progress.succeeded == 0 && progress.rejected == 0 ? .server : .partial
        case .unread(let number):
            let words = StyledLine(own: SystemErrorText.words(number))
            try await show(
                Diagnostic(
                    failure: "\(StyledLine(untrusted: run.file)) cannot be read further: \(words)", status: .fault))
            return .fault
        case .stopped:
            try await say(["stopped behind record \(progress.records): the same import goes on there"])
            return .interrupted
        case .lost(let records, let status, let mayHaveRun):
            let first = progress.records + 1
            let what =
                mayHaveRun
                ? "whether records \(first) to \(progress.records + records) were taken is unknown; the same import sends them again"
                : "the same import goes on at record \(first)"
            let advice = mayHaveRun && !run.options.givesKeys ? " (once=true makes that safe)" : ""
            try await say([what + advice])
            return status
        }
    }
}
