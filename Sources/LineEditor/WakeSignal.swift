internal import Glibc

/// A pipe by which other threads and signal handlers end the editor's wait.
final class WakeSignal: Sendable {
    /// Becomes readable when the wait is to end.
    let descriptor: Int32
    /// The end that a signal handler writes to.
    let raisingDescriptor: Int32

    init() throws(LineEditorError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(operation: "pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // A full pipe is as good as one with a single byte, so nobody needs to wait for room.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        raisingDescriptor = ends[1]
    }

    deinit {
        _ = close(descriptor)
        _ = close(raisingDescriptor)
    }

    /// Ends the wait that is going on, or else the next one.
    func raise() {
        Self.raise(raisingDescriptor)
    }

    /// The same for a signal handler, which has the number only; it calls nothing but `write`.
    static func raise(_ raisingDescriptor: Int32) {
        var byte: UInt8 = 0
        _ = write(raisingDescriptor, &byte, 1)
    }

    /// Makes the next wait last again.
    func clear() {
        var bytes = [UInt8](repeating: 0, count: 512)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
