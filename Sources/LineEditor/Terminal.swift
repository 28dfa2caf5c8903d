internal import Glibc

/// The two descriptors of the terminal; used by the editor's thread only.
final class Terminal {
    let input: Int32
    let output: Int32
    /// Whether what comes next starts in the first column.
    private(set) var isAtLineStart = true
    private let mayGiveUp: () -> Bool

    /// Uses two descriptors; while a stopped terminal takes nothing, `mayGiveUp` is asked whether what
    /// is left may be dropped, so that the process can end.
    init(input: Int32, output: Int32, mayGiveUp: @escaping () -> Bool) {
        self.input = input
        self.output = output
        self.mayGiveUp = mayGiveUp
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
            let written = rest.prefix(Self.chunk).withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR && errno != EAGAIN {
                return
            }
        }
    }

    func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Starts a new row unless the cursor is at the start of one.
    func endRow() {
        if !isAtLineStart { write("\r\n") }
    }

    /// Notes that something other than the editor has moved the cursor to the start of a row.
    func noteLineFeed() {
        isAtLineStart = true
    }

    /// Small enough that a terminal which has room at all rarely blocks the thread.
    private static let chunk = 2048

    /// Milliseconds after which a terminal without room raises the question of giving up.
    private static let patience: Int32 = 100

    private func awaitRoom() -> Bool {
        while true {
            var request = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&request, 1, Self.patience)
            if ready > 0 { return true }
            if ready < 0 && errno != EINTR { return false }
            if mayGiveUp() { return false }
        }
    }
}
