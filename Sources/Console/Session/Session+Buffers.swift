internal import CentrifugoProtocol
internal import LosslessJSON

/// Batches that have a name, beside the one of this session.
extension Session {
    func switchBuffer(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let name = invocation.text("name") else {
            guard try await leaveBuffer() else { return .fault }
            try await sayWhere()
            return .ok
        }
        guard name != buffer?.name else { return .ok }
        guard name.isBufferName else {
            return try await reject(.notABufferName(name, span: invocation.span("name")), invocation.line)
        }
        guard let folder = settings.stateFolder else {
            return try await fail(buffer: name, "there is no folder for it (XDG_STATE_HOME, HOME)")
        }
        switch BatchStore.open(name, in: folder) {
        case .busy: return try await fail(buffer: name, "another console works on it")
        case .unusable: return try await fail(buffer: name, "its file in \(folder) cannot be used")
        case .kept(let kept):
            guard try await leaveBuffer() else { return .fault }
            parked = Parked(batch: batch, history: batchHistory, store: store, isFileWhole: isFileWhole)
            buffer = kept
            buffer?.name = name
            (batch, batchHistory, store, isFileWhole) = (kept.batch, BatchHistory(), kept.store, kept.isFileWhole)
            notePending()
            if kept.damaged > 0 {
                try await say(["\(kept.damaged.counted("line")) of \(name) could not be read"])
            }
            try await sayWhere()
            return .ok
        }
    }

    func showBuffers() async throws(SinkClosed) -> ExitStatus {
        var found = settings.stateFolder.map(BatchStore.named) ?? []
        if let name = buffer?.name, !found.contains(where: { $0.name == name }) { found.append((name, batch)) }
        if format.isForPeople {
            try await print(BatchView.buffers(found, current: buffer?.name).rendered(in: results.display()))
            return .ok
        }
        for (name, batch) in found {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            writer.key("commands")
            writer.integer(batch.items.count)
            if let server = batch.server {
                writer.key("server")
                writer.string(server)
            }
            writer.endObject()
            try await write(line(JSONText(unchecked: writer.bytes)))
        }
        return .ok
    }

    /// Goes back to the batch of the session itself; refuses where what is here would be lost.
    private func leaveBuffer() async throws(SinkClosed) -> Bool {
        guard buffer != nil, let own = parked else { return true }
        if !isFileWhole { try await keepWhole() }
        guard isFileWhole else { return false }
        if batch.items.isEmpty { store?.remove() }
        (batch, batchHistory, store, isFileWhole) = (own.batch, own.history, own.store, own.isFileWhole)
        (buffer, parked) = (nil, nil)
        notePending()
        return true
    }

    private func sayWhere() async throws(SinkClosed) {
        let place = buffer?.name.map { "buffer \($0)" } ?? "the batch of this session"
        let composed = batch.server.map { $0 == server.identity ? "" : ", composed for \($0)" } ?? ""
        try await say(["\(place): \(batch.items.count.counted("command")) pending\(composed)"])
    }

    private func fail(buffer name: String, _ reason: String) async throws(SinkClosed) -> ExitStatus {
        try await show(Diagnostic(failure: "buffer \(name) cannot be used: \(StyledLine(own: reason))", status: .fault))
        return .fault
    }
}

extension Session {
    /// The batch of the session, while it works on one that has a name.
    struct Parked {
        var batch: PendingBatch
        var history: BatchHistory
        var store: BatchStore?
        var isFileWhole: Bool
    }
}

extension String {
    /// Whether the text can name a buffer, and so a file: letters, digits, `_` and `-`, 64 at most.
    fileprivate var isBufferName: Bool { !isEmpty && utf8.count <= 64 && utf8.allSatisfy(\.isNameByte) }
}
