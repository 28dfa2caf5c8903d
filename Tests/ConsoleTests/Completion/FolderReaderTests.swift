import Glibc
import LineEditor
import Synchronization
import Testing

@testable import Console

@Suite struct FolderReaderTests {
    /// A folder that hangs until it is let go.
    private final class HangingFolder: Sendable {
        private let ends: (reading: Int32, writing: Int32)
        private let reads = Atomic<Int>(0)

        init() throws {
            var pair: [Int32] = [-1, -1]
            try #require(pipe(&pair) == 0)
            ends = (pair[0], pair[1])
        }

        deinit {
            close(ends.reading)
            close(ends.writing)
        }

        var readCount: Int { reads.load(ordering: .sequentiallyConsistent) }

        func read(_ path: String) -> [Candidate] {
            reads.add(1, ordering: .sequentiallyConsistent)
            var byte: UInt8 = 0
            _ = Glibc.read(ends.reading, &byte, 1)
            return [Candidate(path + "/late")]
        }

        func letGo(_ count: Int = 1) {
            for _ in 0..<count { _ = write(ends.writing, "x", 1) }
        }
    }

    @Test func `a folder that answers is offered at once, and read anew each time`() {
        let number = Atomic<Int>(0)
        let reader = FolderReader(patience: .seconds(60)) { path in
            [Candidate(path + "\(number.add(1, ordering: .relaxed).newValue)")]
        }
        #expect(reader.candidates("a").map(\.text) == ["a1"])
        #expect(reader.candidates("a").map(\.text) == ["a2"])
    }

    @Test func `a folder that hangs is given up, and offered at a later Tab`() throws {
        let folder = try HangingFolder()
        let reader = FolderReader(patience: .milliseconds(1), folder.read)
        #expect(reader.candidates("a").isEmpty)
        #expect(reader.candidates("a").isEmpty, "it is not waited for twice")
        folder.letGo()
        var found: [Candidate] = []
        let end = ContinuousClock.now + .seconds(60)
        while found.isEmpty, .now < end { found = reader.candidates("a") }
        #expect(found.map(\.text) == ["a/late"])
        #expect(folder.readCount == 1)
    }

    @Test func `where too many folders hang no further one is tried`() throws {
        let folder = try HangingFolder()
        let reader = FolderReader(patience: .milliseconds(1), folder.read)
        let paths = (0..<FolderReader.limit + 3).map { "\($0)" }
        for path in paths { #expect(reader.candidates(path).isEmpty) }
        folder.letGo(paths.count)
        var found: [Candidate] = []
        let end = ContinuousClock.now + .seconds(60)
        while found.isEmpty, .now < end { found = reader.candidates("0") }
        #expect(found.map(\.text) == ["0/late"])
        #expect(folder.readCount <= FolderReader.limit)
    }
}
