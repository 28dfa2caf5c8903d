internal import LosslessJSON

/// The words for variables.
extension Session {
    func set(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        guard !invocation.arguments.isEmpty else {
            try await showVariables()
            return .ok
        }
        for argument in invocation.arguments {
            guard case .json(let value) = argument.value, let name = argument.path.last else { continue }
            setVariable(name, value)
        }
        return .ok
    }

    func unset(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let names = invocation.texts("names")
        if let missing = names.first(where: { variables[$0] == nil }) {
            return try await reject(.unsetVariable(missing, span: invocation.span("names")), invocation.line)
        }
        for name in names { setVariable(name, nil) }
        return .ok
    }

    /// For programs each is an object with one member.
    private func showVariables() async throws(SinkClosed) {
        let all = variables.sorted { $0.key < $1.key }
        guard format.isForPeople else {
            for (name, value) in all {
                var writer = JSONWriter()
                writer.beginObject()
                writer.key(name)
                writer.raw(value)
                writer.endObject()
                try await write(line(writer.text))
            }
            return
        }
        guard !all.isEmpty else { return try await say(["no variable is set: set ch=news, then publish $ch hello"]) }
        let rows = all.map { [StyledLine(untrusted: $0.key), StyledLine(untrusted: $0.value.compacted().description)] }
        let table = Table([.init("variable"), .init("value", isFlexible: true)], rows)
        try await print(HumanText([.table(table)]).rendered(in: results.display()))
    }
}
