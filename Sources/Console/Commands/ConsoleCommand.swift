internal import CentrifugoAPI
package import CentrifugoProtocol

/// A word of the console: its declaration and what it does.
package struct ConsoleCommand: Sendable {
    /// What a word does, on the session that it was typed in.
    enum Action: Sendable {
        /// It takes what was typed.
        case line(@Sendable (isolated Session, Invocation) async throws(SinkClosed) -> ExitStatus)
        /// It takes a call of the server: that of the command within it, or its own.
        case call(Handling)
    }

    /// What a word does with a call of the server.
    enum Handling: Sendable {
        /// It is sent, and the reply shown.
        case sends
        /// It is kept, which takes no time; what is to be told of that is returned.
        case keeps(@Sendable (isolated Session, Command) -> [Remark])
    }

    /// What it is called, takes and means.
    package let signature: Signature
    /// Whether it works without any server, and so without one being named.
    let needsNoServer: Bool
    let action: Action

    /// Makes a word that takes what was typed.
    init(
        _ signature: Signature, needsNoServer: Bool = false,
        _ action: @escaping @Sendable (isolated Session, Invocation) async throws(SinkClosed) -> ExitStatus
    ) {
        self.signature = signature
        self.needsNoServer = needsNoServer
        self.action = .line(action)
    }

    /// Makes a word that takes a call of the server.
    init(_ signature: Signature, call handling: Handling) {
        self.signature = signature
        needsNoServer = false
        action = .call(handling)
    }

    /// Makes the word for a method of the server.
    init(_ method: Method) {
        self.init(method.signature, call: .sends)
    }
}

/// All words: those of the server, of the batch and of the console, in one table.
package struct CommandTable: Sendable {
    /// The words in the order of the help.
    package let commands: [ConsoleCommand]
    /// The parser over them.
    package let parser: Parser
    private let actions: [ObjectIdentifier: ConsoleCommand.Action]

    /// Makes a table of words of different names.
    package init(_ commands: [ConsoleCommand]) {
        self.commands = commands
        parser = Parser(commands.map(\.signature))
        actions = Dictionary(commands.map { (ObjectIdentifier($0.signature), $0.action) }) { first, _ in first }
    }

    /// The table of the console as it is.
    package static let standard = CommandTable(
        Method.all.map(ConsoleCommand.init) + ConsoleCommand.batch + ConsoleCommand.scripting + ConsoleCommand.console)

    /// The declarations of all words.
    package var signatures: [Signature] { commands.map(\.signature) }

    /// What the word does that a signature of this table declares.
    func action(of signature: Signature) -> ConsoleCommand.Action? { actions[ObjectIdentifier(signature)] }
}
