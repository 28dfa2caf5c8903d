internal import CentrifugoProtocol

/// The batch in files of the user's.
extension Session {
    func save(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        guard try await mayReplace(path) else { return .fault }
        do throws(PrivateFile.Failure) {
            let text = batch.items.reduce(into: []) { $0 += batchText.saved($1) }
            try PrivateFile.replace(settings.located(path), with: text, mode: 0o666)
        } catch {
            return try await reject(
                .unwritableFile(path: path, errno: error.errno, span: invocation.span("file")), invocation.line)
        }
        try await say(["\(batch.items.count.counted("command")) written to \(path)"])
        return .ok
    }

    func load(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let path = invocation.text("file") ?? ""
        guard let text = try await contents(of: path, for: invocation) else { return .input }
        let items: [PendingBatch.Item]
        do throws(BatchText.Problem) {
            items = try await batchText.items(in: text)
        } catch {
            let status = try await reject(error, in: path)
            try await say(["nothing of \(path) was loaded"])
            return status
        }
        if invocation.flag("replace") {
            try await change(by: "load") { batch in
                batch.reset()
                batch.add(contentsOf: items, for: server.identity)
            }
        } else {
            batch.add(contentsOf: items, for: server.identity)
            batchHistory.noteAdded(items.count, by: "load")
            try await keepWhole()
        }
        try await say(["\(items.count.counted("command")) loaded, \(batch.items.count) pending"])
        return .ok
    }

    /// The bytes of the file that a command is given; nil where it cannot be read, which has been told then.
    func contents(of path: String, for invocation: Invocation) async throws(SinkClosed) -> [UInt8]? {
        do throws(LanguageError) {
            return try contents(of: path, span: invocation.span("file"))
        } catch {
            _ = try await reject(error, invocation.line)
            return nil
        }
    }

    /// The bytes of a file that a line names.
    func contents(of path: String, span: Range<Int>) throws(LanguageError) -> [UInt8] {
        do throws(PrivateFile.Failure) {
            return try PrivateFile.contents(settings.located(path))
        } catch {
            throw .unreadableFile(path: path, errno: error.errno, span: span)
        }
    }

    /// A file that is there is replaced only if somebody says so, where somebody could.
    func mayReplace(_ path: String) async throws(SinkClosed) -> Bool {
        guard let interaction, !settings.answersYes, PrivateFile.exists(settings.located(path)) else { return true }
        if settings.neverAsks {
            try await show(
                Diagnostic(
                    failure: "\(path) exists, and --no-input forbids to ask", details: ["Start with -y to answer yes."],
                    status: .fault))
            return false
        }
        guard await interaction.confirm("\(path) exists.", "Replace it?") else {
            try await say(["nothing was written"])
            return false
        }
        return true
    }
}
