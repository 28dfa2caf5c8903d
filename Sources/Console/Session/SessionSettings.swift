package import Logging
package import PracticeServer

/// What a session is started with; nothing of it changes later but by a word that says so.
package struct SessionSettings: Sendable {
    /// The server to talk to.
    package var server: Server
    /// Whether somebody named it, rather than falling back to the practice server.
    package var wasServerNamed = true
    /// How to talk to any server.
    package var client = ClientOptions()
    /// Makes the configuration of the practice server, should it be started.
    package var practice: @Sendable () -> PracticeConfiguration = { .playground() }
    /// What the practice server makes its ids and epochs from; at random without.
    package var seed: UInt64?
    /// What its configuration says and it does not honour.
    package var ignoredOptions: [String] = []
    /// Whether the practice server has its simulated users.
    package var isPopulated = false
    /// How replies are printed at first.
    package var format: OutputFormat
    /// What results are shown on; asked anew for each, because a terminal changes its width.
    package var display: @Sendable () -> Display = { Display() }
    /// What problems are shown on.
    package var errorDisplay: @Sendable () -> Display = { Display() }
    /// Whether results go to a terminal.
    package var outputIsTerminal = false
    /// Whether problems and talk go to a terminal.
    package var errorsAreTerminal = false
    /// Whether every question is answered by yes.
    package var answersYes = false
    /// Whether lines after a failed one are run.
    package var keepsGoing = false
    /// What shows text that is taller than the screen.
    package var pagerCommand = "less -R"
    /// The rows of the terminal, asked anew each time.
    package var terminalRows: @Sendable () -> Int? = { nil }
    /// Whether nothing may be asked.
    package var neverAsks = false
    /// Where the paths in lines start that do not start with `/`; empty for where the process does.
    package var folder = ""
    /// The folder of batches that have a name; nil where there is none.
    package var stateFolder: String?
    /// What `-` stands for in a line.
    package var input: any InputSource = TextSource([])
    /// Whether the lines themselves come from there.
    package var inputIsScript = false
    /// The clock by which calls are timed.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }
    /// Whether the libraries log everything.
    package var isVerbose = false
    /// Where the libraries log to.
    package var logger = Log.silent

    /// Makes settings with the defaults for all that is not given.
    package init(server: Server, format: OutputFormat) {
        self.server = server
        self.format = format
    }

    /// Where a file is that a line names.
    func located(_ path: String) -> String {
        folder.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }
}
