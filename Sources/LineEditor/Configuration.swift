/// Says where and how an editor works; everything it takes from outside enters here.
public struct Configuration: Sendable {
    /// The two sets of keys that libedit knows.
    public enum Keymap: Sendable, Hashable {
        case emacs, vi
    }

    /// The descriptor that keys are read from.
    public var input: Int32
    /// The descriptor that is drawn on; stderr where stdout is not a terminal.
    public var output: Int32
    /// The value of `TERM`; nil, empty, `dumb` and `unknown` make the editor read plainly.
    public var terminalType: String?
    /// The keys to start with; the editrc file may choose others.
    public var keymap = Keymap.emacs
    /// The user's editrc file, read before the bindings that the editor depends on; nil for none.
    public var editrcPath: String?
    /// The name by which lines of the editrc file can be meant for this program alone.
    public var programName = "editor"
    /// Where lines are remembered; nil remembers nothing.
    public var history: History?
    /// Whether colours may be shown; other ways of standing out are used in any case.
    public var usesColors = true
    /// Whether SIGINT, SIGHUP, SIGTERM, SIGWINCH and SIGCONT are handled; one editor a process may.
    ///
    /// The former handlers come back when the editor is closed. A signal that the process was started
    /// to ignore stays ignored.
    public var handlesSignals = true
    /// The locale whose characters are typed and shown; empty takes it from the environment.
    package var locale = ""

    /// Makes a configuration for a pair of descriptors, which stay the caller's to close.
    public init(input: Int32, output: Int32, terminalType: String?) {
        self.input = input
        self.output = output
        self.terminalType = terminalType
    }
}
