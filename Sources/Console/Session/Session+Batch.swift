internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// What is to be told of a call that was kept.
enum Remark: Sendable, Hashable {
    /// The batch was composed for another server than this one.
    case composedFor(String)
    /// The disk refused it; it is here, in memory.
    case unsaved(PrivateFile.Failure)
}

/// The words of the pending batch.
extension Session {
    /// Adds a call to the batch, also where that is kept.
    func add(_ call: Command) -> [Remark] {
        let item = PendingBatch.Item(call)
        let isOther = batch.server.map { $0 != serverIdentity } ?? false
        batch.add(item, for: serverIdentity)
        batchHistory.noteAdded(1, by: "add")
        if isAttended { knowledge.append(pending: item.summary) }
        var remarks: [Remark] = []
        let refusal = refusal { store throws(PrivateFile.Failure) in
            isFileWhole ? try store.saveLast(of: batch) : try store.save(batch)
        }
        if let refusal { remarks.append(.unsaved(refusal)) }
        if isOther, let composedFor = batch.server { remarks.append(.composedFor(composedFor)) }
        return remarks
    }

    /// Tells what is to be told of a call that was kept.
    func tell(_ remarks: [Remark]) async throws(SinkClosed) {
        for remark in remarks {
            switch remark {
            case .composedFor(let server): try await say(["note: this batch was composed for \(server)"])
            case .unsaved(let failure): try await show(Diagnostic(unsaved: failure))
            }
        }
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
        guard isAttended else { return }
        let commands = batch.items.map(\.summary)
        knowledge.update { $0.pending = commands }
    }

    /// Saves the batch where it is kept; a disk that refuses is told, and the batch stays in memory.
    func keep(_ save: (BatchStore) throws(PrivateFile.Failure) -> Void) async throws(SinkClosed) {
        if let refusal = refusal(save) { try await show(Diagnostic(unsaved: refusal)) }
    }

    /// Saves the batch where it is kept, and returns why the disk refused it, if it did.
    private func refusal(
        _ save: (BatchStore) throws(PrivateFile.Failure) -> Void
    ) -> PrivateFile.Failure? {
        guard let store else { return nil }
        do throws(PrivateFile.Failure) {
            try save(store)
            isFileWhole = true
            return nil
        } catch {
            isFileWhole = false
            return error
        }
    }
}
