import NIOCore
import Testing

@testable import CentrifugoTransport

@Suite struct ExchangeTests {
    @Test func `the time that a reader takes between two pieces is not charged`() async {
        _ = await withCheckedContinuation { waiter in
            let exchange = Exchange(
                PendingRequest(
                    id: 1, request: HTTPRequest(target: "/"), timeout: .seconds(10), thread: NetworkThread()
                ) {
                    waiter.resume(returning: $0)
                })
            #expect(!isMoving(exchange), "nothing has been handed over")
            exchange.receiveHead(status: 200, headers: [:])
            exchange.receive(ByteBuffer(string: "x"))
            exchange.handOver()
            #expect(isMoving(exchange), "the reader has the head")
            _ = exchange.takePiece()
            #expect(isMoving(exchange), "the reader has a piece")
            _ = exchange.takePiece()
            #expect(!isMoving(exchange), "the reader waits for more")
        }
    }

    /// Whether the deadline is put off while time passes.
    private func isMoving(_ exchange: Exchange) -> Bool {
        let before = exchange.due
        let start = NIODeadline.now()
        while NIODeadline.now() == start {}
        return exchange.due > before
    }
}
