internal import Glibc
internal import LineEditor
internal import Synchronization

/// Reads folders for Tab on threads of their own, so that one that hangs does not take the keys with it.
///
/// What comes too late for one Tab is there for the next.
final class FolderReader: Sendable {
    /// So many folders may hang at once; further ones are not tried.
    static let limit = 4

    private let patience: Duration
    private let read: @Sendable (String) -> [Candidate]
    /// What is being read, and what was read and not asked for since, by path.
    private let readings = Mutex<[String: Reading]>([:])

    /// Makes a reader that waits no longer than `patience` for one path, however often it is asked for it.
    init(patience: Duration = .milliseconds(50), _ read: @escaping @Sendable (String) -> [Candidate]) {
        self.patience = patience
        self.read = read
    }

    /// Returns what a path could become; nothing where that takes too long.
    func candidates(_ path: String) -> [Candidate] {
        guard let reading = reading(of: path), let found = reading.wait() else { return [] }
        readings.withLock { $0[path] = nil }
        return found
    }

    private func reading(of path: String) -> Reading? {
        let (reading, isNew) = readings.withLock { readings -> (Reading?, Bool) in
            if let known = readings[path] { return (known, false) }
            // What came late and was never asked for again makes room.
            readings = readings.filter { !$0.value.isFinished }
            guard readings.count < Self.limit, let new = Reading(until: .now + patience) else { return (nil, false) }
            readings[path] = new
            return (new, true)
        }
        if let reading, isNew { BlockingThread.start { [read] in reading.finish(with: read(path)) } }
        return reading
    }
}

/// One look into a folder: what came of it, and a descriptor that tells when.
private final class Reading: Sendable {
    private let found = Mutex<[Candidate]?>(nil)
    private let deadline: ContinuousClock.Instant
    private let ends: (reading: Int32, writing: Int32)

    /// Makes one that is waited for until a moment; `nil` where no descriptor can be had.
    init?(until deadline: ContinuousClock.Instant) {
        var pair: [Int32] = [-1, -1]
        guard unsafe pipe(&pair) == 0 else { return nil }
        for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        ends = (pair[0], pair[1])
        self.deadline = deadline
    }

    deinit {
        close(ends.reading)
        close(ends.writing)
    }

    var isFinished: Bool { found.withLock { $0 != nil } }

    func finish(with candidates: [Candidate]) {
        found.withLock { $0 = candidates }
        var byte: UInt8 = 0
        _ = unsafe write(ends.writing, &byte, 1)
    }

    /// Returns what was found, once it is there; `nil` where the time is over.
    func wait() -> [Candidate]? {
        while !isFinished {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var request = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&request, 1, Int32(left.rounded(.up)))
        }
        return found.withLock { $0 }
    }
}
