internal import Glibc
internal import Synchronization

/// Writes results to a file.
final class FileOutlet: Outlet {
    private let path: String
    private let file: FileSink
    private let refusal = Mutex<Int32?>(nil)

    /// Opens the file, which is made where there is none.
    init(_ path: String, appends: Bool) throws(PrivateFile.Failure) {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC)
        let descriptor = unsafe open(path, flags, 0o666)
        guard descriptor >= 0 else { throw PrivateFile.Failure(path: path, errno: errno) }
        self.path = path
        file = FileSink(descriptor: descriptor)
    }

    deinit {
        close(file.descriptor)
    }

    /// What a full disk refuses is told at the end: it is no reason to end the session.
    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        guard refusal.withLock({ $0 }) == nil, !file.writeNow(bytes) else { return }
        let number = errno
        refusal.withLock { $0 = number }
    }

    func finish() async throws(SinkClosed) -> OutletEnding {
        refusal.withLock { $0 }.map { .unwritten(PrivateFile.Failure(path: path, errno: $0)) } ?? .ok
    }
}
