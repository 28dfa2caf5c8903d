internal import LosslessJSON

/// Shows what became of each command of a batch.
enum RepliesView {
    static func answer(_ exchange: Exchange) -> HumanText? {
        let commands = exchange.body?["commands"]?.elements.map { $0 } ?? []
        let replies = exchange.result["replies"]?.elements.map { $0 } ?? []
        guard !replies.isEmpty || exchange.result.count == 0, replies.count == commands.count else { return nil }
        var items: [BatchView.SentItem] = []
        for (command, reply) in zip(commands, replies) {
            guard let item = item(command, reply) else { return nil }
            items.append(item)
        }
        let failed = items.compactMap(\.code)
        let summary = BriefView.tally(succeeded: items.count - failed.count, failed: failed.count)
        let table: [HumanText.Block] = items.isEmpty ? [] : [.table(BatchView.table(items))]
        return HumanText(table + [.summary(summary, hint: ErrorWords.hint(failed))])
    }

    /// One command and its answer; a command that holds no method is shown as `?`.
    private static func item(_ command: JSONValue, _ reply: JSONValue) -> BatchView.SentItem? {
        let called = command.members.first { _ in true }
        if let error = ErrorWords(in: reply) {
            let name = called?.name ?? "?"
            return .init(name: name, body: called?.value, outcome: .failed(code: error.code, message: error.message))
        }
        guard let answered = reply.members.first(where: { _ in true }) else { return nil }
        let body = command[answered.name]
        return .init(name: answered.name, body: body, outcome: .succeeded(answered.value))
    }
}
