internal import CentrifugoProtocol
internal import LosslessJSON

/// What a command would do, as far as asking before it goes.
struct AskedCommand {
    var method: String
    var body: JSONValue?
    var signature: Signature?
    /// Whether a field was given, for commands whose body is not made yet.
    var gives: (String) -> Bool

    /// Whether it asks when somebody types it.
    var asks: Bool {
        guard let signature else { return false }
        if signature.effect == .destroys { return true }
        return signature.asksWithout.map { !gives($0) } ?? false
    }
}

extension Invocation {
    /// What the command would do; `call` counts as the method that it calls, `batch` as those in it.
    var asked: [AskedCommand] {
        if signature.fields.contains(where: \.isUncheckedBody), let method = text("method") {
            return AskedCommand.all(method: method, body: json("body"))
        }
        guard signature.isMethod, let body = try? requestBody() else { return [] }
        return AskedCommand.all(method: signature.name, body: body.value)
    }
}

extension AskedCommand {
    /// The command itself, or the commands in it if it holds others.
    static func all(method: String, body: JSONValue?) -> [AskedCommand] {
        guard Method.named(method)?.reply == .replies, let commands = body?["commands"] else {
            return [AskedCommand(method: method, body: body)]
        }
        return commands.elements.flatMap { command in
            command.members.prefix(1).map { AskedCommand(method: $0.name, body: $0.value) }
        }
    }

    /// A command by its method and body, as it stands in a batch or is called unchecked.
    init(method: String, body: JSONValue?) {
        self.init(method: method, body: body, signature: Method.named(method)?.signature) { field in
            guard let value = body?[field], !value.isNull else { return false }
            return value.string != ""
        }
    }
}

extension Session {
    /// Asks once, if somebody is there to ask and any of the commands calls for it.
    func mayRun(_ commands: [AskedCommand]) async throws(SinkClosed) -> Bool {
        guard let interaction, let first = commands.first(where: \.asks) else { return true }
        if settings.answersYes { return true }
        let what = describe(first)
        if settings.neverAsks {
            try await show(
                Diagnostic(
                    failure: "\(first.method) would ask before it runs, and --no-input forbids that",
                    details: [StyledLine(untrusted: what), "Start with -y to answer yes."], status: .fault))
            return false
        }
        guard await interaction.confirm(what, "Go on?") else {
            try await say(["nothing was sent"])
            return false
        }
        return true
    }

    private func describe(_ command: AskedCommand) -> String {
        guard let signature = command.signature else { return command.method }
        if let field = signature.asksWithout, let note = signature.notes.first, signature.field(named: field) != nil {
            return "\(command.method) on \(server.name): \(note)"
        }
        return "\(command.method) on \(server.name): \(signature.summary) No call brings it back."
    }
}
