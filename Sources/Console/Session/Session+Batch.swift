internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// The words of the pending batch.
extension Session {
    func add(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let item = try await item(of: invocation) else { return .input }
        let isOther = batch.server.map { $0 != server.identity } ?? false
        batch.add(item, for: server.identity)
        if interaction != nil { knowledge.append(pending: item.summary) }
        try await keep { store throws(PrivateFile.Failure) in
            isFileWhole ? try store.saveLast(of: batch) : try store.save(batch)
        }
        if isOther, let composedFor = batch.server {
            try await say(["note: this batch was composed for \(composedFor)"])
        }
        return .ok
    }

    func edit(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let number = invocation.integer("item") ?? 0
        guard batch.items.indices.contains(number - 1) else {
            return try await reject(
                .noSuchItem(number, count: batch.items.count, span: invocation.span("item")), invocation.line)
        }
        var replacement = invocation
        if invocation.nested == nil {
            guard let edited = try await editInEditor(batch.items[number - 1], invocation) else { return .input }
            replacement = edited
        }
        guard let item = try await item(of: replacement) else { return .input }
        batch.replace(number, with: item)
        notePending()
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        return .ok
    }

    func drop(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let numbers = invocation.integers("items")
        for (number, span) in numbers where !batch.items.indices.contains(number - 1) {
            return try await reject(.noSuchItem(number, count: batch.items.count, span: span), invocation.line)
        }
        batch.drop(Set(numbers.map(\.number)))
        notePending()
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        return .ok
    }

    func reset() async throws(SinkClosed) -> ExitStatus {
        let count = batch.items.count
        batch.reset()
        notePending()
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
        try await say([count == 0 ? "the batch was empty" : "\(count.counted("command")) thrown away"])
        return .ok
    }

    func showPending() async throws(SinkClosed) -> ExitStatus {
        if format == .human {
            try await print(BatchView.pending(batch.items).rendered(in: settings.display()))
        } else {
            try await write(batch.items.reduce(into: []) { $0 += line($1.json) })
        }
        return .ok
    }

    /// Names the commands that a script added and never sent.
    package func tellUnsent() async throws(SinkClosed) {
        guard !batch.items.isEmpty else { return }
        let head = "\(batch.items.count.counted("command")) added and never sent:"
        let lines = [head] + BatchView.pending(batch.items).rendered(in: settings.errorDisplay())
        try await errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// The command within an `add` or `edit`, ready to be sent.
    private func item(of invocation: Invocation) async throws(SinkClosed) -> PendingBatch.Item? {
        guard let command = invocation.nested else { return nil }
        do throws(LanguageError) {
            if command.signature.fields.contains(where: \.isUncheckedBody) {
                let body = command.json("body")?.jsonText.compacted() ?? .emptyObject
                return PendingBatch.Item(method: command.text("method") ?? "", body: body)
            }
            return PendingBatch.Item(method: command.signature.name, body: try command.requestBody())
        } catch {
            _ = try await reject(error, invocation.line)
            return nil
        }
    }

    /// Opens the editor with a pending command and understands what comes back.
    ///
    /// What cannot be understood is offered to the editor again, so that it is not lost.
    private func editInEditor(
        _ item: PendingBatch.Item, _ invocation: Invocation
    ) async throws(SinkClosed) -> Invocation? {
        guard let interaction else {
            _ = try await reject(.needsTerminal("edit", span: 0..<invocation.line.end), invocation.line)
            return nil
        }
        let original = Array("\(editable(item))\n".utf8)
        var text = original
        repeat {
            guard let edited = await interaction.edit(text) else {
                _ = try await reject(.noEditor("the editor", span: 0..<invocation.line.end), invocation.line)
                return nil
            }
            guard edited != original else {
                try await say(["nothing changed"])
                return nil
            }
            text = edited
            if let command = try await understood(edited, as: invocation) { return command }
        } while await interaction.confirm("The batch is as it was.", "Edit again?")
        return nil
    }

    /// A pending command as it can be typed: past the schema where it does not fit it.
    private func editable(_ item: PendingBatch.Item) -> String {
        let line = "\(item.method) \(item.body)"
        let words = Line(arguments: [item.method, item.body.description])
        return (try? table.parser.parseBatchable(words)) == nil ? "call \(line)" : line
    }

    /// Understands what the editor left, which must be one command.
    private func understood(_ text: [UInt8], as outer: Invocation) async throws(SinkClosed) -> Invocation? {
        var line = Line(source: text, tokens: [])
        do throws(LanguageError) {
            switch Tokenizer.line(in: text) {
            case .open(let opening, _): throw .unclosed(opening.byte, at: opening.offset)
            case .joined(let offset, _): throw .joined(at: offset)
            case .line(let words, let next):
                line = words
                if let rest = text[next...].firstIndex(where: { !$0.isBlank && $0 != UInt8(ascii: "\n") }) {
                    line = Line(source: text, tokens: [])
                    throw .secondCommand(at: rest)
                }
            }
            guard let command = try table.parser.parseBatchable(line) else { return nil }
            var edited = outer
            edited.inner = .some(try await command.resolved(with: SessionValues(session: self)))
            return edited
        } catch {
            _ = try await reject(error, line, isTyped: false)
            return nil
        }
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
