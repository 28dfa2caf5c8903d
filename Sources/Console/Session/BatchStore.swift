internal import Glibc

/// A batch that is kept on disk, as it was found at the start of a session.
package struct KeptBatch: Sendable {
    /// Where it is kept.
    let store: BatchStore
    /// The commands that were not sent.
    let batch: PendingBatch
    /// How many lines of the file could not be read.
    let damaged: Int
    /// Whether the file holds the batch as it is here, so that lines can be appended.
    var isFileWhole = true
    /// What it is called, if it has a name.
    var name: String?

    /// What to tell the one who typed them.
    package var notes: [String] {
        var notes: [String] = []
        if damaged > 0 { notes.append("\(damaged.counted("line")) of the kept batch could not be read") }
        if let server = batch.server {
            notes.append(
                "\(batch.items.count.counted("command")) pending from before, composed for \(server): see pending")
        }
        return notes
    }
}

/// Keeps a pending batch on disk: that of an interactive session, or one that has a name.
///
/// Each running console owns one slot, held by a lock that ends with the process, so that two
/// consoles at once never write to the same file. A new console takes a free slot that still holds
/// commands, if there is one.
final class BatchStore: Sendable {
    private static let slots = 1...99
    private let path: String
    private let lock: Int32

    private init(path: String, lock: Int32) {
        self.path = path
        self.lock = lock
    }

    deinit {
        PrivateFile.unlock(lock)
    }

    /// Takes a slot in a folder, which is made if it is missing; `nil` where none can be had.
    static func open(in folder: String) -> KeptBatch? {
        PrivateFile.makeFolder(folder)
        var firstFree: KeptBatch?
        for slot in slots {
            let path = "\(folder)/batch-\(slot)"
            if let lock = PrivateFile.lock(path + ".lock") {
                guard let kept = BatchStore(path: path + ".jsonl", lock: lock).found() else { continue }
                if !kept.batch.items.isEmpty { return kept }
                if firstFree == nil { firstFree = kept }
            }
            if firstFree != nil, !PrivateFile.exists("\(folder)/batch-\(slot + 1).lock") { break }
        }
        return firstFree
    }

    /// What came of asking for a batch by its name.
    enum Named {
        case kept(KeptBatch)
        /// Another console works on it.
        case busy
        /// Its file cannot be read, or the folder not be used.
        case unusable
    }

    /// Takes the batch of a name, which is empty if there is none.
    static func open(_ name: String, in folder: String) -> Named {
        PrivateFile.makeFolder(folder)
        let path = "\(folder)/\(prefix)\(name)"
        guard let lock = PrivateFile.lock(path + ".lock") else {
            return PrivateFile.exists(path + ".lock") ? .busy : .unusable
        }
        return BatchStore(path: path + ending, lock: lock).found().map(Named.kept) ?? .unusable
    }

    /// The batches that have a name, in the order of their names.
    static func named(in folder: String) -> [(name: String, batch: PendingBatch)] {
        let names = PrivateFile.names(in: folder).filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted()
        return names.map { file in
            let bytes = PrivateFile.read("\(folder)/\(file)") ?? []
            return (String(file.dropFirst(prefix.count).dropLast(ending.count)), BatchFile.read(bytes).batch)
        }
    }

    private static let prefix = "buffer-"
    private static let ending = ".jsonl"

    /// Forgets a batch that is empty.
    func remove() {
        PrivateFile.remove(path)
    }

    /// What the slot holds.
    ///
    /// A damaged file is copied aside and written anew, so that what is appended later is readable.
    private func found() -> KeptBatch? {
        let bytes: [UInt8]
        do throws(PrivateFile.Failure) {
            bytes = try PrivateFile.contents(path)
        } catch {
            // A file that is there and cannot be read must not be written over.
            guard error.errno == ENOENT else { return nil }
            return KeptBatch(store: self, batch: PendingBatch(), damaged: 0)
        }
        let (batch, damaged) = BatchFile.read(bytes)
        if damaged > 0 { PrivateFile.putAside(path, bytes) }
        // Beside damage, lines of a send that was broken off: those of the next one count in the batch as it is now.
        let isFileWhole = BatchFile.text(batch) == bytes || (try? save(batch)) != nil
        return KeptBatch(store: self, batch: batch, damaged: damaged, isFileWhole: isFileWhole)
    }

    /// Writes the whole batch, so that the file is the old or the new one at any moment.
    ///
    /// - Throws: `PrivateFile.Failure` if the disk refuses.
    func save(_ batch: PendingBatch) throws(PrivateFile.Failure) {
        try PrivateFile.replace(path, with: BatchFile.text(batch))
    }

    /// Notes that a part of the batch is about to leave.
    ///
    /// - Throws: `PrivateFile.Failure` if the disk refuses.
    func noteSending(_ part: Range<Int>) throws(PrivateFile.Failure) {
        try PrivateFile.append(BatchFile.sending(part), to: path)
    }

    /// Notes what became of a part of the batch.
    ///
    /// - Throws: `PrivateFile.Failure` if the disk refuses.
    func noteSettled(_ part: Range<Int>, _ outcomes: [SendOutcome]) throws(PrivateFile.Failure) {
        try PrivateFile.append(BatchFile.settled(part, outcomes), to: path)
    }

    /// Adds the last command of a batch to the file.
    ///
    /// - Throws: `PrivateFile.Failure` if the disk refuses.
    func saveLast(of batch: PendingBatch) throws(PrivateFile.Failure) {
        guard batch.items.count > 1, let last = batch.items.last else { return try save(batch) }
        try PrivateFile.append(BatchFile.line(last), to: path)
    }
}
