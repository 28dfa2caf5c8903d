import Glibc

/// A program in a pseudo-terminal, and somebody who types.
final class TypedTerminal {
    /// What one key led to.
    struct Response {
        /// From the key to the last byte that it drew.
        var time: Duration
        /// How often the program wrote anything, wherever to.
        var writes: Int
    }

    /// How many milliseconds nothing comes before the drawing of a key is taken to be finished.
    private static let calm: Int32 = 12

    /// How many milliseconds a program may take to begin.
    private static let patience: Int32 = 2_000

    private let keyboard: Int32
    private let child: Child

    /// Starts a program on a terminal of a size, without a history.
    init(_ words: [String], columns: UInt16, rows: UInt16) throws {
        var main: Int32 = 0
        var terminal: Int32 = 0
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        openpty(&main, &terminal, nil, nil, &size)
        keyboard = main
        let replaced = ["TERM=", "XDG_STATE_HOME=", "NO_COLOR=", "LC_ALL=", "HOME="]
        let variables = Child.inherited.filter { variable in !replaced.contains { variable.hasPrefix($0) } }
        child = try Child(
            words, input: terminal, output: terminal, errors: terminal,
            environment: variables + [
                "TERM=xterm-256color", "LC_ALL=C.UTF-8", "CENTSH_HISTORY=/dev/null", "XDG_STATE_HOME=/dev/null/none",
                "HOME=/dev/null/none",
            ])
        close(terminal)
        settle(Self.calm)
    }

    deinit {
        kill(child.identifier, SIGKILL)
        child.wait()
        close(keyboard)
    }

    /// Types keys as a terminal sends them, and waits until nothing more is drawn for some milliseconds.
    @discardableResult
    func type(_ keys: String, calm: Int32 = TypedTerminal.calm) -> Response {
        let before = writeCount
        let start = ContinuousClock.now
        var bytes = Array(keys.utf8)[...]
        var last = start
        // A terminal takes no more than 4 kB that nobody has read, so both ends are served in turn.
        while !bytes.isEmpty {
            var waiting = pollfd(fd: keyboard, events: Int16(POLLIN | POLLOUT), revents: 0)
            poll(&waiting, 1, Self.patience)
            if waiting.revents & Int16(POLLIN) != 0, read() { last = .now }
            guard waiting.revents & Int16(POLLOUT) != 0 else { continue }
            let count = bytes.prefix(1_024).withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
            bytes = bytes.dropFirst(max(count, 0))
        }
        if let settled = settle(calm) { last = settled }
        return Response(time: last - start, writes: writeCount - before)
    }

    /// Reads until nothing comes any more; returns when the last of it came.
    @discardableResult
    private func settle(_ calm: Int32) -> ContinuousClock.Instant? {
        var last: ContinuousClock.Instant?
        var waiting = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
        while poll(&waiting, 1, last == nil ? Self.patience : calm) > 0, read() { last = .now }
        return last
    }

    private func read() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            Glibc.read(keyboard, buffer.baseAddress, buffer.count) > 0
        }
    }

    /// How often the program has called the kernel to write, as the kernel counts it.
    private var writeCount: Int {
        guard let file = fopen("/proc/\(child.identifier)/io", "r") else { return 0 }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("syscw:") }
        return line.flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
    }
}
