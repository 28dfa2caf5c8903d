import CentrifugoAPI
import LosslessJSON
import Testing

@testable import Console

@Suite struct PendingBatchTests {
    private func make(_ names: [String] = ["a", "b", "c"]) -> PendingBatch {
        var batch = PendingBatch()
        for name in names { batch.add(.init(method: name, body: .emptyObject), for: "practice") }
        return batch
    }

    @Test func `items are dropped by their numbers from 1`() {
        var batch = make()
        batch.drop([1...1, 3...3])
        #expect(batch.items.map(\.method) == ["b"])
        batch = make(["a", "b", "c", "d", "e"])
        batch.drop([2...3, 3...4])
        #expect(batch.items.map(\.method) == ["a", "e"])
    }

    @Test(arguments: [(1, 3, "bca"), (3, 1, "cab"), (2, 2, "abc")])
    func `a moved item gets the number asked for`(number: Int, target: Int, expected: String) {
        var batch = make()
        batch.move(number, to: target)
        #expect(batch.items.map(\.method).joined() == expected)
    }

    @Test func `a copy stands behind its original and was never sent`() {
        var batch = make()
        batch.settle([.unknown, .unknown, .unknown])
        batch.copy(2)
        #expect(batch.items.map(\.method) == ["a", "b", "b", "c"])
        #expect(batch.items.map(\.last) == [.unknown, .unknown, nil, .unknown])
    }

    @Test func `what an edit of all leaves as it is keeps what became of it`() {
        var batch = make()
        batch.settle([.unknown, .unknown, .unknown])
        batch.replaceAll(
            with: ["c", "new"].map { .init(method: $0, body: .emptyObject) }, for: "elsewhere")
        #expect(batch.items.map(\.last) == [.unknown, nil])
        #expect(batch.server == "practice")
    }

    @Test func `every change can be taken back, the last first`() {
        var batch = make()
        var history = BatchHistory()
        batch.add(.init(method: "d", body: .emptyObject), for: "practice")
        history.noteAdded(1, by: "add")
        history.note(batch, changedBy: "reset")
        batch.reset()
        #expect(history.undo(&batch) == "reset")
        #expect(batch.items.map(\.method) == ["a", "b", "c", "d"])
        #expect(batch.server == "practice")
        #expect(history.undo(&batch) == "add")
        #expect(batch.items.map(\.method) == ["a", "b", "c"])
        #expect(history.undo(&batch) == nil)
    }

    @Test func `only the last hundred changes are remembered`() {
        var batch = PendingBatch()
        var history = BatchHistory()
        for _ in 1...120 {
            batch.add(.init(method: "d", body: .emptyObject), for: "practice")
            history.noteAdded(1, by: "add")
        }
        while history.undo(&batch) != nil {}
        #expect(batch.items.count == 20)
    }

    @Test func `what succeeded leaves, what failed stays with its error`() {
        var batch = make()
        batch.settle([.succeeded, .failed(code: 102, message: "unknown channel"), .succeeded])
        #expect(batch.items.map(\.method) == ["b"])
        #expect(batch.items[0].last == .failed(code: 102, message: "unknown channel"))
    }

    @Test func `a lost answer leaves everything, marked`() {
        var batch = make()
        batch.settle([.unknown, .unknown, .unknown])
        #expect(batch.items.map(\.last) == [.unknown, .unknown, .unknown])
    }

    @Test func `the first command decides for which server the batch is`() {
        var batch = make()
        batch.add(.init(method: "d", body: .emptyObject), for: "elsewhere")
        #expect(batch.server == "practice")
        batch.reset()
        #expect(batch.server == nil)
        batch.add(.init(method: "d", body: .emptyObject), for: "elsewhere")
        #expect(batch.server == "elsewhere")
    }

    @Test func `a batch that was written is read back the same`() throws {
        var batch = make(["a", "b\"\n"])
        batch.replace(1, with: .init(method: "publish", body: try JSONText(#"{"n":1.0,"n":2}"#)))
        batch.settle([.failed(code: 107, message: "bad \" request"), .unknown])
        let (read, damaged) = BatchFile.read(BatchFile.text(batch))
        #expect(damaged == 0)
        #expect(read.server == "practice")
        #expect(read.items.map(\.method) == batch.items.map(\.method))
        #expect(read.items.map(\.body) == batch.items.map(\.body))
        #expect(read.items.map(\.last) == batch.items.map(\.last))
    }

    @Test func `a line cut off by a crash is passed over and counted`() {
        let text = BatchFile.text(make())
        let (read, damaged) = BatchFile.read(Array(text.dropLast(5)))
        #expect(read.items.map(\.method) == ["a", "b"])
        #expect(damaged == 1)
    }
}
