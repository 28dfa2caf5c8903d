internal import Glibc

/// The two descriptors of the terminal; used by the editor's thread only.
final class Terminal {
    let input: Int32
    let output: Int32
    /// Whether what comes next starts in the first column.
    private(set) var isAtLineStart = true
    /// The output, opened a second time where that can be, so that no write blocks the thread: the flag for it on the
    /// first one would count for every process that has it.
    private let writer: Int32
    private let mayGiveUp: () -> Bool

    /// Uses two descriptors; while a stopped terminal takes nothing, `mayGiveUp` is asked whether what
    /// is left may be dropped, so that the process can end.
    init(input: Int32, output: Int32, mayGiveUp: @escaping () -> Bool) {
        self.input = input
        self.output = output
        self.mayGiveUp = mayGiveUp
        let again =
            isatty(output) == 1 ? open("/proc/self/fd/\(output)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1
        writer = again >= 0 ? again : output
    }

    deinit {
        if writer != output { close(writer) }
    }

    /// Whether both ends are a terminal.
    var isInteractive: Bool { isatty(input) == 1 && isatty(output) == 1 }

    var size: TerminalSize { TerminalSize(of: input) }

    /// Writes everything, as fast as the terminal takes it.
    func write(_ bytes: [UInt8]) {
        guard let last = bytes.last else { return }
        isAtLineStart = last == UInt8(ascii: "\n")
        var rest = bytes[...]
        while !rest.isEmpty {
            guard awaitRoom() else { return }
            let written = rest.prefix(Self.chunk).withUnsafeBytes { Glibc.write(writer, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                // There is room, but less than a line feed with its carriage return takes.
                poll(nil, 0, Self.pause)
                if mayGiveUp() { return }
            } else if errno != EINTR {
                return
            }
        }
    }

    func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes what moves no cursor.
    func write(control sequence: String) {
        let wasAtLineStart = isAtLineStart
        write(sequence)
        isAtLineStart = wasAtLineStart
    }

    /// Starts a new row unless the cursor is at the start of one.
    func endRow() {
        if !isAtLineStart { write("\r\n") }
    }

    /// Notes that something other than the editor has moved the cursor to the start of a row.
    func noteLineFeed() {
        isAtLineStart = true
    }

    /// What Linux keeps for a pseudo-terminal that is not read at the moment; where writing blocks, no more.
    private static let chunk = 8_192

    /// Milliseconds to wait where there is room for less than is needed.
    private static let pause: Int32 = 5

    /// Milliseconds after which a terminal without room raises the question of giving up.
    private static let patience: Int32 = 100

    private func awaitRoom() -> Bool {
        while true {
            var request = pollfd(fd: writer, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&request, 1, Self.patience)
            if ready > 0 { return true }
            if ready < 0 && errno != EINTR { return false }
            if mayGiveUp() { return false }
        }
    }
}
