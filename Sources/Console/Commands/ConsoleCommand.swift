package import CentrifugoProtocol

/// A word of the console: its declaration and what it does.
package struct ConsoleCommand: Sendable {
    /// What a word does, on the session that it was typed in.
    typealias Action = @Sendable (isolated Session, Invocation) async throws(SinkClosed) -> ExitStatus

    /// What it is called, takes and means.
    package let signature: Signature
    /// Whether it works without any server, and so without one being named.
    let needsNoServer: Bool
    let action: Action

    init(_ signature: Signature, needsNoServer: Bool = false, _ action: @escaping Action) {
        self.signature = signature
        self.needsNoServer = needsNoServer
        self.action = action
    }

    /// Makes the word for a method of the server.
    init(_ method: Method) {
        self.init(method.signature) { session, invocation throws(SinkClosed) in
            try await session.call(method, invocation)
        }
    }
}

/// All words: those of the server, of the batch and of the console, in one table.
package struct CommandTable: Sendable {
    /// The words in the order of the help.
    package let commands: [ConsoleCommand]
    /// The parser over them.
    package let parser: Parser
    private let byName: [String: ConsoleCommand]

    /// Makes a table of words of different names.
    package init(_ commands: [ConsoleCommand]) {
        self.commands = commands
        parser = Parser(commands.map(\.signature))
        byName = Dictionary(commands.map { ($0.signature.name, $0) }) { first, _ in first }
    }

    /// The table of the console as it is.
    package static let standard = CommandTable(
        Method.all.map(ConsoleCommand.init) + ConsoleCommand.batch + ConsoleCommand.scripting + ConsoleCommand.console)

    /// The declarations of all words.
    package var signatures: [Signature] { commands.map(\.signature) }

    func action(of name: String) -> ConsoleCommand.Action? { byName[name]?.action }
}
