internal import Glibc
internal import Synchronization

/// Writes to a file descriptor, blocking.
struct FileSink: ImmediateSink {
    let descriptor: Int32

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        if !writeNow(bytes) { throw SinkClosed(errno: errno) }
    }

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

/// Reads a file descriptor only when asked: what can keep it waiting on a thread of its own, so that that stops nothing
/// else, and a file at once.
final class FileSource: InputSource {
    private let descriptor: Int32
    private let isFile: Bool
    private let refusal = Mutex<Int32?>(nil)

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var facts = stat()
        isFile = unsafe fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// The system's number for why reading ended, where that was not the end of the file.
    var failure: Int32? { refusal.withLock { $0 } }

    func read(upTo count: Int) async -> [UInt8] {
        if isFile { return readNow(upTo: count) }
        return await BlockingThread.run { self.readNow(upTo: count) }
    }

    private func readNow(upTo count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = -1
            repeat {
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
            } while got < 0 && errno == EINTR
            if got < 0 {
                let number = errno
                refusal.withLock { $0 = number }
            }
            filled = max(got, 0)
        }
    }
}
