import NIOCore
import Testing

@testable import PracticeServer

/// What a client has time for.
struct RequestTimesTests {
    private func second(_ number: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(number) }

    @Test func `the first head has ten seconds from the opening of the connection`() {
        var times = RequestTimes(at: second(5))
        #expect(times.deadline == second(15))
        times.bytesCame(at: second(9))
        #expect(times.deadline == second(15))
    }

    @Test func `a request has thirty seconds from its beginning`() {
        var times = RequestTimes(at: second(0))
        times.headCame(at: second(9))
        #expect(times.deadline == second(30))
        times.bytesCame(at: second(20))
        #expect(times.deadline == second(30))
    }

    @Test func `an answer has ten seconds`() {
        var times = RequestTimes(at: second(0))
        times.headCame(at: second(1))
        times.answerBegan(at: second(25))
        #expect(times.deadline == second(35))
        times.bytesCame(at: second(26))
        #expect(times.deadline == second(35))
    }

    @Test func `a connection may be idle for thirty seconds, then begins anew`() {
        var times = RequestTimes(at: second(0))
        times.headCame(at: second(1))
        times.answerBegan(at: second(2))
        times.answerEnded(at: second(3))
        #expect(times.deadline == second(33))
        times.bytesCame(at: second(20))
        #expect(times.deadline == second(30))
        times.bytesCame(at: second(29))
        times.headCame(at: second(29))
        #expect(times.deadline == second(50))
    }

    @Test func `a request that was there before the answer to another begins with its head`() {
        var times = RequestTimes(at: second(0))
        times.headCame(at: second(1))
        times.answerBegan(at: second(2))
        times.answerEnded(at: second(9))
        times.headCame(at: second(9))
        #expect(times.deadline == second(39))
    }
}
