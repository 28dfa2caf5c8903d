/// What came of reading a line.
public enum Outcome: Sendable, Hashable {
    /// A whole entry, without the final line feed.
    case line(String)
    /// Ctrl-C dropped what was typed so far, `partialLine`; the next Up brings it back.
    case interrupted(partialLine: String)
    /// Ctrl-D was typed on an empty line, or the input has ended.
    case endOfFile
    /// The process was told to end, or the terminal went away, while `partialLine` was being typed.
    ///
    /// The partial line is in the history already and the terminal is as it was found; the owner
    /// decides how the process ends.
    case terminated(TerminalSignal, partialLine: String)
}

/// What came of reading a secret.
public enum SecretOutcome: Sendable {
    /// A secret was entered.
    case entered(Secret)
    /// Ctrl-C was typed.
    case interrupted
    /// Ctrl-D was typed before anything else, or the input has ended.
    case endOfFile
    /// The process was told to end, or the terminal went away.
    case terminated(TerminalSignal)
}

/// A typed secret, which no interpolation shows.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself.
    public let revealed: String

    init(_ revealed: String) {
        self.revealed = revealed
    }

    /// A placeholder.
    public var description: String { "•••" }
    /// A placeholder.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A signal that concerns the one who sits at the terminal.
public enum TerminalSignal: Sendable, Hashable {
    /// SIGINT, outside of a line: the request in flight is to be cancelled, never the session.
    case interrupt
    /// SIGHUP, or a terminal that is gone.
    case hangup
    /// SIGTERM.
    case terminate
}

/// Says why a line could not be read.
public enum LineEditorError: Error, Sendable, Hashable {
    /// The task that waited for the line was cancelled; what was typed comes back with Up.
    case cancelled
    /// Another line is being read.
    case busy
    /// The editor was closed.
    case closed
    /// A system call failed.
    case system(operation: String, errno: Int32)
}
