internal import Glibc

/// Files that only the user can read, written so that a crash leaves them whole.
enum PrivateFile {
    /// What the system refused.
    struct Failure: Error, Hashable {
        /// The file concerned.
        var path: String
        /// The system's number for the reason.
        var errno: Int32
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) {
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            _ = unsafe mkdir(String(path[..<end]), 0o700)
        }
    }

    /// Takes a lock file; `nil` if another process has it.
    ///
    /// The lock ends with `unlock`, or with the process.
    static func lock(_ path: String) -> Int32? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    /// Gives a lock back.
    ///
    /// Closing alone would not do it while a child that is about to run a program still has a copy of the descriptor.
    static func unlock(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The file's bytes; `nil` if it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        try? contents(path)
    }

    /// The file's bytes.
    static func contents(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if got == 0 { return bytes }
            if got > 0 {
                bytes += chunk[..<got]
            } else if errno != EINTR {
                throw Failure(path: path, errno: errno)
            }
        }
    }

    /// Writes a new file beside the old one, and puts it in its place once it is on the disk.
    ///
    /// `mode` says who may read it: nobody but the user, unless it is the user's to give away.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(Failure) {
        let new = path + ".new"
        try write(bytes, to: new, O_WRONLY | O_CREAT | O_TRUNC, mode)
        guard unsafe rename(new, path) == 0 else { throw Failure(path: path, errno: errno) }
    }

    /// The names in a folder, as the system lists them, at most so many; none where it cannot be read.
    static func names(in folder: String, atMost limit: Int = .max) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while names.count < limit, let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file, if it is there.
    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    /// Keeps what a file holds under another name too; the file stays, for whoever comes if this process dies now.
    static func putAside(_ path: String, _ bytes: [UInt8]) {
        try? replace(path + ".damaged", with: bytes)
    }

    /// Adds bytes at the end of a file.
    static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
        try write(bytes, to: path, O_WRONLY | O_CREAT | O_APPEND)
    }

    private static func write(
        _ bytes: [UInt8], to path: String, _ flags: Int32, _ mode: mode_t = 0o600
    ) throws(Failure) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure(path: path, errno: errno) }
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if written > 0 {
                start += written
            } else if errno != EINTR {
                throw Failure(path: path, errno: errno)
            }
        }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, errno: errno) }
    }
}
