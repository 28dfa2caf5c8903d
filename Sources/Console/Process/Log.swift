internal import Glibc
internal import Logging

/// Where the libraries' log goes: nowhere, or to standard error with `--verbose`.
enum Log {
    static let silent = Logger(label: "centsh", factory: { _ in SwiftLogNoOpLogHandler() })

    static var verbose: Logger {
        verbose { line in
            let bytes = Array(line.utf8)
            _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }

    /// A log of everything, a line at a time.
    static func verbose(_ write: @escaping @Sendable (String) -> Void) -> Logger {
        var logger = Logger(label: "centsh", factory: { _ in LineHandler(write: write) })
        logger.logLevel = .debug
        return logger
    }
}

/// Writes each message as one line: level, text, then its facts.
private struct LineHandler: LogHandler {
    let write: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        let text = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        write("\(event.level): \(event.message)\(TerminalText.escaped(text))\n")
    }
}
