/// Where the results of a line go, and in what form.
struct Results: Sendable {
    var sink: any Sink
    var format: OutputFormat
    /// Whether the reader is a terminal, on which nothing may be written raw.
    var isTerminal: Bool
    var display: @Sendable () -> Display

    /// The same for a reader that is a program or a file: what people read as tables is JSON there.
    func redirected(to sink: any Sink) -> Results {
        Results(sink: sink, format: format.isForPeople ? .json : format, isTerminal: false, display: { Display() })
    }
}

/// A sink that results go through on their way, and that has an end.
protocol Outlet: Sink {
    /// Passes on what is left, and waits until that has been taken; returns how it went.
    func finish() async throws(SinkClosed) -> OutletEnding
}

/// How it went on the way of the results.
enum OutletEnding: Sendable, Hashable {
    /// All went through.
    case ok
    /// A path led nowhere in all that came.
    case foundNothing(ReplyPath)
    /// The system refused to write to a file.
    case unwritten(PrivateFile.Failure)
    /// A command of the shell ended with another status than 0, or by a signal, which counts as 128 and its number.
    case shell(command: String, status: Int32)
}
