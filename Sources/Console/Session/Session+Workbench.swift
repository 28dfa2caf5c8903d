internal import CentrifugoProtocol
internal import LosslessJSON

/// Working on what is pending.
extension Session {
    func showPending(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let number = try await item("item", invocation) else { return .input }
        let items = number.map { [batch.items[$0 - 1]] } ?? batch.items
        if !format.isForPeople {
            try await write(items.reduce(into: []) { $0 += line($1.json) })
        } else if let number {
            try await print(BatchView.one(number, items[0]).rendered(in: results.display()))
        } else {
            try await print(BatchView.pending(items).rendered(in: results.display()))
        }
        return .ok
    }

    func drop(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let ranges = invocation.ranges("items")
        for (numbers, span) in ranges where numbers.upperBound > batch.items.count {
            return try await reject(
                .noSuchItem(numbers.upperBound, count: batch.items.count, span: span), invocation.line)
        }
        try await change(by: "drop") { $0.drop(ranges.map(\.numbers)) }
        return .ok
    }

    func move(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let number = try await item("item", invocation), let number,
            let target = try await item("to", invocation), let target
        else { return .input }
        try await change(by: "move") { $0.move(number, to: target) }
        return .ok
    }

    func copy(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let number = try await item("item", invocation), let number else { return .input }
        try await change(by: "copy") { $0.copy(number) }
        try await say(["\(number) copied to \(number + 1)"])
        return .ok
    }

    func reset() async throws(SinkClosed) -> ExitStatus {
        let count = batch.items.count
        guard count > 0 else {
            try await say(["the batch was empty"])
            return .ok
        }
        try await change(by: "reset") { $0.reset() }
        try await say([
            "\(count.counted("command")) thrown away" + (isAttended ? "; undo brings them back" : "")
        ])
        return .ok
    }

    func undo() async throws(SinkClosed) -> ExitStatus {
        guard let word = batchHistory.undo(&batch) else {
            try await say(["nothing to undo"])
            return .ok
        }
        try await keepWhole()
        try await say(["\(word) undone: \(batch.items.count.counted("command")) pending"])
        if word == "send" { try await say(["What that send carried out stays done: sending again repeats it."]) }
        return .ok
    }

    func edit(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard let number = try await item("item", invocation) else { return .input }
        guard let number else { return try await editAll(invocation) }
        var replacement: PendingBatch.Item
        if let command = invocation.nested {
            do throws(LanguageError) {
                replacement = try PendingBatch.Item(command)
            } catch {
                return try await reject(error, invocation.line)
            }
        } else {
            let text = Array("\(batchText.typed(batch.items[number - 1]))\n".utf8)
            guard let edited = try await edited(text, invocation) else { return .input }
            guard edited.count == 1 else {
                try await show(
                    Diagnostic(
                        failure: "there are \(edited.count.counted("command")) where one was",
                        details: [
                            "The batch is as it was. edit alone opens all of it."
                        ], status: .input))
                return .input
            }
            replacement = edited[0]
        }
        try await change(by: "edit") { $0.replace(number, with: replacement) }
        return .ok
    }

    /// Opens the editor with the whole batch.
    private func editAll(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let text = Array(batch.items.map { batchText.typed($0) + "\n" }.joined().utf8)
        guard let edited = try await edited(text, invocation) else { return .input }
        try await change(by: "edit") { $0.replaceAll(with: edited, for: server.identity) }
        try await say(["\(batch.items.count.counted("command")) pending"])
        return .ok
    }

    /// Opens the editor with commands, and understands what comes back; `nil` if nothing is to change.
    ///
    /// What cannot be understood is offered to the editor again, so that it is not lost.
    private func edited(
        _ original: [UInt8], _ invocation: Invocation
    ) async throws(SinkClosed) -> [PendingBatch.Item]? {
        guard let interaction else {
            _ = try await reject(.needsTerminal("edit", span: 0..<invocation.line.end), invocation.line)
            return nil
        }
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
            do throws(BatchText.Problem) {
                return try await batchText.items(in: edited)
            } catch {
                _ = try await reject(error, in: "the text,")
            }
        } while await interaction.confirm("The batch is as it was.", "Edit again?")
        return nil
    }

    /// The number typed for a field, `.some(nil)` if there is none; `nil` if no command has it, which is told.
    private func item(_ field: String, _ invocation: Invocation) async throws(SinkClosed) -> Int?? {
        guard let number = invocation.integer(field) else { return .some(nil) }
        if batch.items.indices.contains(number - 1) { return number }
        _ = try await reject(
            .noSuchItem(number, count: batch.items.count, span: invocation.span(field)), invocation.line)
        return nil
    }

    /// Changes the batch by a word, in such a way that it can be undone, and the file with it.
    func change(by word: String, _ change: (inout PendingBatch) -> Void) async throws(SinkClosed) {
        batchHistory.note(batch, changedBy: word)
        change(&batch)
        try await keepWhole()
    }

    /// Writes the whole batch where it is kept, and tells completion.
    func keepWhole() async throws(SinkClosed) {
        notePending()
        try await keep { store throws(PrivateFile.Failure) in try store.save(batch) }
    }

    var batchText: BatchText { BatchText(parser: table.parser, values: SessionValues(session: self)) }

    /// Shows what is wrong with a text of commands, and where in it.
    func reject(_ problem: BatchText.Problem, in name: String) async throws(SinkClosed) -> ExitStatus {
        let outer = place
        place = ScriptPlace("\(name) line ", problem.row)
        defer { place = outer }
        return try await reject(problem.error, problem.line, isTyped: false)
    }
}
