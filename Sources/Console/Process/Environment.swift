internal import Glibc

/// Everything that the program takes from its surroundings; made once, in `main`, or by a test.
///
/// The console turns typed lines into calls of a Centrifugo server and replies into text. This
/// module owns the session, the language, the pending batch and what people see; it knows no
/// sockets and no terminal codes but through the modules below it.
package struct Environment: Sendable {
    /// The arguments of the process, without its name.
    package var arguments: [String]
    /// The environment variables.
    package var variables: [String: String]
    /// Where lines come from when nobody types.
    package var input: any InputSource
    /// Where results go.
    package var output: any Sink
    /// Where talk goes.
    package var errors: any Sink
    /// The terminal, if standard input is one.
    package var terminal: Terminal?
    /// Whether results go to a terminal.
    package var outputIsTerminal: Bool
    /// Whether talk goes to a terminal.
    package var errorsAreTerminal: Bool
    /// Whether the locale's encoding is UTF-8.
    package var isUTF8: Bool
    /// Whether an argument of the process is no UTF-8.
    package var hasBrokenArguments = false
    /// Whether signals are the program's to handle, as they are in a process of its own.
    package var ownsSignals = false
    /// Ends the process at once, where it is the program's own to end.
    package var leave: (@Sendable (ExitStatus) -> Void)?
    /// The cells of a row of the terminal, asked anew each time.
    package var terminalWidth: @Sendable () -> Int? = { nil }
    /// The rows of the terminal, asked anew each time.
    package var terminalRows: @Sendable () -> Int? = { nil }

    /// Makes an environment from its parts.
    package init(
        arguments: [String], variables: [String: String], input: any InputSource, output: any Sink, errors: any Sink,
        terminal: Terminal? = nil, outputIsTerminal: Bool = false, errorsAreTerminal: Bool = false, isUTF8: Bool = true
    ) {
        self.arguments = arguments
        self.variables = variables
        self.input = input
        self.output = output
        self.errors = errors
        self.terminal = terminal
        self.outputIsTerminal = outputIsTerminal
        self.errorsAreTerminal = errorsAreTerminal
        self.isUTF8 = isUTF8
    }

    /// A variable's value, unless it is missing or empty.
    package func variable(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// The descriptors of the terminal that somebody types at.
package struct Terminal: Sendable, Hashable {
    /// Where keys come from.
    package var input: Int32
    /// Where the line is drawn: standard output, or standard error where that is no terminal.
    package var output: Int32
}

/// Where bytes go.
package protocol Sink: Sendable {
    /// Writes all the bytes, waiting for a slow reader.
    ///
    /// - Throws: `SinkClosed` once nobody reads any more.
    func write(_ bytes: [UInt8]) async throws(SinkClosed)
}

/// A sink that can write on the calling thread.
protocol ImmediateSink: Sink {
    /// Writes all the bytes; false where the system refuses, with its reason in `errno`.
    func writeNow(_ bytes: [UInt8]) -> Bool
}

/// Says why nothing can be written any more.
package struct SinkClosed: Error, Hashable {
    /// The system's number for the reason.
    package var errno: Int32

    /// Makes the error.
    package init(errno: Int32) {
        self.errno = errno
    }

    /// Whether only the reader of a pipe is gone, which is no failure of ours.
    package var isClosedPipe: Bool { errno == EPIPE }
}

/// Where bytes come from.
package protocol InputSource: Sendable {
    /// Returns the next bytes, at most `count`; empty at the end.
    func read(upTo count: Int) async -> [UInt8]
}

extension Environment {
    /// The folder for what outlives a session: `$XDG_STATE_HOME/centsh`; `nil` without a home.
    var stateFolder: String? {
        if let folder = variable("XDG_STATE_HOME") { return folder + "/centsh" }
        return variable("HOME").map { $0 + "/.local/state/centsh" }
    }

    /// The file of typed lines; `CENTSH_HISTORY` names another.
    var historyPath: String? {
        variable("CENTSH_HISTORY") ?? stateFolder.map { $0 + "/history.jsonl" }
    }

    /// The user's editor.
    var editorCommand: String {
        variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    }
}
