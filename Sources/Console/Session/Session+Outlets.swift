internal import CentrifugoAPI
internal import LosslessJSON

/// Results on their way to programs and files.
extension Session {
    /// Runs something whose results go through outlets.
    func run(
        into outlets: [Statement.Outlet], _ line: Line,
        _ body: (isolated Session) async throws(SinkClosed) -> ExitStatus
    ) async throws(SinkClosed) -> ExitStatus {
        guard !outlets.isEmpty else { return try await body(self) }
        let former = results
        let chain: [any Outlet]
        do throws(LanguageError) {
            chain = try makeChain(outlets)
        } catch {
            return try await reject(error, line)
        }
        results = former.redirected(to: chain[0])
        if case .filter = outlets[0] { results.format = .json }
        defer { results = former }
        var status = try await body(self)
        results = former
        let isTold = try await tellHiddenError(behind: outlets[0])
        for outlet in chain {
            let ending = try await outlet.finish()
            // Why there was nothing has been said.
            if case .foundNothing = ending, isTold || status != .ok { continue }
            if let problem = try await tell(ending), status == .ok { status = problem }
        }
        return status
    }

    /// Tells an error of the server that nobody would see, because a path led past it or a file took it.
    private func tellHiddenError(behind outlet: Statement.Outlet) async throws(SinkClosed) -> Bool {
        guard let reply = lastReply, case .error(let error) = reply.outcome else { return false }
        if case .filter(let path) = outlet {
            guard path.values(in: reply.line.value).isEmpty else { return false }
        } else if !format.isForPeople {
            return false
        }
        try await show(Diagnostic(serverError: error.code, message: error.message, method: nil, channel: nil))
        return true
    }

    /// Makes the outlets, each of which writes to the next; the last one to where results went before.
    private func makeChain(_ outlets: [Statement.Outlet]) throws(LanguageError) -> [any Outlet] {
        var chain: [any Outlet] = []
        for outlet in outlets.reversed() {
            let next = chain.first ?? results.sink
            chain.insert(try make(outlet, to: next, isLast: chain.isEmpty), at: 0)
        }
        return chain
    }

    private func make(
        _ outlet: Statement.Outlet, to next: any Sink, isLast: Bool
    ) throws(LanguageError) -> any Outlet {
        switch outlet {
        case .filter(let path): return FilterOutlet(path, as: filterForm(isLast: isLast), to: next)
        case .file(let path, let appends, _, let span):
            do throws(PrivateFile.Failure) {
                return try FileOutlet(settings.located(path), appends: appends)
            } catch {
                throw .unwritableFile(path: path, errno: error.errno, span: span)
            }
        case .shell(let command):
            guard let shell = makeShell(command, to: next, isLast: isLast) else { throw .noShell(command) }
            return shell
        }
    }

    private func filterForm(isLast: Bool) -> FilterOutlet.Form {
        switch format {
        case .human, .vertical, .raw: .text(isTerminal: isLast && results.isTerminal)
        case .json: .json(.compact)
        case .pretty: .json(.pretty(indent: 2))
        }
    }

    /// A command whose results nobody else takes has the terminal for itself, if there is one.
    func makeShell(_ command: String, to next: any Sink, isLast: Bool) -> ShellOutlet? {
        guard isLast, results.isTerminal, let interaction else { return ShellOutlet(command, output: next) }
        return ShellOutlet(command) { body in await interaction.lend(body) ?? 127 }
    }

    private func tell(_ ending: OutletEnding) async throws(SinkClosed) -> ExitStatus? {
        switch ending {
        case .ok: return nil
        case .foundNothing(let path):
            try await say(["note: there is nothing at \(path)"])
            return nil
        case .unwritten(let refusal):
            let words = StyledLine(own: SystemErrorText.words(refusal.errno))
            try await show(
                Diagnostic(
                    failure: "\(StyledLine(untrusted: refusal.path)) cannot be written: \(words)", status: .fault))
            return .fault
        case .shell(let command, let status):
            // What ended the command was meant for it.
            guard status != 128 + 2, status != 128 + 13 else { return nil }
            try await show(
                Diagnostic(
                    failure: "\(StyledLine(untrusted: command)) ended with status \(Int(status))", status: .fault))
            return .fault
        }
    }
}
