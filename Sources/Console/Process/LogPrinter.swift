internal import LineEditor
internal import Logging

/// Prints what is logged above the line that is being typed, in order.
///
/// Who logs never waits: of what comes faster than the terminal takes it, the first thousand lines are kept.
struct LogPrinter {
    let logger: Logger
    private let printing: Task<Void, Never>

    init(_ editor: LineEditor) {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(1_000))
        logger = Log.verbose { continuation.yield($0) }
        printing = Task {
            for await line in lines { await editor.print(line) }
        }
    }

    func stop() { printing.cancel() }
}
