import CentrifugoTransport
import Testing

@Suite struct TransportErrorTests {
    @Test(arguments: Step.allCases)
    func `a request may have reached the server once its head was sent`(step: Step) {
        let isSent = [Step.sending, .waiting, .reading].contains(step)
        for error in [
            TransportError.closed(step), .reset(step), .cancelled(step), .timedOut(step, after: .seconds(1)),
        ] {
            #expect(error.mayHaveReachedServer == isSent)
        }
    }

    @Test(arguments: [
        TransportError.replyTooLarge(limit: 1), .notHTTP(excerpt: []), .malformedReply(detail: ""),
    ])
    func `a bad reply means that the request was read`(error: TransportError) {
        #expect(error.mayHaveReachedServer)
    }
}
