import CentrifugoAPI
import LosslessJSON
import Testing

@testable import Console

@Suite struct SendingTests {
    private static func items(_ count: Int) -> [PendingBatch.Item] {
        (0..<count).map { PendingBatch.Item(method: "publish", body: JSONText(integer: $0)) }
    }

    @Test func `parts follow each other, and the last holds what is left`() {
        var sending = Sending(Self.items(5), partSize: 2)
        var parts: [Range<Int>] = []
        while let part = sending.next {
            parts.append(part)
            sending.settle(part.map { _ in .succeeded })
        }
        #expect(parts == [0..<2, 2..<4, 4..<5])
        #expect(sending.isInParts)
    }

    @Test func `what a lost part leaves behind is known, unknown or not sent`() {
        var sending = Sending(Self.items(5), partSize: 2)
        sending.settle([.succeeded, .failed(code: 102, message: "unknown channel")])
        sending.lose()
        var batch = PendingBatch()
        batch.add(contentsOf: sending.items, for: "practice")
        batch.settle(sending.outcomes)
        #expect(batch.items.map(\.body.description) == ["1", "2", "3", "4"])
        #expect(
            batch.items.map(\.last) == [.failed(code: 102, message: "unknown channel"), .unknown, .unknown, nil])
    }

    @Test func `a process that dies while it sends leaves on disk what it knew`() {
        var batch = PendingBatch()
        batch.add(contentsOf: Self.items(6), for: "practice")
        let text =
            BatchFile.text(batch) + BatchFile.sending(0..<2) + BatchFile.settled(0..<2, [.succeeded, .succeeded])
            + BatchFile.sending(2..<4) + BatchFile.settled(2..<4, [.failed(code: 108, message: "x"), .succeeded])
            + BatchFile.sending(4..<5)
        let (whole, damaged) = BatchFile.read(text)
        #expect(damaged == 0)
        #expect(whole.items.map(\.body.description) == ["2", "4", "5"])
        #expect(whole.items.map(\.last) == [.failed(code: 108, message: "x"), .unknown, nil])
        // The line that was being written is cut anywhere, and what came before it holds.
        let last = BatchFile.sending(4..<5).count
        for cut in 1...last {
            let (part, _) = BatchFile.read(Array(text.dropLast(cut)))
            #expect(part.items.map(\.body.description) == ["2", "4", "5"])
            #expect(part.items.map(\.last) == [.failed(code: 108, message: "x"), cut == 1 ? .unknown : nil, nil])
        }
    }

    @Test func `keys are given to what takes one and has none`() throws {
        var batch = PendingBatch()
        for (method, body) in [
            ("publish", #"{"channel":"a","data":1.0}"#), ("publish", #"{"idempotency_key":"own","channel":"a"}"#),
            ("history", #"{"channel":"a"}"#), ("broadcast", #"{"channels":["a"],"idempotency_key":""}"#),
        ] { batch.add(.init(method: method, body: try JSONText(body)), for: "practice") }
        batch.addKeys()
        let keys = batch.items.map { $0.body.value["idempotency_key"]?.string }
        #expect(keys[0]?.hasPrefix("centsh-") == true && keys[0]?.count == 39)
        #expect(keys[1] == "own" && keys[2] == nil)
        #expect(keys[3]?.count == 39 && keys[3] != keys[0])
        #expect(batch.items[0].body.description.hasPrefix(#"{"channel":"a","data":1.0,"idempotency_key":"centsh-"#))
    }

    @Test func `progress is shown when there is time to read it`() {
        let start = ContinuousClock.now
        var terminal = SendProgress(total: 1000, start: start)
        #expect(terminal.line(100, at: start + .milliseconds(500), isTerminal: true) == nil)
        #expect(
            terminal.line(200, at: start + .seconds(2), isTerminal: true)
                == "\r\u{1B}[K200 of 1000 sent · 100/s · about 8 s left")
        #expect(terminal.line(210, at: start + .milliseconds(2100), isTerminal: true) == nil)
        #expect(terminal.line(1000, at: start + .seconds(3), isTerminal: true) == "\r\u{1B}[K")
        var plain = SendProgress(total: 1000, start: start)
        #expect(plain.line(200, at: start + .seconds(2), isTerminal: false) == nil)
        #expect(
            plain.line(500, at: start + .seconds(10), isTerminal: false)
                == "500 of 1000 sent · 50/s · about 10 s left\n")
        #expect(plain.line(1000, at: start + .seconds(20), isTerminal: false) == nil)
    }
}
