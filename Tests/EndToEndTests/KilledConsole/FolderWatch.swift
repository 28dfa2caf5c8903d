import Foundation
import Glibc

/// Tells of what happens to the files in a folder.
final class FolderWatch {
    /// Has something to be read when there is something to tell.
    let descriptor: Int32

    init(_ folder: URL) throws {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        let changes = UInt32(IN_CREATE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE)
        guard descriptor >= 0, inotify_add_watch(descriptor, folder.path(), changes) >= 0 else {
            throw POSIXError(.EMFILE)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Takes what there is to tell, and returns how many changes that were.
    func take() -> Int {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &bytes, bytes.count)
        var (position, changes) = (0, 0)
        while position < count {
            // A change is a head, whose last field is the length of the name behind it.
            let head = MemoryLayout<inotify_event>.size
            let length = bytes.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: position + head - 4, as: UInt32.self)
            }
            position += head + Int(length)
            changes += 1
        }
        return changes
    }
}
