internal import Glibc

/// The file behind a history: JSON lines, appended under a lock, so that several consoles can share it.
package struct HistoryFile: Sendable {
    package let path: String
    /// How many records are read; the file is shortened to as many once it holds twice that.
    package let capacity: Int
    /// Up to where which file was read.
    private var known: (file: Identity, size: Int)?

    package init(path: String, capacity: Int) {
        self.path = path
        self.capacity = capacity
    }

    /// What a file held.
    package struct Content: Equatable {
        package var records: [HistoryRecord] = []
        package var skippedLineCount = 0
        /// Whether it is all there is, and not only what has come since the last time.
        package var isFromStart = true
        /// What kept the file from being shortened.
        package var failure: Failure?
    }

    /// What the system refused.
    package struct Failure: Error, Hashable {
        /// What was being done.
        package let step: HistoryTrouble.Step
        /// The system's number for the reason.
        package let errno: Int32

        package init(_ step: HistoryTrouble.Step, errno: Int32) {
            self.step = step
            self.errno = errno
        }
    }

    /// Tells files apart that had the same name one after the other.
    fileprivate struct Identity: Equatable {
        let device: UInt
        let number: UInt
    }

    /// A file of another size was not written by us; more than the end of it is not looked at.
    private static let longestRead = 32 << 20

    /// Reads what has come since the last time, by way of other consoles; nil where nothing has.
    ///
    /// The first time, and where the file is another one, these are the newest records of all. A missing file is an
    /// empty one.
    package mutating func readNews() throws(Failure) -> Content? {
        var named = stat()
        guard stat(path, &named) == 0 || errno != ENOENT else { return nil }
        if let known, known == (Identity(named), Int(named.st_size)) { return nil }
        if named.st_mode & S_IFMT == S_IFDIR { throw Failure(.reading, errno: EISDIR) }
        // Whoever opens a pipe without end waits for the other one.
        let file = try Descriptor(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), for: .reading)
        guard file.isRegular else { return nil }
        try file.lock(LOCK_SH)
        var content = try readNews(of: file)
        guard content.isFromStart, content.records.count >= 2 * capacity else { return content.cut(to: capacity) }
        file.close()
        do throws(Failure) { try shorten() } catch { content.failure = error }
        return content.cut(to: capacity)
    }

    private mutating func readNews(of file: Descriptor) throws(Failure) -> Content {
        let status = file.status
        let size = Int(status.st_size)
        let identity = Identity(status)
        defer { known = (identity, size) }
        guard let known, known.file == identity, known.size <= size, size - known.size <= Self.longestRead else {
            return Self.parse(try file.readEnd(atMost: Self.longestRead))
        }
        var content = Self.parse(try file.read(from: known.size, count: size - known.size))
        content.isFromStart = false
        return content
    }

    /// Adds a record at the end, and returns what others have added before it.
    package mutating func append(_ record: HistoryRecord) throws(Failure) -> Content? {
        var (news, known): (Content?, HistoryFile) = (nil, self)
        try withLockedFile { file throws(Failure) in
            news = try known.readNews(of: file)
            // A record that a crash has cut off keeps its line to itself.
            let repair: [UInt8] = try file.endsWithLineFeed() ? [] : [UInt8(ascii: "\n")]
            try file.writeAll(repair + record.json + [UInt8(ascii: "\n")])
            known.known = (Identity(file.status), Int(file.status.st_size))
        }
        self = known
        return news?.cut(to: capacity)
    }

    /// Replaces the file by one with the newest records only.
    private func shorten() throws(Failure) {
        try withLockedFile { file throws(Failure) in
            let records = Self.parse(try file.readEnd(atMost: Self.longestRead)).records
            guard records.count >= 2 * capacity else { return }
            let target = realpath(path, nil)
            defer { free(target) }
            let place = target.map { String(cString: $0) } ?? path
            let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
            let replacement = try Descriptor(open(place + ".new", flags, 0o600), for: .writing)
            try replacement.writeAll(records.suffix(capacity).flatMap { $0.json + [UInt8(ascii: "\n")] })
            fsync(replacement.number)
            guard rename(place + ".new", place) == 0 else { throw Failure(.writing, errno: errno) }
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Content {
        var content = Content()
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            if let record = HistoryRecord(json: line) {
                content.records.append(record)
            } else {
                content.skippedLineCount += 1
            }
        }
        return content
    }

    /// Runs `body` on the file that has the name while nobody else writes to it.
    private func withLockedFile(_ body: (Descriptor) throws(Failure) -> Void) throws(Failure) {
        while true {
            var descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor < 0 && errno == ENOENT {
                makeFolder()
                descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            }
            let file = try Descriptor(descriptor, for: .writing)
            guard file.isRegular else { return }
            try file.lock(LOCK_EX)
            // Another console may have shortened the file, that is put another in its place, meanwhile.
            if file.isStillNamed(path) { return try body(file) }
        }
    }

    private func makeFolder() {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        var folder = ""
        for part in path[..<slash].split(separator: "/", omittingEmptySubsequences: false) {
            folder += part + "/"
            mkdir(folder, 0o700)
        }
    }
}

extension HistoryFile.Identity {
    init(_ status: stat) {
        (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
}

extension HistoryFile.Content {
    /// The same with the newest records only.
    fileprivate func cut(to capacity: Int) -> HistoryFile.Content {
        var content = self
        content.records = records.suffix(capacity)
        return content
    }
}

/// An open file that is closed with the last reference to it; closing ends its lock too.
private final class Descriptor {
    typealias Failure = HistoryFile.Failure

    private(set) var number: Int32

    init(_ number: Int32, for step: HistoryTrouble.Step) throws(Failure) {
        guard number >= 0 else { throw Failure(step, errno: errno) }
        self.number = number
    }

    deinit {
        close()
    }

    func close() {
        if number >= 0 { _ = Glibc.close(number) }
        number = -1
    }

    var status: stat {
        var status = stat()
        fstat(number, &status)
        return status
    }

    var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }

    func isStillNamed(_ path: String) -> Bool {
        var named = stat()
        let own = status
        return stat(path, &named) == 0 && named.st_ino == own.st_ino && named.st_dev == own.st_dev
    }

    func lock(_ kind: Int32) throws(Failure) {
        while flock(number, kind) != 0 {
            guard errno == EINTR else { throw Failure(.locking, errno: errno) }
        }
    }

    func endsWithLineFeed() throws(Failure) -> Bool {
        let size = status.st_size
        return size == 0 ? true : try read(from: size - 1, count: 1) == [UInt8(ascii: "\n")]
    }

    func readEnd(atMost limit: Int) throws(Failure) -> [UInt8] {
        let size = Int(status.st_size)
        let bytes = try read(from: max(0, size - limit), count: min(size, limit))
        guard size > limit, let lineFeed = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return bytes }
        return Array(bytes[lineFeed...])
    }

    func read(from offset: Int, count: Int) throws(Failure) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let part = pread(number, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
                if part < 0 && errno == EINTR { continue }
                if part < 0 { code = errno }
                if part <= 0 { break }
                filled += part
            }
        }
        guard code == 0 else { throw Failure(.reading, errno: code) }
        return bytes
    }

    func writeAll(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw Failure(.writing, errno: errno) }
            rest = rest.dropFirst(written)
        }
    }
}
