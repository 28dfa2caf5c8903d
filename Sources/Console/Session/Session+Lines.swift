internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// From a typed line to the action of its word.
extension Session {
    /// Runs a line, whoever asked for it: the reader of lines, or another line.
    func carryOut(_ line: Line) async throws(SinkClosed) -> ExitStatus {
        var (typed, command) = (line, line)
        let statement: Statement
        let understood: Invocation?
        let outlets: [Statement.Outlet]
        do throws(LanguageError) {
            statement = try table.parser.statement(line)
            (typed, command) = (statement.command, statement.command)
            outlets = try expanded(statement.outlets)
            command = try expanded(statement)
            understood = try await table.parser.parseCommand(command)?.resolved(with: SessionValues(session: self))
        } catch {
            return try await reject(error, typed, at: error.span.moved(from: command, to: typed))
        }
        guard let understood, let action = table.action(of: understood.signature) else { return .ok }
        if isAttended, !(try await mayRun(understood.asked)) { return .fault }
        if outlets.isEmpty, statement.capture == nil {
            if readsByShape, case .call(let handling) = action { shapes.learn(line, understood, handling) }
            return try await perform(action, understood)
        }
        let status = try await run(into: outlets, line) { session throws(SinkClosed) in
            session.lastReply = nil
            return try await session.perform(action, understood)
        }
        if let name = statement.capture { try await keepReply(as: name, outlets) }
        return status
    }

    private func perform(
        _ action: ConsoleCommand.Action, _ understood: Invocation
    ) async throws(SinkClosed) -> ExitStatus {
        let call: Command
        switch action {
        case .line(let action): return try await action(self, understood)
        case .call(let handling):
            do throws(LanguageError) {
                call = try Command(understood.nested ?? understood)
            } catch {
                return try await reject(error, understood.line)
            }
            return try await handle(call, handling)
        }
    }

    /// Does what a word does with a call of the server.
    ///
    /// Inlined, as is what leads here from a script: entering an async function of an actor costs as much as `add` does.
    @inline(__always)
    func handle(
        _ call: Command, _ handling: ConsoleCommand.Handling
    ) async throws(SinkClosed) -> ExitStatus {
        switch handling {
        case .sends: return try await self.call(call)
        case .keeps(let keep):
            let remarks = keep(self, call)
            if !remarks.isEmpty { try await tell(remarks) }
            return .ok
        }
    }

    /// Puts into the words of a command what variables and templates stand for.
    private func expanded(_ statement: Statement) throws(LanguageError) -> Line {
        let command = statement.command
        guard statement.mayHoldReferences else { return command }
        let words = 0..<min(statement.ownWords, command.tokens.count)
        return try expansion.expand(command, words: words)
    }

    /// The same in the names of files that results go to.
    private func expanded(_ outlets: [Statement.Outlet]) throws(LanguageError) -> [Statement.Outlet] {
        if outlets.isEmpty { return outlets }
        var expanded: [Statement.Outlet] = []
        for outlet in outlets {
            guard case .file(let name, let appends, false, let span) = outlet else {
                expanded.append(outlet)
                continue
            }
            do throws(LanguageError) {
                expanded.append(.file(try expansion.text(name), appends: appends, span: span))
            } catch {
                if case .unsetVariable(let name, _) = error { throw .unsetVariable(name, span: span) }
                if case .noSuchPart(let name, let path, _) = error { throw .noSuchPart(name, path: path, span: span) }
                throw error
            }
        }
        return expanded
    }

    private var expansion: Expansion {
        var known = variables
        if let lastReply { known["_"] = lastReply.line }
        return Expansion(variables: known, template: templates.map { values in { values.value(of: $0) } })
    }

    /// Keeps the last reply, or what a path leads to in it, as a variable.
    private func keepReply(as name: String, _ outlets: [Statement.Outlet]) async throws(SinkClosed) {
        guard let reply = lastReply?.line else {
            try await say(["note: there was no reply to keep as \(name)"])
            return
        }
        guard case .filter(let path) = outlets.first else {
            setVariable(name, reply)
            return
        }
        let found = path.values(in: reply.value)
        if path.isMany {
            setVariable(name, JSONText(array: found))
        } else if let value = found.first {
            setVariable(name, value.jsonText)
        }
    }

    func setVariable(_ name: String, _ value: JSONText?) {
        variables[name] = value
        let names = variables.keys.sorted()
        knowledge.update { $0.variables = names }
    }
}

extension Range<Int> {
    /// The same place in the line as it was typed: where a word was expanded, all of that word.
    fileprivate func moved(from expanded: Line, to typed: Line) -> Range<Int> {
        guard expanded.source != typed.source else { return self }
        guard
            let index = expanded.tokens.firstIndex(where: { $0.span.upperBound > lowerBound || $0.span == self }),
            index < typed.tokens.count, expanded.tokens[index].span.lowerBound <= lowerBound
        else { return typed.end..<typed.end }
        let (word, own) = (expanded.tokens[index].span, typed.tokens[index].span)
        guard expanded.source[word] == typed.source[own] else { return own }
        let start = own.lowerBound + lowerBound - word.lowerBound
        return start..<Swift.min(own.upperBound, start + count)
    }
}
