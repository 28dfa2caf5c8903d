internal import Glibc

/// Writes results to a file.
final class FileOutlet: Outlet {
    private let file: FileSink

    /// Opens the file, which is made where there is none.
    init(_ path: String, appends: Bool) throws(PrivateFile.Failure) {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC)
        let descriptor = unsafe open(path, flags, 0o666)
        guard descriptor >= 0 else { throw PrivateFile.Failure(path: path, errno: errno) }
        file = FileSink(descriptor: descriptor)
    }

    deinit {
        close(file.descriptor)
    }

    func write(_ bytes: [UInt8]) async throws(SinkClosed) {
        try await file.write(bytes)
    }

    func finish() async throws(SinkClosed) -> OutletEnding { .ok }
}
