internal import Glibc
internal import Synchronization

/// The signals of a process that nobody types at.
enum Signals {
    /// Where the handler tells of a signal: the writing end of a pipe.
    private static let notice = Atomic<Int32>(-1)

    /// The number of SIGTERM.
    static let terminate = SIGTERM

    /// Makes writing to a pipe that nobody reads an error of the write, not the end of the process.
    static func ignoreBrokenPipe() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Catches SIGINT and SIGTERM from now on, and tells of the first on a thread of its own.
    ///
    /// A second one ends the process at once.
    static func onInterrupt(_ tell: @escaping @Sendable (Int32) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return }
        let reading = ends[0]
        notice.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                let notice = Signals.notice.exchange(-1, ordering: .sequentiallyConsistent)
                if notice < 0 { _exit(128 + number) }
                _ = unsafe write(notice, &byte, 1)
            }
        }
        BlockingThread.start {
            var byte: UInt8 = 0
            while unsafe read(reading, &byte, 1) < 0, errno == EINTR {}
            tell(Int32(byte))
        }
    }
}
