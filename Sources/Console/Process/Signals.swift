internal import Glibc
internal import Synchronization

/// The signals of a process that nobody types at.
enum Signals {
    /// Where the handler tells of a signal: the writing end of a pipe.
    private static let notice = Atomic<Int32>(-1)

    /// Makes SIGINT and SIGTERM end the process with 130 and 143, whether or not a shell looks on.
    static func exitOnInterrupt() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _exit(128 + $0) }
        }
    }

    /// Makes writing to a pipe that nobody reads an error of the write, not the end of the process.
    static func ignoreBrokenPipe() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Catches SIGINT and SIGTERM from now on; the function returned waits for the first.
    static func catchInterrupt() -> @Sendable () async -> Void {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return {} }
        let reading = ends[0]
        notice.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                var byte: UInt8 = 0
                _ = unsafe write(Signals.notice.load(ordering: .sequentiallyConsistent), &byte, 1)
            }
        }
        return {
            await BlockingThread.run {
                var byte: UInt8 = 0
                while unsafe read(reading, &byte, 1) < 0, errno == EINTR {}
            }
        }
    }
}
