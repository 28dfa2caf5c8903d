internal import Glibc
internal import Synchronization

/// Hands results to a command of the shell.
///
/// What it writes goes to a sink, or straight to the terminal that it is lent.
final class ShellOutlet: Outlet {
    private let command: String
    private let input: Int32
    private let isOpen = Mutex(true)
    private let ending: Task<Int32, Never>

    /// Starts the command, with the terminal that `lend` lends; nil where the system refuses.
    convenience init?(_ command: String, lend: @escaping @Sendable (@escaping @Sendable () -> Int32) async -> Int32) {
        guard let (read, write) = Self.pipe() else { return nil }
        self.init(command, input: write) {
            await lend {
                defer { close(read) }
                return ChildProcess(shell: command, input: read)?.wait() ?? 127
            }
        }
    }

    /// Starts the command; what it writes goes to `output`.
    convenience init?(_ command: String, output: any Sink) {
        guard let (read, write) = Self.pipe(), let (results, end) = Self.pipe() else { return nil }
        let child = ChildProcess(shell: command, input: read, output: end)
        close(read)
        close(end)
        self.init(command, input: write) {
            let source = FileSource(descriptor: results)
            while true {
                let bytes = await source.read(upTo: 65_536)
                guard !bytes.isEmpty, (try? await output.write(bytes)) != nil else { break }
            }
            close(results)
            return await BlockingThread.run { child?.wait() ?? 127 }
        }
    }

    private init(_ command: String, input: Int32, _ run: @escaping @Sendable () async -> Int32) {
        self.command = command
        self.input = input
        ending = Task { await run() }
    }

    /// A command that reads no further is no failure: what is left goes nowhere.
    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        guard isOpen.withLock({ $0 }) else { return }
        let file = FileSink(descriptor: input)
        let isTaken = await BlockingThread.run { file.writeNow(bytes) }
        if !isTaken { isOpen.withLock { $0 = false } }
    }

    func finish() async throws(SinkClosed) -> OutletEnding {
        close(input)
        let status = await ending.value
        return status == 0 ? .ok : .shell(command: command, status: status)
    }

    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
