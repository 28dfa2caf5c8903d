import Foundation
import Glibc
import LosslessJSON
import Testing

@testable import Console

@Suite struct BatchStoreTests {
    /// Runs a body with a folder that is removed afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-\(UUID())/deep").path()
        defer { try? FileManager.default.removeItem(atPath: String(folder.dropLast(5))) }
        try body(folder)
    }

    private func batch(_ count: Int) -> PendingBatch {
        var batch = PendingBatch()
        for number in 0..<count {
            batch.add(.init(method: "publish", body: JSONText(integer: number)), for: "practice")
        }
        return batch
    }

    @Test func `a lock is given back also while a child that is being started has a copy of it`() throws {
        try inFolder { folder in
            PrivateFile.makeFolder(folder)
            let lock = try #require(PrivateFile.lock(folder + "/lock"))
            let copy = dup(lock)
            defer { close(copy) }
            #expect(PrivateFile.lock(folder + "/lock") == nil)
            PrivateFile.unlock(lock)
            let again = try #require(PrivateFile.lock(folder + "/lock"))
            PrivateFile.unlock(again)
        }
    }

    @Test func `what was saved is there at the next start`() throws {
        try inFolder { folder in
            var first = BatchStore.open(in: folder)
            try first?.store.save(batch(2))
            try first?.store.saveLast(of: batch(3))
            first = nil
            let second = try #require(BatchStore.open(in: folder))
            #expect(second.batch.items.map(\.body.description) == ["0", "1", "2"])
            #expect(second.notes == ["3 commands pending from before, composed for practice: see pending"])
        }
    }

    @Test func `a send that was broken off twice is known as far as it came`() throws {
        try inFolder { folder in
            var store = BatchStore.open(in: folder)
            try store?.store.save(batch(4))
            try store?.store.noteSending(0..<2)
            try store?.store.noteSettled(0..<2, [.succeeded, .failed(code: 102, message: "x")])
            try store?.store.noteSending(2..<3)
            store = nil
            store = BatchStore.open(in: folder)
            #expect(store?.batch.items.map(\.body.description) == ["1", "2", "3"])
            // Numbers in the next send are those of the batch as it is now.
            try store?.store.noteSending(0..<2)
            try store?.store.noteSettled(0..<2, [.succeeded, .succeeded])
            store = nil
            let last = try #require(BatchStore.open(in: folder))
            #expect(last.batch.items.map(\.body.description) == ["3"])
            #expect(last.batch.items[0].last == nil)
        }
    }

    @Test func `a damaged file is in its place until another takes it`() throws {
        try inFolder { folder in
            var kept = BatchStore.open(in: folder)
            let text = BatchFile.text(batch(3)).dropLast(5)
            try PrivateFile.replace(folder + "/batch-1.jsonl", with: Array(text))
            // Nothing can be written anew.
            try FileManager.default.createDirectory(
                atPath: folder + "/batch-1.jsonl.new", withIntermediateDirectories: false)
            for _ in 1...2 {
                kept = nil
                kept = BatchStore.open(in: folder)
                #expect(kept?.batch.items.count == 2)
                #expect(kept?.damaged == 1)
                #expect(kept?.isFileWhole == false)
                #expect(PrivateFile.read(folder + "/batch-1.jsonl.damaged") == Array(text))
            }
        }
    }

    @Test func `two consoles at once have files of their own`() throws {
        try inFolder { folder in
            let first = try #require(BatchStore.open(in: folder))
            try first.store.save(batch(1))
            let second = try #require(BatchStore.open(in: folder))
            #expect(second.batch.items.isEmpty)
            try second.store.save(batch(2))
            let third = try #require(BatchStore.open(in: folder))
            #expect(third.batch.items.isEmpty)
            #expect(BatchFile.read(PrivateFile.read(folder + "/batch-1.jsonl") ?? []).batch.items.count == 1)
            #expect(BatchFile.read(PrivateFile.read(folder + "/batch-2.jsonl") ?? []).batch.items.count == 2)
            _ = (first, second)
        }
    }

    @Test func `a free slot that holds commands comes before an empty one`() throws {
        try inFolder { folder in
            var first = BatchStore.open(in: folder)
            var second = BatchStore.open(in: folder)
            try second?.store.save(batch(2))
            (first, second) = (nil, nil)
            #expect(BatchStore.open(in: folder)?.batch.items.count == 2)
            _ = first
        }
    }

    @Test func `only the user can read the file`() throws {
        try inFolder { folder in
            let kept = try #require(BatchStore.open(in: folder))
            try kept.store.save(batch(1))
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/batch-1.jsonl")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
