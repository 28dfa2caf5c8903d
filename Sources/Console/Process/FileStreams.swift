internal import Glibc
internal import Synchronization

/// Writes to a file descriptor, blocking.
struct FileSink: Sink {
    let descriptor: Int32

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        if !writeNow(bytes) { throw SinkClosed(errno: errno) }
    }

    /// Writes on the calling thread; false where the system refuses, with its reason in `errno`.
    func writeNow(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if written > 0 {
                start += written
            } else if errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&wait, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}

/// Passes talk on as long as somebody hears it: that nobody does changes nothing else.
struct TalkSink: Sink {
    let sink: any Sink

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        try? await sink.write(bytes)
    }
}

/// Reads a file descriptor on a thread of its own, so that waiting for input stops nothing else.
///
/// The thread starts with the first read and reads only when asked.
final class FileSource: InputSource {
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func read(upTo count: Int) async -> [UInt8] {
        let descriptor = descriptor
        return await BlockingThread.run { Self.read(descriptor, upTo: count) }
    }

    private static func read(_ descriptor: Int32, upTo count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = -1
            repeat {
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
            } while got < 0 && errno == EINTR
            filled = max(got, 0)
        }
    }
}
