internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// The words of the pending batch.
extension Session {
    func add(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let command = invocation.nested else { return .input }
        let item: PendingBatch.Item
        do throws(LanguageError) {
            item = try PendingBatch.Item(command)
        } catch {
            return try await reject(error, invocation.line)
        }
        let isOther = batch.server.map { $0 != serverIdentity } ?? false
        batch.add(item, for: serverIdentity)
        batchHistory.noteAdded(1, by: "add")
        if interaction != nil { knowledge.append(pending: item.summary) }
        try await keep { store throws(PrivateFile.Failure) in
            isFileWhole ? try store.saveLast(of: batch) : try store.save(batch)
        }
        if isOther, let composedFor = batch.server {
            try await say(["note: this batch was composed for \(composedFor)"])
        }
        return .ok
    }

    /// Names the commands that a script leaves in the batch, once.
    package func tellUnsent() async throws(SinkClosed) {
        // What has a name is kept.
        let own = parked?.batch ?? batch
        // A script that is interrupted comes to its end in two ways at once.
        guard !own.items.isEmpty, !hasToldUnsent else { return }
        hasToldUnsent = true
        let wasSent = own.items.contains { $0.last != nil }
        let head = own.items.count.counted("command") + (wasSent ? " left in the batch:" : " added and never sent:")
        let lines = [head] + BatchView.pending(own.items).rendered(in: settings.errorDisplay())
        try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Tells completion what is pending, where anybody could complete.
    func notePending() {
        guard interaction != nil else { return }
        let commands = batch.items.map(\.summary)
        knowledge.update { $0.pending = commands }
    }

    /// Saves the batch where it is kept; a disk that refuses is told, and the batch stays in memory.
    func keep(_ save: (BatchStore) throws(PrivateFile.Failure) -> Void) async throws(SinkClosed) {
        guard let store else { return }
        do throws(PrivateFile.Failure) {
            try save(store)
            isFileWhole = true
        } catch {
            isFileWhole = false
            try await show(Diagnostic(unsaved: error))
        }
    }
}
